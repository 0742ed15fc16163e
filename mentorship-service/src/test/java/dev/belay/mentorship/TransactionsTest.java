package dev.belay.mentorship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@MentorshipTest
class TransactionsTest {
    @Inject
    Transactions transactions;

    private static RuntimeException failure(String sqlState) {
        return new IllegalStateException(new RuntimeException(new SQLException("no", sqlState)));
    }

    /** Fails that many times, then says how often it was tried. */
    private int failing(int times, String sqlState) {
        AtomicInteger tries = new AtomicInteger();
        return transactions.run(() -> {
            if (tries.incrementAndGet() <= times) {
                throw failure(sqlState);
            }
            return tries.get();
        });
    }

    @Test
    void beginsAgainAfterDeadlockAndSerialisationFailure() {
        assertEquals(3, failing(2, "40P01"));
        assertEquals(5, failing(4, "40001"));
    }

    @Test
    void givesUpInTheEnd() {
        assertThrows(IllegalStateException.class, () -> failing(5, "40P01"));
    }

    @Test
    void doesNotRepeatWhatWouldFailAgain() {
        assertThrows(IllegalStateException.class, () -> failing(1, "23505"));
        assertThrows(IllegalStateException.class, () -> failing(1, null));
    }
}
