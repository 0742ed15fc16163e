package dev.belay.platform;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.EventType;
import dev.belay.contracts.Topics;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** Tokens and what people write never reach the log, whatever goes wrong with them. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "platform"))
class LogTest {
    /** Stands for a name, an address, a message: a word that nothing else has. */
    private static final String SECRET = "Zwetschgenknoedel";

    @Inject
    TopicProbe topics;

    private static final class Capture extends Handler {
        private final PatternFormatter format = new PatternFormatter("%p %c %X %s%e%n");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(format.format(record));
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    @Test
    void holdsNeitherTokensNorWhatPeopleWrite() {
        Capture capture = new Capture();
        Logger root = Logger.getLogger("");
        root.addHandler(capture);
        List<String> tokens = new ArrayList<>();
        try {
            String ada = Tokens.person("ada").token();
            tokens.add(ada);
            for (String bad : List.of(
                    Tokens.person(SECRET).token(),
                    Tokens.person(SECRET).expired().token(),
                    Tokens.person(SECRET).forged().token(),
                    Tokens.person(SECRET).unsigned(),
                    Tokens.person(SECRET).audience(SECRET).token(),
                    Tokens.person(SECRET).issuer(SECRET).token(),
                    Tokens.machine(SECRET, SECRET).token(),
                    SECRET,
                    SECRET + "." + SECRET + "." + SECRET)) {
                tokens.add(bad);
                int status = as(bad).get("/v1/notes/me").statusCode();
                assertTrue(status == 401 || status == 403, bad + ": " + status);
            }
            for (String body : List.of(
                    "{\"text\": \"" + SECRET + "\"}",
                    "{\"text\": \"" + SECRET,
                    "{\"text\": {\"" + SECRET + "\": 1}}",
                    "{\"" + SECRET + "\": 1}",
                    "{\"text\": \"" + SECRET.repeat(20) + "\"}",
                    "{\"text\": \"" + SECRET + "\\u0000\"}",
                    "{\"text\": \"a\", \"ref\": \"" + SECRET + "\"}",
                    "{\"text\": \"a\", \"text\": \"" + SECRET + "\"}",
                    SECRET)) {
                as(ada).header("Idempotency-Key", SECRET + UUID.randomUUID())
                        .header("X-Mail", SECRET + "@example.org")
                        .body(body)
                        .post("/v1/notes");
            }
            as(ada).contentType("text/" + SECRET).body(SECRET).post("/v1/notes");
            as(ada).queryParam("cursor", SECRET).queryParam("limit", SECRET).get("/v1/notes");
            as(ada).get("/v1/notes/" + SECRET);
            assertEquals(
                    500, as(ada).queryParam("q", SECRET).get("/v1/notes/broken").statusCode());
            String key = UUID.randomUUID().toString();
            topics.write(Topics.PERSON, key, EventType.PERSON, ("{\"" + SECRET).getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !topics.read(Topics.deadLetters("mentorship"), record -> key.equals(record.key()))
                            .isEmpty());
        } finally {
            root.removeHandler(capture);
        }
        String log = String.join("", capture.lines);
        assertTrue(
                log.contains("Unexpected failure") && log.contains("Unreadable record"), "what is logged is seen here");
        assertFalse(log.contains(SECRET), log);
        for (String token : tokens) {
            String claims = token.split("\\.").length > 1 ? token.split("\\.")[1] : token;
            assertFalse(log.contains(claims), log);
        }
    }
}
