package dev.belay.matching;

import dev.belay.contracts.EventJson;
import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.State;
import dev.belay.contracts.Topics;
import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.replica.Replica;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What the other services would have published: tests say it in their place. */
@ApplicationScoped
public class Published {

    private final KafkaProducer<String, byte[]> producer;
    private final Replica replica;
    private final List<Someone> people = new ArrayList<>();
    private final List<UUID> mentorships = new ArrayList<>();
    private long version = System.currentTimeMillis() * 1_000;

    Published(@Identifier("default-kafka-broker") Map<String, Object> kafka, Replica replica) {
        this.replica = replica;
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        producer = new KafkaProducer<>(config);
    }

    /** A version that is newer than any before. */
    public long newVersion() {
        return ++version;
    }

    /** Publishes person and participation of each; they are gone again after {@link #deleteAll}. */
    public void people(Someone... someone) {
        for (Someone one : someone) {
            people.add(one);
            states(one.person(newVersion()), one.participation(newVersion()));
        }
    }

    /** Publishes states as they are, in this order, and waits until Kafka has them. */
    public void states(State... states) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (State state : states) {
            if (state instanceof MentorshipState) {
                mentorships.add(state.id());
            }
            sent.add(producer.send(record(state, EventJson.write(state))));
        }
        await(sent);
    }

    /** Publishes under a state's topic, key and type a value that need not be one. */
    public void value(State like, byte[] value) {
        await(List.of(producer.send(record(like, value))));
    }

    /** Publishes a record without the headers that say what it is. */
    public void bare(String topic, String key, byte[] value) {
        await(List.of(producer.send(new ProducerRecord<>(topic, key, value))));
    }

    /** Deletes everybody and every mentorship that was published here. */
    public void deleteAll() {
        people.forEach(someone -> states(
                PersonState.deleted(someone.id(), newVersion()),
                ParticipationState.deleted(someone.id(), newVersion())));
        people.clear();
        mentorships.stream()
                .distinct()
                .toList()
                .forEach(mentorship -> states(MentorshipState.deleted(mentorship, newVersion())));
        mentorships.clear();
        awaitRead();
    }

    /**
     * Waits until the service has read all that was published before: behind it, a marker in each partition of each topic.
     */
    public void awaitRead() {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        List<BooleanSupplier> seen = new ArrayList<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            Someone one = Someone.withId(UUID.randomUUID()).inactive().at("marker", null);
            Someone other = Someone.withId(UUID.randomUUID()).noOffer().places(77, 0, 0);
            MentorshipState pair = new MentorshipState(
                    UUID.randomUUID(), 1, false, one.id(), other.id(), null, "ACTIVE", null, null, null, null);
            for (State marker : List.of(one.person(1), other.participation(1), pair)) {
                sent.add(producer.send(record(marker, EventJson.write(marker), partition)));
            }
            seen.add(() -> "marker".equals(member(one).profile().department()));
            seen.add(() -> member(other).participation().capacity() == 77);
            seen.add(() -> member(one).isPairedWith(other.id()));
        }
        await(sent);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> seen.stream().allMatch(BooleanSupplier::getAsBoolean));
    }

    private Member member(Someone someone) {
        return replica.snapshot().member(someone.id());
    }

    private static ProducerRecord<String, byte[]> record(State state, byte[] value) {
        return record(state, value, null);
    }

    private static ProducerRecord<String, byte[]> record(State state, byte[] value, Integer partition) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(state.topic(), partition, state.key(), value);
        Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", state.type().text(),
                        "ce_source", "tests",
                        "ce_specversion", "1.0",
                        "ce_time", Instant.now().toString())
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private void await(List<Future<RecordMetadata>> sent) {
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
