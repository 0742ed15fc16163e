package dev.belay.platform.replica;

import dev.belay.contracts.Event;
import dev.belay.contracts.EventJson;
import dev.belay.contracts.EventType;
import dev.belay.contracts.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads CloudEvents in binary mode. */
final class Decoder {
    private Decoder() {}

    /** A record that will never be readable, however often it is tried. */
    static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason);
        }
    }

    /**
     * @return empty for a tombstone, whose deletion was a state long before, and for a type that is unknown here
     * @throws Unreadable if headers or value are not an event
     */
    static Optional<Delivery> decode(ConsumerRecord<String, byte[]> record) throws Unreadable {
        if (record.value() == null) {
            return Optional.empty();
        }
        Optional<EventType> type = EventType.named(header(record, "ce_type"));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        try {
            Event event = EventJson.read(type.get(), record.value());
            if (!event.key().equals(record.key())) {
                throw new Unreadable("the record's key is not the event's");
            }
            if (!event.topic().equals(record.topic())) {
                throw new Unreadable(type.get().text() + " does not belong to this topic");
            }
            return Optional.of(new Delivery(
                    UUID.fromString(header(record, "ce_id")), Instant.parse(header(record, "ce_time")), event));
        } catch (UnreadableEvent e) {
            throw new Unreadable(e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unreadable("ce_id or ce_time is malformed");
        }
    }

    static String header(ConsumerRecord<?, ?> record, String name) throws Unreadable {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new Unreadable(name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
