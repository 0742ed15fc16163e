package dev.belay.local.cli;

import dev.belay.local.suite.Installation;
import dev.belay.local.suite.Programs;
import dev.belay.local.suite.Progress;
import dev.belay.local.suite.SuiteFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts the suite in a process that stays when this one ends. That process tells how far it is on its standard output, one event a
 * line, until it is ready or has failed.
 */
final class BackgroundStart {

    /** The option that makes {@code belay up} the background half. */
    static final String OPTION = "--in-background";

    private static final String READY = "ready";
    private static final long LOG_LIMIT_BYTES = 1024 * 1024;

    private BackgroundStart() {}

    /** Returns once the suite is ready; fails with the sentence of the background process otherwise. */
    static void run(Installation installation, Progress progress) {
        try {
            Path log = installation.logs().resolve("suite.log");
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
                Files.delete(log);
            }
            Process process = Programs.inOwnSession(
                            Programs.java(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dbelay.home=" + Belay.home(),
                            "-Dbelay.embedded.lib=" + System.getProperty("belay.embedded.lib"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Belay.class.getName(),
                            "up",
                            OPTION)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Thread cancel = new Thread(process::destroy, "cancel-start");
            Runtime.getRuntime().addShutdownHook(cancel);
            follow(process, progress);
            Runtime.getRuntime().removeShutdownHook(cancel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(Process process, Progress progress) throws IOException {
        BufferedReader events = process.inputReader(StandardCharsets.UTF_8);
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            String[] words = line.split("\t", -1);
            switch (words[0]) {
                case "begun" -> progress.begun(words[1]);
                case "done" -> progress.done(words[1], Duration.ofMillis(Long.parseLong(words[2])), words[3]);
                case "failed" -> throw new SuiteFailure(words[1]);
                case READY -> {
                    return;
                }
                default -> throw new IllegalStateException("not understood: " + line);
            }
        }
        throw new SuiteFailure("The suite ended before it was ready: .belay/logs/suite.log says why.");
    }

    /** The other end: writes events for {@link #follow}. */
    static final class Reporter implements Progress {

        private final PrintStream out;

        Reporter(PrintStream out) {
            this.out = out;
        }

        @Override
        public synchronized void begun(String what) {
            out.println("begun\t" + what);
        }

        @Override
        public synchronized void done(String what, Duration took, String detail) {
            out.println("done\t" + what + "\t" + took.toMillis() + "\t" + detail);
        }

        void failed(String sentence) {
            out.println("failed\t" + sentence.replaceAll("\\s+", " "));
        }

        /** The last event: nobody reads any longer. */
        void ready() {
            out.println(READY);
            out.close();
        }
    }
}
