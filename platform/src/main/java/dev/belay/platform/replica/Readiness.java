package dev.belay.platform.replica;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the topics ended when the service started, and whether it has come that far. Once reached, for ever reached. */
final class Readiness {
    private final Map<TopicPartition, Long> missing;
    private final boolean known;

    private Readiness(Map<TopicPartition, Long> missing, boolean known) {
        this.missing = missing;
        this.known = known;
    }

    /** The ends are not even known yet. */
    static Readiness waiting() {
        return new Readiness(Map.of(), false);
    }

    static Readiness reached() {
        return new Readiness(Map.of(), true);
    }

    static Readiness at(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> missing = new java.util.HashMap<>(ends);
        missing.values().removeIf(end -> end == 0);
        return new Readiness(missing, true);
    }

    Readiness reachedBy(Map<TopicPartition, OffsetAndMetadata> positions) {
        Map<TopicPartition, Long> left = new java.util.HashMap<>(missing);
        left.entrySet().removeIf(end -> {
            OffsetAndMetadata position = positions.get(end.getKey());
            return position != null && position.offset() >= end.getValue();
        });
        return new Readiness(left, known);
    }

    boolean isReached() {
        return known && missing.isEmpty();
    }

    Set<TopicPartition> partitions() {
        return missing.keySet();
    }
}
