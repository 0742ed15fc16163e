package dev.belay.platform.replica;

import dev.belay.contracts.Topics;
import dev.belay.platform.problems.Refusal;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tries the dead letters again, once each.
 *
 * <p>A run goes from the position of the group {@code belay-<service>-dead-letters} to the end that the topic has at its
 * start. What fails again is written as a new letter behind that end before the position moves past the old one: so
 * nothing is lost, a run ends, and the letter that will never be readable does not keep the others from their turn. A
 * run that is cut short may leave a letter twice; the same record is tried once in a run. Kafka may forget the
 * position after a week: then letters are read again, which the versions of states and the ids of facts bear.
 */
@ApplicationScoped
@UnlessBuildProperty(name = "belay.replica", stringValue = "memory", enableIfMissing = true)
class DeadLetterReplay {
    private static final Logger LOG = Logger.getLogger(DeadLetterReplay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Runs of all replicas wait for each other. Nobody else takes an advisory lock of this number. */
    private static final long RUN_LOCK = 0x6c657474657273L;

    private final DatabaseReader reader;
    private final AgroalDataSource database;
    private final Map<String, Object> kafka;
    private final TopicSetup topics;
    private final String service;
    private final DeadLetters letters;

    DeadLetterReplay(
            DatabaseReader reader,
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicSetup topics,
            @ConfigProperty(name = "belay.service") String service) {
        this.reader = reader;
        this.database = database;
        this.kafka = kafka;
        this.topics = topics;
        this.service = service;
        this.letters = new DeadLetters(kafka, service);
    }

    /** What became of the letters. */
    static final class Tally {
        int replayed;
        int skipped;
        int failed;
    }

    /** @throws KafkaAway if Kafka does not answer; what is done until then counts, the rest waits */
    Tally run() throws InterruptedException {
        try (Connection session = database.getConnection();
                Statement lock = session.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + RUN_LOCK + ")");
            try {
                return replay();
            } finally {
                lock.execute("SELECT pg_advisory_unlock(" + RUN_LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The replay cannot be locked", e);
        } catch (KafkaException e) {
            LOG.warnf("Replay of dead letters ends early: %s", e.toString());
            throw new KafkaAway();
        }
    }

    private Tally replay() throws InterruptedException {
        topics.ensureOwn();
        Tally tally = new Tally();
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(consumerConfig())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.deadLetters(service)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            // No subscription: the position is the group's, its members are not needed, for runs wait for each other.
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<Origin> tried = new HashSet<>();
            try {
                while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
                    for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
                        TopicPartition part = new TopicPartition(letter.topic(), letter.partition());
                        if (letter.offset() < ends.get(part)) {
                            replay(letter, tried, tally);
                            done.put(part, new OffsetAndMetadata(letter.offset() + 1));
                        }
                    }
                }
            } finally {
                if (!done.isEmpty()) {
                    consumer.commitSync(done);
                }
            }
        }
        LOG.infof(
                "Dead letters: %d replayed, %d skipped, %d failed again", tally.replayed, tally.skipped, tally.failed);
        return tally;
    }

    /** Which record a letter holds; the value distinguishes those of a topic that was lost and made again. */
    private record Origin(String topic, int partition, long offset, int value) {}

    private void replay(ConsumerRecord<String, byte[]> letter, Set<Origin> tried, Tally tally)
            throws InterruptedException {
        ConsumerRecord<String, byte[]> record = letter;
        try {
            record = DeadLetters.original(letter);
            Origin origin =
                    new Origin(record.topic(), record.partition(), record.offset(), Arrays.hashCode(record.value()));
            if (tried.add(origin) && reader.take(record)) {
                tally.replayed++;
            } else {
                tally.skipped++;
            }
        } catch (Decoder.Unreadable e) {
            LOG.warnf(
                    "Still a dead letter: %s/%d@%d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
            letters.write(record, e.getMessage());
            tally.failed++;
        }
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "belay-" + service + "-dead-letters");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return config;
    }

    private static final class KafkaAway extends Refusal {
        KafkaAway() {
            super("service-unavailable", "Kafka does not answer. The letters that were not tried yet wait there.");
            header("Retry-After", "5");
        }
    }
}
