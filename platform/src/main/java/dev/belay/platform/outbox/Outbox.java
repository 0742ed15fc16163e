package dev.belay.platform.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.contracts.Event;
import dev.belay.contracts.EventJson;
import dev.belay.platform.trace.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Events on their way to Kafka, written in the transaction of the change they tell of: none is lost, none is sent
 * before the commit. {@link OutboxRelay} takes them from here.
 *
 * <p>Publish an aggregate only while its row is locked or just inserted: the order of the events of one key is the
 * order in which their rows get their ids.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT =
            "INSERT INTO outbox (topic, key, type, event_id, time, traceparent, data) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final EntityManager entities;
    private final Clock clock;
    private final WakeUp wakeUp;

    Outbox(EntityManager entities, Clock clock, WakeUp wakeUp) {
        this.entities = entities;
        this.clock = clock;
        this.wakeUp = wakeUp;
    }

    /** Sends the event once the present transaction has committed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(Event event) {
        publish(List.of(event));
    }

    /** As {@link #publish(Event)}, in one round trip. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(List<? extends Event> events) {
        List<Row> rows = events.stream()
                .map(event -> new Row(event.topic(), event.key(), event.type().text(), EventJson.write(event)))
                .toList();
        insert(rows);
    }

    /** Lets a compacted topic forget a key whose deletion has been a state for long enough. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tombstone(String topic, UUID id) {
        insert(List.of(new Row(topic, id.toString(), null, null)));
    }

    private record Row(String topic, String key, String type, byte[] data) {}

    private void insert(List<Row> rows) {
        wakeUp.afterCommit();
        // The change must hold its row lock before the event draws its place in the queue.
        entities.flush();
        String traceparent = Trace.parent();
        Timestamp now = Timestamp.from(clock.instant());
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (Row row : rows) {
                    insert.setString(1, row.topic());
                    insert.setString(2, row.key());
                    insert.setString(3, row.type());
                    insert.setObject(4, UuidCreator.getTimeOrderedEpoch());
                    insert.setTimestamp(5, now);
                    insert.setString(6, traceparent);
                    insert.setBytes(7, row.data());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }
}
