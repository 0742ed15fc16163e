package dev.belay.platform.replica;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Brings other services' events into this service's database: the replicas of a service share the partitions, a batch
 * is one transaction, and the offset is committed after it. A record that cannot be read goes to the dead letters; a
 * failure that may pass is retried for as long as it takes.
 */
@ApplicationScoped
public class DatabaseReader {
    private static final Logger LOG = Logger.getLogger(DatabaseReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Until the ends are reached: where there is nothing to read, a longer wait would only put readiness off. */
    private static final Duration FIRST_POLLS = Duration.ofMillis(50);

    private static final int BATCH = 200;

    private final Map<String, EventHandler> handlers = new HashMap<>();
    private final Map<String, Object> kafka;
    private final TopicSetup topics;
    private final String service;
    private final DeadLetters letters;
    private final Counter applied;
    private final Counter deadLetters;
    private final Counter skipped;
    private final Lag lag;
    private final ReaderThread thread;
    private volatile Readiness readiness = Readiness.waiting();

    DatabaseReader(
            @All List<EventHandler> handlers,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicSetup topics,
            MeterRegistry metrics,
            @ConfigProperty(name = "belay.service") String service) {
        for (EventHandler handler : handlers) {
            for (String topic : handler.topics()) {
                if (this.handlers.put(topic, handler) != null) {
                    throw new IllegalStateException("Two handlers follow " + topic);
                }
            }
        }
        this.kafka = kafka;
        this.topics = topics;
        this.service = service;
        this.letters = new DeadLetters(kafka, service);
        this.applied = metrics.counter("belay.events.applied");
        this.deadLetters = metrics.counter("belay.events.dead.letters");
        this.skipped = metrics.counter("belay.events.skipped");
        this.lag = this.handlers.isEmpty() ? null : new Lag(metrics);
        this.thread = new ReaderThread("event-reader") {
            @Override
            void read() throws InterruptedException {
                follow();
            }
        };
    }

    void start(@Observes StartupEvent event) {
        if (handlers.isEmpty()) {
            readiness = Readiness.reached();
        } else {
            thread.begin();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!handlers.isEmpty()) {
            thread.end();
        }
    }

    /** Whether the ends that the topics had at the start have been reached, once. */
    boolean isReady() {
        return readiness.isReached();
    }

    private void follow() throws InterruptedException {
        topics.ensureOwn();
        topics.ensure(handlers.keySet());
        try (KafkaConsumer<String, byte[]> consumer = thread.stoppable(new KafkaConsumer<>(consumerConfig()))) {
            consumer.subscribe(handlers.keySet());
            if (!readiness.isReached()) {
                readiness = Readiness.at(ends(consumer));
            }
            Map<TopicPartition, Long> committed = new HashMap<>();
            while (!thread.isStopped()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(readiness.isReached() ? POLL : FIRST_POLLS);
                if (!records.isEmpty()) {
                    lag.received(consumer, records.count());
                    apply(records);
                    thread.healthy();
                }
                commit(consumer, committed);
                lag.applied(consumer);
                if (!readiness.isReached()) {
                    Map<TopicPartition, OffsetAndMetadata> positions =
                            new HashMap<>(consumer.committed(readiness.partitions()));
                    for (TopicPartition mine : consumer.assignment()) {
                        positions.put(mine, new OffsetAndMetadata(consumer.position(mine)));
                    }
                    readiness = readiness.reachedBy(positions);
                }
            }
        }
    }

    /**
     * Commits how far it has come, if it has come further: also past the marker of a transaction, which is no record but
     * counts in the end of the topic that a starting replica waits for.
     */
    private static void commit(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> committed) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition mine : consumer.assignment()) {
            positions.put(mine, consumer.position(mine));
        }
        if (!positions.equals(committed)) {
            consumer.commitSync();
            committed.clear();
            committed.putAll(positions);
        }
    }

    private Map<TopicPartition, Long> ends(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : handlers.keySet()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        return consumer.endOffsets(partitions);
    }

    private record Readable(ConsumerRecord<String, byte[]> record, Delivery delivery) {}

    private void apply(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        List<Readable> readable = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                Optional<Delivery> delivery = Decoder.decode(record);
                delivery.ifPresentOrElse(found -> readable.add(new Readable(record, found)), skipped::increment);
            } catch (Decoder.Unreadable e) {
                bury(record, e.getMessage());
            }
        }
        try {
            applyTogether(readable);
        } catch (RuntimeException batchFailed) {
            // Perhaps one record is at fault: alone, it cannot hold up the others.
            for (Readable one : readable) {
                try {
                    applyTogether(List.of(one));
                } catch (RuntimeException e) {
                    if (!Faults.isOfTheData(e)) {
                        throw e;
                    }
                    bury(one.record(), refused(e));
                }
            }
        }
    }

    private void applyTogether(List<Readable> readable) {
        if (readable.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            for (Readable one : readable) {
                Delivery delivery = one.delivery();
                handlers.get(delivery.event().topic()).apply(delivery);
            }
        });
        applied.increment(readable.size());
    }

    private void bury(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
        LOG.errorf(
                "Unreadable record, to the dead letters: %s/%d@%d: %s",
                record.topic(), record.partition(), record.offset(), reason);
        letters.write(record, reason);
        deadLetters.increment();
    }

    /**
     * Takes one record in by the path of all others, in a transaction of its own.
     *
     * @return false if it is of no use here: a tombstone, or of a type or a topic that nobody follows
     * @throws Decoder.Unreadable if it cannot be read or applied as things are
     */
    boolean take(ConsumerRecord<String, byte[]> record) throws Decoder.Unreadable {
        Optional<Delivery> delivery = handlers.containsKey(record.topic()) ? Decoder.decode(record) : Optional.empty();
        if (delivery.isEmpty()) {
            return false;
        }
        try {
            applyTogether(List.of(new Readable(record, delivery.get())));
            return true;
        } catch (RuntimeException e) {
            if (!Faults.isOfTheData(e)) {
                throw e;
            }
            throw new Decoder.Unreadable(refused(e));
        }
    }

    private static String refused(RuntimeException e) {
        return "cannot be applied: " + Faults.code(e);
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "belay-" + service);
        // How long the partitions of a replica that was killed wait for another; Kafka's own default is 45 seconds.
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        return config;
    }

    Set<String> topics() {
        return handlers.keySet();
    }
}
