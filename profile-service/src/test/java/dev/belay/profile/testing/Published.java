package dev.belay.profile.testing;

import static org.awaitility.Awaitility.await;

import dev.belay.contracts.Event;
import dev.belay.contracts.EventJson;
import dev.belay.contracts.EventType;
import dev.belay.contracts.UnreadableEvent;
import dev.belay.platform.testing.BelayServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What really stands in a topic, as any consumer would find it. */
public final class Published {
    private Published() {}

    /** The events of one key, once the last of them is as expected; in the order of the topic. */
    public static <T extends Event> List<T> of(String topic, UUID key, Class<T> type, Predicate<T> last) {
        List<T> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            found.clear();
            records(topic, key).forEach(record -> found.add(type.cast(event(record))));
            return !found.isEmpty() && last.test(found.get(found.size() - 1));
        });
        return found;
    }

    /** All records of one key, as they are at this moment. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic, UUID key) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                BelayServers.servers().bootstrapServers(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(key.toString())) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Event event(ConsumerRecord<String, byte[]> record) {
        try {
            return EventJson.read(EventType.named(header(record, "ce_type")).orElseThrow(), record.value());
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }
}
