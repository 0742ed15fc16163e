package dev.belay.local.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The suite that another launcher runs on an installation, seen from outside. */
public final class RunningSuite {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

    private final Installation installation;
    private final RunRecord record;

    private RunningSuite(Installation installation, RunRecord record) {
        this.installation = installation;
        this.record = record;
    }

    /** The running suite, if there is one (it may still be starting). */
    public static Optional<RunningSuite> on(Installation installation) {
        Optional<RunLock> lock = RunLock.take(Suite.lockFile(installation));
        if (lock.isPresent()) {
            lock.get().close();
            return Optional.empty();
        }
        return RunRecord.read(Suite.recordFile(installation)).map(record -> new RunningSuite(installation, record));
    }

    /** Stops what is left of a suite whose launcher was killed; returns how many processes that were. */
    public static int stopLeftovers(Installation installation) {
        Optional<RunLock> lock = RunLock.take(Suite.lockFile(installation));
        if (lock.isEmpty()) {
            return 0;
        }
        try (RunLock held = lock.get()) {
            return Leftovers.stop(installation);
        }
    }

    public RunRecord record() {
        return record;
    }

    /** Asks the launcher to stop the suite and returns when all of it is gone. */
    public void stop() throws InterruptedException {
        record.launcher().ifPresent(ProcessHandle::destroy);
        Instant limit = Instant.now().plus(STOP_LIMIT);
        while (on(installation).isPresent()) {
            if (Instant.now().isAfter(limit)) {
                record.launcher().ifPresent(ProcessHandle::destroyForcibly);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        stopLeftovers(installation);
    }
}
