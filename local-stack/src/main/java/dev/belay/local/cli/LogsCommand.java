package dev.belay.local.cli;

import dev.belay.local.screen.Screen;
import dev.belay.local.suite.SuiteFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", header = "Show the logs' last lines, of all or of one part.")
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    private static final long POLL_MILLIS = 300;

    @Parameters(
            paramLabel = "PART",
            arity = "0..1",
            description =
                    "profile-service, mentorship-service, matching-service, servers (PostgreSQL and Kafka) or suite.")
    private String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines are written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines of each (default 40).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Screen screen = Screen.standard();
        Map<Path, Long> read = new LinkedHashMap<>();
        for (Path file : files()) {
            if (part == null) {
                screen.line(screen.styled(Screen.Style.BOLD, "==> " + file.getFileName()));
            }
            byte[] content = Files.readAllBytes(file);
            List<String> all =
                    new String(content, StandardCharsets.UTF_8).lines().toList();
            all.subList(Math.max(0, all.size() - lines), all.size()).forEach(screen::line);
            read.put(file, (long) content.length);
        }
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            for (Map.Entry<Path, Long> file : read.entrySet()) {
                file.setValue(showMore(screen, file.getKey(), file.getValue()));
            }
        }
        return 0;
    }

    private long showMore(Screen screen, Path file, long from) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        long start = size < from ? 0 : from;
        if (size == start) {
            return start;
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] more = new byte[(int) (size - start)];
            content.seek(start);
            content.readFully(more);
            String name = file.getFileName().toString().replaceFirst("\\.log$", "");
            new String(more, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line ->
                            screen.line(part == null ? screen.styled(Screen.Style.DIM, name + " | ") + line : line));
        }
        return size;
    }

    private List<Path> files() throws IOException {
        Path folder = Belay.installation().logs();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> file.toString().endsWith(".log"))
                    .filter(file ->
                            part == null || file.getFileName().toString().equals(part + ".log"))
                    .sorted()
                    .forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new SuiteFailure(
                    part == null
                            ? "There are no logs yet: ./belay up makes some."
                            : "There is no log of " + part + " in " + folder + ".");
        }
        return files;
    }
}
