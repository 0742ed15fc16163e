package dev.belay.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.contracts.EventType;
import dev.belay.contracts.Topics;
import dev.belay.local.api.Api;
import dev.belay.local.door.Service;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One fault at a time, each with the state that everything must come to. */
class SingleFaultsTest {
    private final FaultBed bed = FaultBed.small();

    private record Pair(String mentee, String mentor, UUID menteeId, UUID mentorId) {}

    private Pair pair(int capacity) {
        String name = UUID.randomUUID().toString().substring(0, 8);
        Pair pair = pairOf("mentee-" + name, "mentor-" + name);
        bed.participate(
                pair.mentor(),
                FaultBed.JSON.createObjectNode().put("offersMentoring", true).put("capacity", capacity));
        return pair;
    }

    private Pair pairOf(String mentee, String mentor) {
        List<UUID> ids = bed.hire(List.of(mentee, mentor));
        return new Pair(mentee, mentor, ids.get(0), ids.get(1));
    }

    private UUID ask(Pair pair) {
        ObjectNode wish = FaultBed.JSON.createObjectNode().put("message", "Would you mentor me?");
        wish.putArray("mentorIds").add(pair.mentorId().toString());
        wish.putArray("goals").addObject().put("text", "Design a service of my own");
        return UUID.fromString(bed.api()
                .post("/v1/match-requests", bed.token(pair.mentee()), wish, Map.of())
                .expect(201)
                .body()
                .path("id")
                .asText());
    }

    private UUID accept(Pair pair, UUID request) {
        return UUID.fromString(bed.api()
                .post("/v1/match-requests/" + request + "/accept", bed.token(pair.mentor()))
                .expect(200)
                .body()
                .path("mentorshipId")
                .asText());
    }

    private List<Evidence.Record> records(String topic, UUID key) {
        return TopicReader.all(bed.bootstrap(), List.of(topic)).stream()
                .map(TopicReader::evidence)
                .filter(record -> record.key().equals(key.toString()))
                .toList();
    }

    private long last(String topic, UUID key) {
        return records(topic, key).stream()
                .mapToLong(record -> record.data().path("version").asLong())
                .max()
                .orElse(0);
    }

    private long version(UUID person) {
        return bed.rows(
                        Service.MENTORSHIP,
                        "SELECT version FROM participation WHERE person_id = '" + person + "'",
                        row -> row.getLong(1))
                .get(0);
    }

    private boolean isOfferedEverywhere(Pair pair, boolean offered) {
        for (URI replica : bed.suite().replicas(Service.MATCHING)) {
            boolean found = false;
            for (var item : new Api(replica)
                    .get("/v1/recommendations/mentors?limit=200", bed.token(pair.mentee()))
                    .expect(200)
                    .body()
                    .path("items")) {
                found |= item.path("mentor")
                        .path("id")
                        .asText()
                        .equals(pair.mentorId().toString());
            }
            if (found != offered) {
                return false;
            }
        }
        return true;
    }

    private void republish(Service service) {
        new Api(bed.suite().replicas(service).get(0))
                .post("/internal/republish", bed.operator())
                .expect(200);
    }

    @Test
    void whatWasCommittedBeforeTheKillIsPublishedAfterIt() throws InterruptedException {
        Pair pair = pair(1);
        FaultBed.await(() -> isOfferedEverywhere(pair, true));
        UUID request;
        UUID mentorship;
        bed.kafka().refuse(true);
        bed.kafka().cutAll();
        try {
            request = ask(pair);
            mentorship = accept(pair, request);
            for (int i = 0; i < bed.suite().replicas(Service.MENTORSHIP).size(); i++) {
                bed.suite().kill(Service.MENTORSHIP, i);
            }
        } finally {
            bed.kafka().heal();
        }
        bed.awaitAllReady();
        FaultBed.await(() -> records(Topics.MENTORSHIP_FACTS, mentorship).size() == 1);
        List<String> told = records(Topics.MENTORSHIP_FACTS, request).stream()
                .map(Evidence.Record::type)
                .toList();
        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED.text(), EventType.MATCH_REQUEST_ACCEPTED.text()), told);
        FaultBed.await(() -> isOfferedEverywhere(pair, false));
    }

    @Test
    void whenTheLeadersSessionIsCutAnotherLeadsAndTheOrderHolds() {
        Pair pair = pair(3);
        // The lock's number is split in two by PostgreSQL: this is OutboxRelay's.
        String leaders = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = 'mentorship')"
                + " AND (classid::bigint << 32 | objid::bigint) = " + 0x6f7574626f78L;
        List<Integer> before = new ArrayList<>();
        FaultBed.await(() -> {
            before.clear();
            before.addAll(bed.rows(Service.MENTORSHIP, leaders, row -> row.getInt(1)));
            return before.size() == 1;
        });
        for (int i = 0; i < 20; i++) {
            bed.participate(pair.mentor(), FaultBed.JSON.createObjectNode().put("capacity", 1 + i % 3));
            if (i == 7) {
                // As a network does it; the database may not even notice at once.
                bed.postgres().cutAll();
                FaultBed.await(() -> bed.api()
                                .get("/v1/participation/me", bed.token(pair.mentor()))
                                .status()
                        == 200);
            }
        }
        FaultBed.await(() -> last(Topics.PARTICIPATION, pair.mentorId()) == version(pair.mentorId()));
        List<Integer> after = bed.rows(Service.MENTORSHIP, leaders, row -> row.getInt(1));
        assertEquals(1, after.size());
        assertNotEquals(before, after);
        Set<String> seen = new java.util.HashSet<>();
        long previous = 0;
        for (Evidence.Record record : records(Topics.PARTICIPATION, pair.mentorId())) {
            if (seen.add(record.eventId())) {
                long version = record.data().path("version").asLong();
                assertTrue(version > previous, version + " after " + previous);
                previous = version;
            }
        }
    }

    @Test
    void aConsumerThatWasAwayLongerThanTheTombstoneStillForgets() throws InterruptedException {
        Pair pair = pair(1);
        FaultBed.await(() -> isOfferedEverywhere(pair, true));
        // As if the state had been deleted and the key compacted away while this replica was down: it starts from
        // nothing.
        Map<String, Object> config = Map.of("bootstrap.servers", bed.bootstrap(), "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(Topics.PARTICIPATION, pair.mentorId().toString(), null));
        }
        bed.suite().kill(Service.MATCHING, 0);
        bed.awaitAllReady();
        // A tombstone alone changes nothing that is held: deletion is a state, and that has not been said.
        FaultBed.await(() -> isOfferedEverywhere(pair, true));
        String deleted = "{\"id\":\"" + pair.mentorId() + "\",\"version\":" + Long.MAX_VALUE / 2 + ",\"deleted\":true}";
        sendState(pair.mentorId(), deleted);
        FaultBed.await(() -> isOfferedEverywhere(pair, false));
        // An older state that arrives late revives nobody, neither where the deletion is held nor where it is read
        // anew.
        String late = "{\"id\":\"" + pair.mentorId()
                + "\",\"version\":5,\"deleted\":false,\"offersMentoring\":true,\"capacity\":9}";
        sendState(pair.mentorId(), late);
        bed.suite().kill(Service.MATCHING, 1);
        bed.awaitAllReady();
        assertTrue(isOfferedEverywhere(pair, false));
    }

    private void sendState(UUID id, String json) {
        Map<String, Object> config = Map.of("bootstrap.servers", bed.bootstrap(), "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(
                    Topics.PARTICIPATION, id.toString(), json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            record.headers().add("ce_specversion", "1.0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            record.headers().add("ce_type", Topics.PARTICIPATION.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            record.headers()
                    .add("ce_id", UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            record.headers().add("ce_time", Instant.now().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            producer.send(record);
        }
    }

    @Test
    @Tag("faults")
    void aTopicThatWasLostIsRebuiltFromTheDatabase() throws InterruptedException, ExecutionException {
        Pair pair = pair(1);
        accept(pair, ask(pair));
        FaultBed.await(() -> last(Topics.PARTICIPATION, pair.mentorId()) == version(pair.mentorId()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bed.bootstrap()))) {
            admin.deleteTopics(List.of(Topics.PARTICIPATION)).all().get();
        }
        FaultBed.await(() -> {
            republish(Service.MENTORSHIP);
            return true;
        });
        Map<UUID, Long> owned = new HashMap<>();
        bed.rows(
                Service.MENTORSHIP,
                "SELECT person_id, version FROM participation",
                row -> owned.put(row.getObject(1, UUID.class), row.getLong(2)));
        FaultBed.await(() -> {
            Map<UUID, Long> told = new HashMap<>();
            TopicReader.all(bed.bootstrap(), List.of(Topics.PARTICIPATION)).stream()
                    .map(TopicReader::evidence)
                    .forEach(record -> told.merge(
                            UUID.fromString(record.key()),
                            record.data().path("version").asLong(),
                            Math::max));
            return told.equals(owned);
        });
        // Whoever begins anew knows as much as who was there before.
        bed.suite().kill(Service.MATCHING, 0);
        bed.awaitAllReady();
        FaultBed.await(() -> isOfferedEverywhere(pair, false));
        // And what comes next arrives at both.
        bed.participate(pair.mentor(), FaultBed.JSON.createObjectNode().put("capacity", 2));
        String other = "mentee-" + UUID.randomUUID().toString().substring(0, 8);
        UUID otherId = bed.hire(List.of(other)).get(0);
        Pair next = new Pair(other, pair.mentor(), otherId, pair.mentorId());
        FaultBed.await(() -> isOfferedEverywhere(next, true));
    }

    @Test
    @Tag("faults")
    void aDatabaseRestoredFromABackupMovesAheadOfItsConsumers() {
        Pair pair = pair(1);
        FaultBed.await(() -> isOfferedEverywhere(pair, true));
        List<String> tables = List.of("participation", "wish", "mentorship", "match_request");
        bed.execute(Service.MENTORSHIP, "CREATE SCHEMA backup");
        tables.forEach(
                table -> bed.execute(Service.MENTORSHIP, "CREATE TABLE backup." + table + " AS TABLE public." + table));
        accept(pair, ask(pair));
        bed.participate(pair.mentor(), FaultBed.JSON.createObjectNode().put("capacity", 0));
        FaultBed.await(() -> isOfferedEverywhere(pair, false));
        FaultBed.await(() -> last(Topics.PARTICIPATION, pair.mentorId()) == version(pair.mentorId()));
        long seen = version(pair.mentorId());
        // The restore: what was written since the backup has never been.
        StringBuilder restore =
                new StringBuilder("BEGIN; TRUNCATE participation, wish, mentorship, match_request, outbox;");
        tables.forEach(table -> restore.append("INSERT INTO ")
                .append(table)
                .append(" SELECT * FROM backup.")
                .append(table)
                .append(';'));
        bed.execute(Service.MENTORSHIP, restore + "DROP SCHEMA backup CASCADE; COMMIT");
        republish(Service.MENTORSHIP);
        FaultBed.await(() -> version(pair.mentorId()) > seen
                && last(Topics.PARTICIPATION, pair.mentorId()) == version(pair.mentorId()));
        List<Evidence.Record> told = records(Topics.PARTICIPATION, pair.mentorId());
        assertEquals(0, told.get(told.size() - 1).data().path("active").asInt());
        assertEquals(1, told.get(told.size() - 1).data().path("capacity").asInt());
        // To somebody else the mentor is free again, as the restored data say.
        String other = "mentee-" + UUID.randomUUID().toString().substring(0, 8);
        UUID otherId = bed.hire(List.of(other)).get(0);
        Pair next = new Pair(other, pair.mentor(), otherId, pair.mentorId());
        FaultBed.await(() -> isOfferedEverywhere(next, true));
    }
}
