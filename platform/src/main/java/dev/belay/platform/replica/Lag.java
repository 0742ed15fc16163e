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
    private final Answers fetches = new Answers("consumer-fetch-manager-metrics", "fetch-total");
    private final Answers heartbeats = new Answers("consumer-coordinator-metrics", "heartbeat-total");
    private volatile long records;
    private volatile long caughtUpAt;

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
        // More replicas than partitions: this one belongs to the group, has nothing to read and nothing to fetch.
        boolean heard = consumer.assignment().isEmpty() ? heartbeats.hasGrown(consumer) : fetches.hasGrown(consumer);
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

    /** A count that the consumer keeps of the answers it gets from Kafka. */
    private static final class Answers {
        private final String group;
        private final String name;
        private KafkaConsumer<?, ?> counting;
        private Metric count;
        private double seen;

        Answers(String group, String name) {
            this.group = group;
            this.name = name;
        }

        /** Since the last look; a new consumer begins at none. */
        boolean hasGrown(KafkaConsumer<?, ?> consumer) {
            if (counting != consumer) {
                counting = consumer;
                seen = 0;
                count = consumer.metrics().entrySet().stream()
                        .filter(entry -> entry.getKey().group().equals(group)
                                && entry.getKey().name().equals(name))
                        .<Metric>map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow();
            }
            double now = (Double) count.metricValue();
            boolean more = now > seen;
            seen = now;
            return more;
        }
    }
}
