package dev.belay.platform.replica;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads compacted topics from the beginning into memory and follows them: each replica of the service on its own. What
 * cannot be read is counted and logged.
 */
public final class MemoryReader {
    private static final Logger LOG = Logger.getLogger(MemoryReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final EventHandler handler;
    private final Map<String, Object> kafka;
    private final TopicSetup topics;
    private final Counter applied;
    private final Counter unreadable;
    private final Counter skipped;
    private final Lag lag;
    private final ReaderThread thread;
    private volatile Readiness readiness = Readiness.waiting();
    private volatile Map<String, Progress> progress = Map.of();

    /**
     * How far a topic has been read, counted in offsets of all its partitions; compaction leaves some of them without a
     * record.
     *
     * @param read how many are behind the reader; more than {@code atStart} once it follows
     * @param atStart how many there were when the reader started
     */
    public record Progress(long read, long atStart) {}

    /**
     * @param kafka how to reach Kafka: the {@code default-kafka-broker} configuration
     */
    public MemoryReader(EventHandler handler, Map<String, Object> kafka, TopicSetup topics, MeterRegistry metrics) {
        this.handler = handler;
        this.kafka = kafka;
        this.topics = topics;
        this.applied = metrics.counter("belay.events.applied");
        this.unreadable = metrics.counter("belay.events.unreadable");
        this.skipped = metrics.counter("belay.events.skipped");
        this.lag = new Lag(metrics);
        this.thread = new ReaderThread("memory-reader") {
            @Override
            void read() throws InterruptedException {
                follow();
            }
        };
    }

    public void start() {
        thread.begin();
    }

    public void stop() throws InterruptedException {
        thread.end();
    }

    /** Whether the ends that the topics had at the start have been reached, once. */
    public boolean isReady() {
        return readiness.isReached();
    }

    /** How far each topic has been read until the service became ready; empty until the topics are found. */
    public Map<String, Progress> progress() {
        return progress;
    }

    private void follow() throws InterruptedException {
        topics.ensure(handler.topics());
        try (KafkaConsumer<String, byte[]> consumer = thread.stoppable(new KafkaConsumer<>(consumerConfig()))) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : handler.topics()) {
                for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                    partitions.add(new TopicPartition(topic, partition.partition()));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> beginnings = Map.of();
            Map<TopicPartition, Long> ends = Map.of();
            if (!readiness.isReached()) {
                beginnings = consumer.beginningOffsets(partitions);
                ends = consumer.endOffsets(partitions);
                readiness = Readiness.at(ends);
            }
            while (!thread.isStopped()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    lag.received(consumer, records.count());
                    records.forEach(this::apply);
                    thread.healthy();
                }
                lag.applied(consumer);
                if (!readiness.isReached()) {
                    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
                    Map<String, Progress> read = new TreeMap<>();
                    for (TopicPartition partition : partitions) {
                        long position = consumer.position(partition);
                        long beginning = beginnings.getOrDefault(partition, 0L);
                        positions.put(partition, new OffsetAndMetadata(position));
                        read.merge(
                                partition.topic(),
                                new Progress(position - beginning, ends.getOrDefault(partition, 0L) - beginning),
                                (one, other) ->
                                        new Progress(one.read() + other.read(), one.atStart() + other.atStart()));
                    }
                    progress = read;
                    Readiness reached = readiness.reachedBy(positions);
                    if (reached.isReached()) {
                        handler.reachedEnds();
                    }
                    readiness = reached;
                }
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            Optional<Delivery> delivery = Decoder.decode(record);
            if (delivery.isEmpty()) {
                skipped.increment();
                return;
            }
            handler.apply(delivery.get());
            applied.increment();
        } catch (Decoder.Unreadable e) {
            unreadable.increment();
            LOG.errorf(
                    "Unreadable record: %s/%d@%d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        } catch (RuntimeException e) {
            // Reading it again would fail again, and what stands behind it would never be read.
            unreadable.increment();
            LOG.errorf(e, "Record not applied: %s/%d@%d", record.topic(), record.partition(), record.offset());
        }
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        return config;
    }
}
