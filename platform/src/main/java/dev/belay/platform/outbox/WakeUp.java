package dev.belay.platform.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Wakes the relay, wherever it leads, once a transaction with events has committed.
 *
 * <p>Why not a trigger that notifies: PostgreSQL lets transactions that NOTIFY commit only one after the other, so that
 * they cannot share a flush of its log. Here one thread notifies for all that committed since it last did. Should the
 * process end in between, the relay finds the events when it next looks by itself, within a second.
 */
@ApplicationScoped
class WakeUp {
    private static final Logger LOG = Logger.getLogger(WakeUp.class);
    private static final long LEAST_PAUSE_MILLIS = 2;

    private final AgroalDataSource database;
    private final TransactionSynchronizationRegistry transactions;
    private final Semaphore committed = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "outbox-wake-up");
    private volatile boolean stopped;

    WakeUp(AgroalDataSource database, TransactionSynchronizationRegistry transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        committed.release();
    }

    /** The present transaction holds events. */
    void afterCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing is to be told yet.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    committed.release();
                }
            }
        });
    }

    private void run() {
        try {
            committed.acquire();
            while (!stopped) {
                committed.drainPermits();
                tell();
                // Whoever commits meanwhile is told of together.
                TimeUnit.MILLISECONDS.sleep(LEAST_PAUSE_MILLIS);
                committed.acquire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("NOTIFY outbox");
        } catch (SQLException e) {
            LOG.debug("The relay is not woken and finds the events by itself", e);
        }
    }
}
