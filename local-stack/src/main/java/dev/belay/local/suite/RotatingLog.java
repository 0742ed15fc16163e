package dev.belay.local.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log of bounded size: once full, the file becomes {@code NAME.1} (whose former content is dropped) and starts anew. */
final class RotatingLog implements AutoCloseable {

    /** A stack trace names the deepest cause last, and that is the one which helps. */
    private static final Pattern CAUSE = Pattern.compile("Caused by: (?:[\\w.$]+: )*(.+)");

    private static final long LIMIT_BYTES = 5L * 1024 * 1024;

    private final Path file;
    private final long limit;
    private Writer writer;
    private long size;
    private String complaint = "";

    RotatingLog(Path file) throws IOException {
        this(file, LIMIT_BYTES);
    }

    RotatingLog(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        this.size = Files.exists(file) ? Files.size(file) : 0;
        this.writer = open();
    }

    /** The last error that a line told of, without its exception's class; empty if there was none. */
    synchronized String complaint() {
        return complaint;
    }

    synchronized void line(String line) {
        Matcher cause = CAUSE.matcher(line);
        if (cause.matches()) {
            complaint = cause.group(1).strip();
        }
        try {
            if (size > limit) {
                writer.close();
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                writer = open();
                size = 0;
            }
            writer.write(line);
            writer.write('\n');
            writer.flush();
            size += line.length() + 1L;
        } catch (IOException e) {
            // A log that can't be written (a full disk) must not stop the process it belongs to.
            size = 0;
        }
    }

    /** Copies a process's output into the log, on a thread of its own, until the process ends. */
    void follow(Process process, String name) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            line(line);
                        }
                    } catch (IOException e) {
                        line("the output of " + name + " ended: " + e.getMessage());
                    }
                },
                "log-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }

    private Writer open() throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
