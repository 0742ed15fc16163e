package dev.belay.platform.replica;

import dev.belay.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Where records go that cannot be taken in: as they were, with where they came from and why. */
final class DeadLetters {
    private static final String TOPIC = "belay_topic";
    private static final String PARTITION = "belay_partition";
    private static final String OFFSET = "belay_offset";
    private static final String REASON = "belay_reason";

    private final Map<String, Object> kafka;
    private final String service;

    DeadLetters(Map<String, Object> kafka, String service) {
        this.kafka = kafka;
        this.service = service;
    }

    /**
     * Returns once the letter is safe.
     *
     * @param record as it was read from its own topic
     */
    void write(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
        Headers headers = new RecordHeaders(record.headers());
        set(headers, TOPIC, record.topic());
        set(headers, PARTITION, Integer.toString(record.partition()));
        set(headers, OFFSET, Long.toString(record.offset()));
        set(headers, REASON, reason);
        var letter = new ProducerRecord<>(Topics.deadLetters(service), null, record.key(), record.value(), headers);
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // Letters are so rare that a producer for each is simpler than one to look after.
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config)) {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException("The dead letter cannot be written", e);
        }
    }

    /**
     * The record that became this letter.
     *
     * @throws Decoder.Unreadable if nobody knows where it came from, so that it is no letter of ours
     */
    static ConsumerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> letter) throws Decoder.Unreadable {
        try {
            return new ConsumerRecord<>(
                    Decoder.header(letter, TOPIC),
                    Integer.parseInt(Decoder.header(letter, PARTITION)),
                    Long.parseLong(Decoder.header(letter, OFFSET)),
                    letter.timestamp(),
                    TimestampType.CREATE_TIME,
                    letter.serializedKeySize(),
                    letter.serializedValueSize(),
                    letter.key(),
                    letter.value(),
                    letter.headers(),
                    Optional.empty());
        } catch (NumberFormatException e) {
            throw new Decoder.Unreadable("where the letter came from is malformed");
        }
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
