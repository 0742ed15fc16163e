package dev.belay.platform.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Versions of published aggregates. */
public final class Versions {
    private Versions() {}

    /**
     * {@code max(previous + 1, now in µs)}: grows even when the clock goes back, and a database restored from a backup
     * still moves ahead of what its consumers have seen.
     */
    public static long next(long previous, Clock clock) {
        return Math.max(previous + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }
}
