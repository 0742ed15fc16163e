package dev.belay.platform;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.EventJson;
import dev.belay.contracts.EventType;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "platform"))
class DeadLetterTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    EmbeddedServers servers;

    @Inject
    EntityManager entities;

    @Inject
    TopicProbe topics;

    private static byte[] person(UUID id, long version, String department) {
        return EventJson.write(TestStates.person(id, version, department));
    }

    private void write(UUID id, byte[] value) {
        topics.write(Topics.PERSON, id.toString(), EventType.PERSON, value);
    }

    private List<ConsumerRecord<String, byte[]>> letters(UUID id) {
        return topics.read(
                Topics.deadLetters("mentorship"), record -> id.toString().equals(record.key()));
    }

    private void awaitLetters(UUID id, int count) {
        await().atMost(SOON).until(() -> letters(id).size() == count);
    }

    /** The version and department held; null if the id is not known. */
    private String replica(UUID id) {
        List<?> rows = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "SELECT version, deleted, department FROM replica WHERE id = :id")
                        .setParameter("id", id)
                        .getResultList());
        if (rows.isEmpty()) {
            return null;
        }
        Object[] row = (Object[]) rows.get(0);
        return "[" + row[0] + ", " + row[1] + "] " + row[2];
    }

    private static JsonPath replay() {
        return given().header("Authorization", Tokens.service("operator").bearer())
                .post("/internal/dead-letters/replay")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void asOwner(String sql) throws SQLException {
        EmbeddedServers.Database roles = servers.database("platform");
        try (Connection connection =
                        DriverManager.getConnection(servers.jdbcUrl("platform"), roles.owner(), roles.ownerPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void takesInWhatFailedOnceTheCauseIsMendedAndRevivesNobody() throws Exception {
        UUID waits = UUID.randomUUID();
        UUID leaves = UUID.randomUUID();
        UUID movesOn = UUID.randomUUID();
        for (UUID id : List.of(waits, leaves, movesOn)) {
            write(id, person(id, 1, "refused for now"));
            awaitLetters(id, 1);
            assertNull(replica(id));
        }
        write(leaves, EventJson.write(PersonState.deleted(leaves, 2)));
        write(movesOn, person(movesOn, 2, "newer"));
        await().atMost(SOON).until(() -> replica(leaves) != null && replica(movesOn) != null);

        assertTrue(replay().getInt("failed") >= 1, "the first is still refused");
        awaitLetters(waits, 2);
        assertNull(replica(waits));

        asOwner("ALTER TABLE replica DROP CONSTRAINT a_mistake");
        try {
            assertTrue(replay().getInt("replayed") >= 1);
            assertEquals("[1, false] refused for now", replica(waits));
            assertEquals("[2, true] null", replica(leaves));
            assertEquals("[2, false] newer", replica(movesOn));
            assertEquals(0, replay().getInt("replayed"), "none is tried for ever");
        } finally {
            asOwner("DELETE FROM replica WHERE department = 'refused for now'");
            asOwner("ALTER TABLE replica ADD CONSTRAINT a_mistake CHECK (department <> 'refused for now')");
        }
    }

    @Test
    void keepsWhatFailsAgainAndGoesOnBehindIt() {
        UUID id = UUID.randomUUID();
        write(id, "{not json".getBytes(StandardCharsets.UTF_8));
        write(id, person(id, 1, "behind the poison"));
        awaitLetters(id, 1);
        await().atMost(SOON).until(() -> replica(id) != null);
        assertTrue(replay().getInt("failed") >= 1);
        assertTrue(replay().getInt("failed") >= 1);
        List<ConsumerRecord<String, byte[]>> letters = letters(id);
        assertEquals(3, letters.size(), "one more for each run, and the run ends");
        ConsumerRecord<String, byte[]> last = letters.get(2);
        assertEquals("{not json", new String(last.value(), StandardCharsets.UTF_8));
        for (String header : List.of("belay_topic", "belay_partition", "belay_offset", "belay_reason", "ce_id")) {
            assertEquals(text(letters.get(0), header), text(last, header));
            int count = 0;
            for (var ignored : last.headers().headers(header)) {
                count++;
            }
            assertEquals(1, count, header);
        }
    }

    @Test
    void triesTheSameRecordOnceInARun() {
        UUID id = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            var letter = new ProducerRecord<>(Topics.deadLetters("mentorship"), id.toString(), person(id, 1, "twice"));
            Map.of(
                            "ce_id",
                            id.toString(),
                            "ce_time",
                            "2026-01-31T09:30:00Z",
                            "ce_type",
                            EventType.PERSON.text(),
                            "belay_topic",
                            Topics.PERSON,
                            "belay_partition",
                            "0",
                            "belay_offset",
                            "9000000")
                    .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            topics.send(letter);
        }
        JsonPath answer = replay();
        assertTrue(answer.getInt("replayed") >= 1 && answer.getInt("skipped") >= 1, answer.prettify());
        assertEquals("[1, false] twice", replica(id));
    }

    @Test
    void isForOperators() {
        given().post("/internal/dead-letters/replay").then().statusCode(401);
        for (String bearer : List.of(
                Tokens.person("ada").bearer(),
                Tokens.person("mary").bearer(),
                Tokens.hrSync("workday").bearer())) {
            given().header("Authorization", bearer)
                    .post("/internal/dead-letters/replay")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/docs/problems/role-missing"));
        }
        given().header("Authorization", Tokens.person("mary").groups("admin").bearer())
                .post("/internal/dead-letters/replay")
                .then()
                .statusCode(200);
    }

    private static String text(ConsumerRecord<?, ?> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
