package dev.belay.system.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import dev.belay.system.hostile.RawHttp.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests made to hurt, for every operation of the OpenAPI documents; an operation that is added there is attacked by itself.
 * {@code -Dbelay.hostile.seed=…} repeats what a run sent, or sends something else.
 */
class HostileTest {
    private static final long SEED = Long.getLong("belay.hostile.seed", 20_261);
    private static final int REQUESTS = Integer.getInteger("belay.hostile.requests", 10_000);
    private static final int SAMPLE = 25;

    @ParameterizedTest
    @EnumSource
    void aSampleOfHostileRequestsHurtsNothing(Service service) throws SQLException, IOException {
        attack(service, SAMPLE, 0);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("hostile")
    void noHostileRequestHurts(Service service) throws SQLException, IOException {
        attack(service, Integer.MAX_VALUE, REQUESTS);
    }

    private static void attack(Service service, int mostPerOperation, int atLeast) throws SQLException, IOException {
        List<String> logged = log(service);
        try (Siege siege = new Siege(service, SEED)) {
            siege.spoilInEveryWay(mostPerOperation);
            siege.spoilAtRandom(Math.max(atLeast, siege.requests() + siege.operations() * 5));
            System.out.printf(
                    "Hostile: %s, seed %d: %d requests, %d operations, %d ways; %d changes read back; answers %s%n",
                    service.shortName(),
                    SEED,
                    siege.requests(),
                    siege.operations(),
                    siege.ways(),
                    siege.kept(),
                    siege.answers());
            assertEquals("", String.join("\n", siege.complaints()));
            assertTrue(siege.requests() >= atLeast);
        }
        List<String> since = log(service);
        since = since.subList(Math.min(logged.size(), since.size()), since.size());
        assertEquals(
                List.of(),
                since.stream()
                        .filter(line -> line.startsWith(Ugly.FORGED_LOG_LINE) || line.contains(" ERROR "))
                        .toList(),
                "in the log of " + service.shortName());
    }

    private static List<String> log(Service service) throws IOException {
        try (Stream<Path> files = Files.list(RunningBelay.get().logs())) {
            Path log = files.filter(file -> file.getFileName().toString().startsWith(service.shortName()))
                    .filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static final ApiDocument API = new ApiDocument(Json.parse("""
            {"paths": {"/v1/things": {"get": {"responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "400": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}}}}},
             "components": {"schemas": {"Thing":
                {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}}}}"""));

    private static Attack attack(boolean mustFail) {
        Attack attack = new Attack("test", "GET", "/v1/things", "/v1/things");
        attack.mustFail = mustFail;
        attack.culprit = mustFail ? "/name" : null;
        return attack;
    }

    private static Reply reply(int status, String type, String body) {
        return new Reply(
                status,
                Map.of(
                        "content-type", List.of(type),
                        "x-content-type-options", List.of("nosniff"),
                        "request-id", List.of("0".repeat(32))),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isRight(Attack attack, Reply reply) {
        return new Judge(API).complaints(attack, reply, false).isEmpty();
    }

    private static Reply refusal(String type, int status, String more) {
        return reply(
                status,
                "application/problem+json",
                "{\"type\": \"/docs/problems/" + type + "\", \"status\": " + status
                        + ", \"detail\": \"No.\", \"requestId\": \"" + "0".repeat(32) + "\"" + more + "}");
    }

    /** The judge is of use only if it finds what is wrong. */
    @Test
    void theJudgeFindsWhatIsWrong() {
        String id = "{\"id\": \"01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44\"}";
        String named = ", \"violations\": [{\"field\": \"/name\", \"rule\": \"size\", \"message\": \"is too long\"}]";
        assertTrue(isRight(attack(false), reply(200, "application/json", id)));
        assertTrue(isRight(attack(true), refusal("invalid-body", 400, named)));

        assertEquals(false, isRight(attack(false), Reply.DROPPED));
        assertEquals(false, isRight(attack(false), refusal("internal-error", 500, "")));
        assertEquals(false, isRight(attack(false), reply(200, "application/json", "{}")));
        assertEquals(false, isRight(attack(false), reply(200, "application/json", "{\"id\": \"x\"}")));
        assertEquals(false, isRight(attack(false), reply(200, "text/html", "<p>")));
        assertEquals(false, isRight(attack(false), reply(206, "application/json", id)));
        assertEquals(false, isRight(attack(true), reply(200, "application/json", id)));
        assertEquals(false, isRight(attack(true), refusal("invalid-body", 400, "")));
        assertEquals(false, isRight(attack(true), refusal("invalid-body", 400, named.replace("/name", "/other"))));
        assertEquals(false, isRight(attack(false), refusal("not-found", 400, "")));
        assertEquals(false, isRight(attack(false), refusal("no-such-problem", 400, "")));
        assertEquals(false, isRight(attack(false), refusal("bad-request", 400, ", \"at\": \"java.lang.Foo\"")));
        assertEquals(false, isRight(attack(false), reply(400, "text/html", "")));
        JsonNode thing = Json.parse(id);
        assertEquals("{\"id\":1}", Json.with(thing, "/id", "1"));
    }
}
