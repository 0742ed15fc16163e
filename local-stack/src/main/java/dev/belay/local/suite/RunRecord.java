package dev.belay.local.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which processes a suite consists of, written down so that another launcher finds them: to show them, to stop them, and to
 * clear away those whose launcher was killed.
 *
 * @param pid of the launcher that supervises the others
 * @param url the front door
 */
public record RunRecord(long pid, long startedMillis, String url, List<Part> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    /**
     * A process, or a server inside one.
     *
     * @param startedMillis when the process started: with the pid it names one process for good
     * @param health a URL that answers 200 while the part is ready, or null
     * @param log the name of its file in {@code .belay/logs}
     */
    public record Part(String name, long pid, long startedMillis, int port, String health, String log) {

        /** The process, unless it is gone (or its number now belongs to another one). */
        public Optional<ProcessHandle> process() {
            return RunRecord.process(pid, startedMillis);
        }
    }

    public Optional<ProcessHandle> launcher() {
        return process(pid, startedMillis);
    }

    static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static Optional<RunRecord> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), RunRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the run record can't be read: " + file, e);
        }
    }

    void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> process(long pid, long startedMillis) {
        // The start is computed from the boot time, which moves a little when the clock is set.
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(startedMillis(process) - startedMillis) <= CLOCK_STEP.toMillis());
    }
}
