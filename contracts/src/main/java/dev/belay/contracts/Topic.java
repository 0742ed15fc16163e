package dev.belay.contracts;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic and how it is to be created.
 *
 * @param name its name in Kafka
 * @param partitions how many partitions it has; fixed, because the partition of a key must never change
 * @param retention how long its records stay; null for a compacted topic, which keeps the newest record of every key
 */
public record Topic(String name, int partitions, @Nullable Duration retention) {

    /** Whether the topic keeps the newest record of every key for good. */
    public boolean compacted() {
        return retention == null;
    }

    /** The topic's settings by their Kafka names; replication is the cluster's business and not among them. */
    public Map<String, String> settings() {
        if (retention == null) {
            // The lag bounds how long a superseded record about a person may outlive its successor.
            return Map.of(
                    "cleanup.policy",
                    "compact",
                    "max.compaction.lag.ms",
                    Long.toString(Topics.MAX_COMPACTION_LAG.toMillis()));
        }
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
    }
}
