package dev.belay.platform.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a reader is behind the ends of its topics, and for how long. Both come from what the consumer has learnt
 * with the records themselves, so that nobody is asked for them.
 *
 * <p>A consumer that cannot reach Kafka still believes in the ends that it heard of last. So being at the ends counts
 * as caught up only if a fetch was answered since the last look; fetches are answered several times a second, also
 * when there is nothing new.
 */
final class Lag {
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private volatile long records;
    private volatile long caughtUpAt;
    private KafkaConsumer<?, ?> observed;
    private Metric fetches;
    private double fetchesSeen;

    Lag(MeterRegistry metrics) {
        this(System::nanoTime);
        Gauge.builder("belay.events.lag", this, Lag::records)
                .description("Records that are in the topics and not yet taken in, of the partitions read here")
                .register(metrics);
        Gauge.builder("belay.events.staleness", this, Lag::seconds)
                .description("Time since everything in the topics had been taken in")
                .baseUnit("seconds")
                .register(metrics);
    }

    Lag(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.caughtUpAt = nanoTime.getAsLong();
    }

    /** Records have come and are not applied yet; that may take long, or fail. */
    void received(KafkaConsumer<?, ?> consumer, int count) {
        long behind = 0;
        for (TopicPartition partition : consumer.assignment()) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        records = behind + count;
    }

    /** Everything that the consumer has yielded is applied. */
    void applied(KafkaConsumer<?, ?> consumer) {
        long behind = 0;
        boolean known = true;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            known &= lag.isPresent();
            behind += lag.orElse(0);
        }
        boolean heard = consumer.assignment().isEmpty() ? isIdleMember(consumer) : fetchAnswered(consumer);
        observe(behind, known && heard);
    }

    /** @param certain whether the figure is of now: all ends are known, and Kafka has just been heard of */
    void observe(long behind, boolean certain) {
        records = behind;
        if (behind == 0 && certain) {
            caughtUpAt = nanoTime.getAsLong();
        }
    }

    long records() {
        return records;
    }

    double seconds() {
        return (nanoTime.getAsLong() - caughtUpAt) / NANOS;
    }

    /** More replicas than partitions: this one belongs to the group and has nothing to read. */
    private static boolean isIdleMember(KafkaConsumer<?, ?> consumer) {
        return consumer.groupMetadata().generationId() >= 0;
    }

    private boolean fetchAnswered(KafkaConsumer<?, ?> consumer) {
        if (observed != consumer) {
            observed = consumer;
            fetchesSeen = 0;
            fetches = consumer.metrics().entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals("fetch-total")
                            && entry.getKey().group().equals("consumer-fetch-manager-metrics"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }
        double now = (Double) fetches.metricValue();
        boolean more = now > fetchesSeen;
        fetchesSeen = now;
        return more;
    }
}
