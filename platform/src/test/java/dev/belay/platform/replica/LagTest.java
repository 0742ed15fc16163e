package dev.belay.platform.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LagTest {
    private final AtomicLong nanos = new AtomicLong(-TimeUnit.SECONDS.toNanos(5));
    private final Lag lag = new Lag(nanos::get);

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void growsStaleWhileRecordsAreLeft() {
        pass(10);
        lag.observe(3, true);
        assertEquals(3, lag.records());
        assertEquals(10, lag.seconds());
        lag.observe(0, true);
        assertEquals(0, lag.records());
        assertEquals(0, lag.seconds());
        pass(2);
        assertEquals(2, lag.seconds());
    }

    @Test
    void doesNotTakeSilenceForTheEnd() {
        pass(10);
        lag.observe(0, false);
        assertEquals(10, lag.seconds());
    }
}
