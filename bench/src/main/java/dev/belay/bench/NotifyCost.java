package dev.belay.bench;

import dev.belay.embedded.EmbeddedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;

/**
 * What waking the relay costs the transactions that write to the outbox. PostgreSQL lets transactions that NOTIFY commit
 * one after the other, so that notifications keep the order of commits; transactions that do not can share a flush of
 * the log. Each client inserts one event per transaction, as often as it can:
 *
 * <ul>
 *   <li><i>trigger</i>: the outbox as it is, each transaction notifies
 *   <li><i>silent</i>: nobody is woken; the relay would find the events when it looks
 *   <li><i>waker</i>: nothing in the transaction; a connection of its own notifies for all that were committed since,
 *       at most once in 5 ms
 * </ul>
 *
 * The three take turns, and a listener consumes what is notified.
 */
public final class NotifyCost {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int WAKE_MILLIS = 5;
    private static final byte[] EVENT = new byte[400];

    private enum Way {
        TRIGGER,
        SILENT,
        WAKER
    }

    private final EmbeddedServers servers;

    private NotifyCost(EmbeddedServers servers) {
        this.servers = servers;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("belay-bench");
        try (EmbeddedServers servers =
                EmbeddedServers.start(EmbeddedServers.Options.in(folder).withDatabases("bench"))) {
            new NotifyCost(servers).run();
        }
    }

    private Connection connect() throws SQLException {
        EmbeddedServers.Database roles = servers.database("bench");
        return DriverManager.getConnection(servers.jdbcUrl("bench"), roles.owner(), roles.ownerPassword());
    }

    private void run() throws SQLException, InterruptedException, ExecutionException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text NOT"
                    + " NULL, key text NOT NULL, type text, event_id uuid NOT NULL, time timestamptz NOT NULL,"
                    + " traceparent text NOT NULL, data bytea)");
            statement.execute("CREATE FUNCTION wake_outbox_relay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " PERFORM pg_notify('outbox', ''); RETURN NULL; END $$");
            statement.execute("CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE"
                    + " FUNCTION wake_outbox_relay()");
            System.out.printf(
                    Locale.ROOT,
                    "PostgreSQL %s, fsync %s, synchronous_commit %s; %d cores, JDK %s; median of %d rounds of %d s%n",
                    show(statement, "server_version"),
                    show(statement, "fsync"),
                    show(statement, "synchronous_commit"),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"),
                    ROUNDS,
                    ROUND.toSeconds());
            try (Listener listener = new Listener(connect())) {
                listener.start();
                round(statement, Way.TRIGGER, 8);
                System.out.println("clients   trigger/s    silent/s     waker/s   silent:trigger   waker:trigger");
                for (int clients : new int[] {1, 8, 32}) {
                    compare(statement, clients);
                }
            }
        }
    }

    private void compare(Statement owner, int clients) throws SQLException, InterruptedException, ExecutionException {
        double[][] rates = new double[Way.values().length][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : Way.values()) {
                rates[way.ordinal()][round] = round(owner, way, clients);
            }
        }
        double[] median = Arrays.stream(rates)
                .mapToDouble(all -> Arrays.stream(all).sorted().toArray()[ROUNDS / 2])
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%7d %11.0f %11.0f %11.0f %16.2f %15.2f%n",
                clients,
                median[0],
                median[1],
                median[2],
                median[1] / median[0],
                median[2] / median[0]);
    }

    /** Commits per second of so many clients. */
    private double round(Statement owner, Way way, int clients)
            throws SQLException, InterruptedException, ExecutionException {
        owner.execute("TRUNCATE outbox");
        owner.execute(
                "ALTER TABLE outbox " + (way == Way.TRIGGER ? "ENABLE" : "DISABLE") + " TRIGGER outbox_wakes_relay");
        AtomicBoolean more = new AtomicBoolean(true);
        AtomicBoolean committed = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                counts.add(threads.submit(client(more, committed)));
            }
            if (way == Way.WAKER) {
                threads.submit(waker(more, committed));
            }
            long begun = System.nanoTime();
            Thread.sleep(ROUND.toMillis());
            more.set(false);
            long count = 0;
            for (Future<Long> one : counts) {
                count += one.get();
            }
            return count * 1e9 / (System.nanoTime() - begun);
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Long> client(AtomicBoolean more, AtomicBoolean committed) {
        return () -> {
            long count = 0;
            try (Connection connection = connect();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO outbox (topic, key, type, event_id, time, traceparent, data) VALUES (?, ?, ?, ?, now(), ?, ?)")) {
                connection.setAutoCommit(false);
                while (more.get()) {
                    insert.setString(1, "belay.bench.v1");
                    insert.setString(2, "key");
                    insert.setString(3, "belay.bench.v1");
                    insert.setObject(4, UUID.randomUUID());
                    insert.setString(5, "");
                    insert.setBytes(6, EVENT);
                    insert.executeUpdate();
                    connection.commit();
                    committed.set(true);
                    count++;
                }
            }
            return count;
        };
    }

    private Callable<Void> waker(AtomicBoolean more, AtomicBoolean committed) {
        return () -> {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                while (more.get()) {
                    if (committed.compareAndSet(true, false)) {
                        statement.execute("NOTIFY outbox");
                    }
                    Thread.sleep(WAKE_MILLIS);
                }
            }
            return null;
        };
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The relay's part: it listens, and reads what it is told. */
    private static final class Listener extends Thread implements AutoCloseable {
        private final Connection connection;
        private volatile boolean stopped;

        Listener(Connection connection) {
            super("listener");
            this.connection = connection;
        }

        @Override
        public void run() {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN outbox");
                PGConnection notifications = connection.unwrap(PGConnection.class);
                while (!stopped) {
                    notifications.getNotifications(200);
                }
            } catch (SQLException e) {
                if (!stopped) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            join();
        }
    }
}
