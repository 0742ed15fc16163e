package dev.belay.platform;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.EventJson;
import dev.belay.contracts.EventType;
import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.platform.outbox.Outbox;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "platform"))
class EventsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    EmbeddedServers servers;

    @Inject
    Outbox outbox;

    @Inject
    EntityManager entities;

    @Inject
    AgroalDataSource database;

    @Inject
    TopicProbe topics;

    private static PersonState person(UUID id, long version, String department) {
        return TestStates.person(id, version, department);
    }

    private List<Long> versions(UUID id) {
        return topics.read(Topics.MENTORSHIP, record -> record.key().equals(id.toString())).stream()
                .map(EventsTest::version)
                .toList();
    }

    private static long version(ConsumerRecord<String, byte[]> record) {
        try {
            return EventJson.read(MentorshipState.class, record.value()).version();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Locks the aggregate's row, raises its version and publishes it, as every aggregate does. */
    private long change(UUID id) {
        long version = ((Number) entities.createNativeQuery(
                                "INSERT INTO note (id, version, text) VALUES (:id, 1, '') ON CONFLICT (id) DO UPDATE SET version = note.version + 1 RETURNING version")
                        .setParameter("id", id)
                        .getSingleResult())
                .longValue();
        outbox.publish(MentorshipState.deleted(id, version));
        return version;
    }

    @Test
    void sendsWhatIsCommittedInTheOrderOfItsKey() throws Exception {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(5).toList();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Void>> changes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                UUID id = ids.get(i % ids.size());
                changes.add(() -> {
                    QuarkusTransaction.requiringNew().run(() -> change(id));
                    return null;
                });
            }
            for (Future<Void> done : clients.invokeAll(changes)) {
                done.get();
            }
        } finally {
            clients.shutdownNow();
        }
        for (UUID id : ids) {
            await().atMost(SOON).until(() -> versions(id).size() >= 80);
            assertEquals(LongStream.rangeClosed(1, 80).boxed().toList(), versions(id));
        }
    }

    @Test
    void sendsNothingThatIsRolledBack() {
        UUID undone = UUID.randomUUID();
        QuarkusTransaction.begin();
        change(undone);
        QuarkusTransaction.rollback();
        UUID done = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> change(done));
        await().atMost(SOON).until(() -> versions(done).size() == 1);
        assertEquals(List.of(), versions(undone));
    }

    @Test
    void losesNoTransactionThatTakesItsPlaceEarlyAndCommitsLate() throws Exception {
        UUID late = UUID.randomUUID();
        try (Connection slow = database.getConnection()) {
            slow.setAutoCommit(false);
            try (var insert = slow.prepareStatement(
                    "INSERT INTO outbox (topic, key, type, event_id, time, traceparent, data) VALUES (?, ?, ?, ?, now(), '', ?)")) {
                insert.setString(1, Topics.MENTORSHIP);
                insert.setString(2, late.toString());
                insert.setString(3, EventType.MENTORSHIP.text());
                insert.setObject(4, UUID.randomUUID());
                insert.setBytes(5, EventJson.write(MentorshipState.deleted(late, 1)));
                insert.executeUpdate();
            }
            UUID early = UUID.randomUUID();
            QuarkusTransaction.requiringNew().run(() -> change(early));
            await().atMost(SOON).until(() -> versions(early).size() == 1);
            assertEquals(List.of(), versions(late));
            slow.commit();
            slow.setAutoCommit(true);
        }
        await().atMost(SOON).until(() -> versions(late).size() == 1);
    }

    @Test
    void carriesCloudEventsHeaders() {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> change(id));
        await().atMost(SOON).until(() -> versions(id).size() == 1);
        ConsumerRecord<String, byte[]> record = topics.read(
                        Topics.MENTORSHIP, found -> found.key().equals(id.toString()))
                .get(0);
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertEquals(
                Set.of("ce_id", "ce_source", "ce_specversion", "ce_time", "ce_type", "content-type", "traceparent"),
                headers.keySet());
        assertEquals("belay.mentorship.mentorship.v1", headers.get("ce_type"));
        assertTrue(headers.get("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), headers.get("traceparent"));
    }

    @Test
    void writesGoOnWithoutKafkaAndArriveInOrderOnceItIsBack() {
        UUID id = UUID.randomUUID();
        servers.stopKafka();
        try {
            for (int i = 0; i < 20; i++) {
                QuarkusTransaction.requiringNew().run(() -> change(id));
            }
            assertTrue(metric("belay_outbox_backlog") >= 20);
            await().atMost(SOON)
                    .untilAsserted(() -> assertTrue(
                            metric("belay_events_staleness_seconds") > 3,
                            () -> RestAssured.get("/q/metrics").asString()));
            assertTrue(metric("belay_outbox_age_seconds") > 0);
        } finally {
            servers.startKafka();
        }
        await().atMost(SOON).until(() -> metric("belay_outbox_backlog") == 0);
        await().atMost(SOON).until(() -> metric("belay_events_staleness_seconds") < 3);
        assertEquals(0, metric("belay_events_lag"));
        await().atMost(SOON).ignoreExceptions().until(() -> versions(id).size() >= 20);
        // The relay may have sent a batch whose acknowledgement got lost, and then sends it again: what a guarded
        // reader sees is the same.
        List<Long> seen = versions(id);
        long highest = 0;
        List<Long> applied = new ArrayList<>();
        for (long version : seen) {
            if (version > highest) {
                highest = version;
                applied.add(version);
            }
        }
        assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), applied);
        assertEquals(20, highest);
    }

    private static double metric(String name) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private record Replica(long version, boolean deleted, String department) {}

    private Replica replica(UUID id) {
        List<?> rows = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "SELECT version, deleted, department FROM replica WHERE id = :id")
                        .setParameter("id", id)
                        .getResultList());
        if (rows.isEmpty()) {
            return null;
        }
        Object[] row = (Object[]) rows.get(0);
        return new Replica(((Number) row[0]).longValue(), (Boolean) row[1], (String) row[2]);
    }

    @Test
    void endsInTheSameStateWhateverIsRepeatedOrShuffled() {
        Random random = new Random(42);
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(20).toList();
        List<PersonState> deliveries = new ArrayList<>();
        for (UUID id : ids) {
            boolean leaves = random.nextBoolean();
            IntStream.rangeClosed(1, 5)
                    .forEach(version -> deliveries.add(
                            version == 5 && leaves
                                    ? PersonState.deleted(id, 5)
                                    : person(id, version, "department " + version)));
        }
        List<PersonState> twice = new ArrayList<>(deliveries);
        twice.addAll(deliveries);
        Collections.shuffle(twice, random);
        twice.forEach(state -> topics.write(Topics.PERSON, state.key(), EventType.PERSON, EventJson.write(state)));
        Map<UUID, PersonState> last = deliveries.stream()
                .filter(state -> state.version() == 5)
                .collect(Collectors.toMap(PersonState::id, state -> state));
        for (UUID id : ids) {
            await().atMost(SOON).until(() -> replica(id) != null && replica(id).version() == 5);
            assertEquals(new Replica(5, last.get(id).deleted(), last.get(id).department()), replica(id));
        }
    }

    @Test
    void burysWhatCannotBeReadAndGoesOn() {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        String poisoned = UUID.randomUUID().toString();
        topics.write(Topics.PERSON, before.toString(), EventType.PERSON, EventJson.write(person(before, 1, "a")));
        topics.write(Topics.PERSON, poisoned, EventType.PERSON, "{not json".getBytes(StandardCharsets.UTF_8));
        UUID refused = UUID.randomUUID();
        topics.write(
                Topics.PERSON, refused.toString(), EventType.PERSON, EventJson.write(person(refused, 1, "refused")));
        topics.write(Topics.PERSON, after.toString(), EventType.PERSON, EventJson.write(person(after, 1, "b")));
        await().atMost(SOON).until(() -> replica(before) != null && replica(after) != null);
        await().atMost(SOON)
                .until(() -> letters(poisoned).size() == 1
                        && letters(refused.toString()).size() == 1);
        ConsumerRecord<String, byte[]> letter = letters(poisoned).get(0);
        assertEquals("{not json", new String(letter.value(), StandardCharsets.UTF_8));
        assertEquals(
                Topics.PERSON,
                new String(letter.headers().lastHeader("belay_topic").value(), StandardCharsets.UTF_8));
    }

    private List<ConsumerRecord<String, byte[]>> letters(String key) {
        return topics.read(Topics.deadLetters("mentorship"), record -> key.equals(record.key()));
    }

    @Test
    void aDatabaseThatIsAwayIsAnOutageAndNotAFailureOfOurs() {
        servers.stopPostgres();
        try {
            given().header("Authorization", Tokens.person("ada").bearer())
                    .contentType("application/json")
                    .body("{\"text\": \"away\"}")
                    .post("/v1/notes")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .body("type", equalTo("/docs/problems/service-unavailable"));
        } finally {
            servers.startPostgres();
        }
        UUID after = UUID.randomUUID();
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> QuarkusTransaction.requiringNew().run(() -> change(after)));
        await().atMost(SOON).ignoreExceptions().until(() -> !versions(after).isEmpty());
    }
}
