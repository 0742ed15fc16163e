package dev.belay.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Processes of a suite whose launcher, and perhaps whose watchdog, was killed. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private Leftovers() {}

    /** Stops them and returns how many there were. Only for whoever holds the run lock: then no launcher is alive. */
    static int stop(Installation installation) {
        Optional<RunRecord> record = RunRecord.read(Suite.recordFile(installation));
        if (record.isEmpty()) {
            return 0;
        }
        // The services first: a Kafka that is gone before they could leave it waits for them when it is back.
        int stopped = stop(record.get(), part -> part.health() != null);
        stopped += stop(record.get(), part -> part.health() == null);
        try {
            Files.deleteIfExists(Suite.recordFile(installation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stopped;
    }

    private static int stop(RunRecord record, Predicate<RunRecord.Part> which) {
        List<ProcessHandle> alive = record.parts().stream()
                .filter(which)
                .map(RunRecord.Part::process)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        alive.forEach(ProcessHandle::destroy);
        Instant limit = Instant.now().plus(GRACE);
        for (ProcessHandle process : alive) {
            awaitEnd(process, limit);
        }
        return alive.size();
    }

    private static void awaitEnd(ProcessHandle process, Instant limit) {
        try {
            while (process.isAlive() && Instant.now().isBefore(limit)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
