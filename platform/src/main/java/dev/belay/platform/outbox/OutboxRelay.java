package dev.belay.platform.outbox;

import dev.belay.platform.replica.TopicSetup;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Carries the outbox to Kafka: every committed event, at least once, those of one key in the order of their commits.
 *
 * <p>Why it is as it is. Reading {@code id > last} would lose a row whose transaction took its id early and committed
 * late; so a batch is simply the lowest ids that are visible, and rows go once Kafka has them. Several relays that
 * share the work (SKIP LOCKED) would overtake each other within a key; so one leads, by an advisory lock that lives and
 * dies with its database session. A former leader whose session was cut may still hold a batch in its hands and write
 * it after its successor has gone further, which would leave an old state as the last one of a compacted topic; so each
 * batch is a Kafka transaction, and taking the lead fences every producer before.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    /** Any constant will do, as long as nobody else in the database takes an advisory lock of the same number. */
    private static final long LEADER_LOCK = 0x6f7574626f78L;

    private static final int BATCH = 500;
    private static final int LISTEN_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final AgroalDataSource database;
    private final Map<String, Object> kafka;
    private final TopicSetup topics;
    private final String service;
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean stopped;
    private volatile boolean leading;

    OutboxRelay(
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicSetup topics,
            MeterRegistry metrics,
            @ConfigProperty(name = "belay.service") String service) {
        this.database = database;
        this.kafka = kafka;
        this.topics = topics;
        this.service = service;
        metrics.gauge("belay.outbox.leading", this, relay -> relay.leading ? 1 : 0);
        metrics.more().counter("belay.outbox.sent", List.of(), sent);
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        // It looks up from listening within a second; an interrupt would tear a batch apart.
        thread.join(5_000);
    }

    private void run() {
        while (!stopped) {
            try (Connection session = database.getConnection()) {
                if (tryToLead(session)) {
                    try {
                        lead(session);
                    } finally {
                        leading = false;
                        release(session);
                    }
                }
            } catch (SQLException | KafkaException | ExecutionException e) {
                if (!stopped) {
                    LOG.warnf("Outbox relay pauses: %s", e.toString());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("Outbox relay failed and starts again", e);
            }
            if (!pause()) {
                return;
            }
        }
    }

    private static boolean tryToLead(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LEADER_LOCK + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The session goes back to a pool: nothing of ours may stay on it. */
    private static void release(Connection session) {
        try (Statement statement = session.createStatement()) {
            if (!session.getAutoCommit()) {
                session.rollback();
                session.setAutoCommit(true);
            }
            statement.execute("UNLISTEN outbox");
            statement.execute("SELECT pg_advisory_unlock(" + LEADER_LOCK + ")");
        } catch (SQLException e) {
            // The session is gone, and the lock with it.
            LOG.debug("Could not release the outbox lock", e);
        }
    }

    private void lead(Connection session) throws SQLException, InterruptedException, ExecutionException {
        topics.ensureOwn();
        try (Statement listen = session.createStatement()) {
            listen.execute("LISTEN outbox");
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(producerConfig())) {
            producer.initTransactions();
            leading = true;
            LOG.infof("Outbox relay of %s leads", service);
            PGConnection wakeUp = session.unwrap(PGConnection.class);
            while (!stopped) {
                int count;
                do {
                    count = relayBatch(session, producer);
                } while (count == BATCH && !stopped);
                wakeUp.getNotifications(LISTEN_MILLIS);
            }
        }
    }

    private int relayBatch(Connection session, KafkaProducer<String, byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException {
        List<Long> ids = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        try (PreparedStatement select = session.prepareStatement(
                        "SELECT id, topic, key, type, event_id, time, traceparent, data FROM outbox ORDER BY id LIMIT "
                                + BATCH);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong("id"));
                records.add(record(row));
            }
        }
        if (ids.isEmpty()) {
            return 0;
        }
        producer.beginTransaction();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
        for (ProducerRecord<String, byte[]> record : records) {
            acknowledgements.add(producer.send(record));
        }
        producer.commitTransaction();
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        try (PreparedStatement delete = session.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
            delete.setArray(1, session.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
        sent.addAndGet(ids.size());
        return ids.size();
    }

    private ProducerRecord<String, byte[]> record(ResultSet row) throws SQLException {
        var record = new ProducerRecord<>(row.getString("topic"), row.getString("key"), row.getBytes("data"));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", row.getObject("event_id", UUID.class).toString());
        header(record, "ce_source", "/belay/" + service);
        header(record, "ce_time", row.getTimestamp("time").toInstant().toString());
        header(record, "traceparent", row.getString("traceparent"));
        String type = row.getString("type");
        if (type != null) {
            header(record, "ce_type", type);
            header(record, "content-type", "application/json");
        }
        return record;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> producerConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "belay-" + service + "-outbox");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A broken broker must not hold the lead for long: give up, and begin again with what is still in the outbox.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return config;
    }

    private boolean pause() {
        try {
            Thread.sleep(PATIENCE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
