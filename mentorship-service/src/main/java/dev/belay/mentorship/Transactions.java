package dev.belay.mentorship;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One command, one transaction; again from the start if the database could not let two of them through at once. Such
 * work must therefore have no effect outside the database.
 */
@ApplicationScoped
public class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);
    private static final int ATTEMPTS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    /** SQLSTATEs of a serialisation failure and of a deadlock. */
    private static final Set<String> PASSING = Set.of("40001", "40P01");

    public <T> T run(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(work::get);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !passes(e)) {
                    throw e;
                }
                LOG.debugf("Attempt %d collided with another transaction", attempt);
                pause();
            }
        }
    }

    private static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A pool that has no connection to give throws one without a state.
            if (cause instanceof SQLException sql && sql.getSQLState() != null && PASSING.contains(sql.getSQLState())) {
                return true;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (passes(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Two that collided should not come back at the same moment. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
