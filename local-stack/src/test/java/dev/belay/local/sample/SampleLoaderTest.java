package dev.belay.local.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.local.api.Api;
import dev.belay.local.issuer.DevIssuer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader against a small stand-in that keeps what it is sent and refuses as the services do. */
class SampleLoaderTest {

    private static final List<SamplePerson> SOME = SampleOrganisation.people().stream()
            .filter(person -> person.isMentor() || person.participation().wantsMentoring())
            .skip(280)
            .limit(40)
            .toList();

    @TempDir
    Path keys;

    private final Map<String, ObjectNode> profiles = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> participations = new ConcurrentHashMap<>();
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final List<String> imported = new ArrayList<>();
    private HttpServer server;
    private SampleLoader loader;

    @BeforeEach
    void startStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        loader = newLoader();
    }

    @AfterEach
    void stopStandIn() {
        server.stop(0);
    }

    @Test
    void importsEverybodyAndFillsInEachWithTheirOwnToken() {
        SampleLoader.Loaded loaded = loader.load(SOME, done -> {});
        assertEquals(SOME.size(), loaded.people());
        assertEquals(SOME.size(), imported.size());
        assertEquals(SOME.size(), loaded.filledIn());
        for (SamplePerson person : SOME) {
            assertEquals(
                    person.profile().headline(),
                    profiles.get(person.userName()).path("headline").asText());
            assertEquals(
                    person.isMentor(),
                    participations
                            .get(person.userName())
                            .path("offersMentoring")
                            .asBoolean());
        }
    }

    @Test
    void leavesOutWhatIsNoSkillAndCountsIt() {
        SampleLoader.Loaded loaded = loader.load(SOME, done -> {});
        int unknown = 0;
        for (SamplePerson person : SOME) {
            for (String skill : person.profile().skills().keySet()) {
                unknown += isNoSkill(skill) ? 1 : 0;
            }
            profiles.get(person.userName())
                    .path("skills")
                    .forEach(skill -> assertTrue(!isNoSkill(skill.path("skill").asText())));
            profiles.get(person.userName())
                    .path("skillsTaught")
                    .forEach(skill -> assertTrue(!isNoSkill(skill.asText())));
        }
        assertTrue(unknown > 0);
        assertEquals(unknown, loaded.notUnderstood());
    }

    @Test
    void changesNothingThatIsThere() throws IOException {
        loader.load(SOME, done -> {});
        profiles.get(SOME.get(0).userName()).put("headline", "edited by herself");
        int before = changes.get();
        assertEquals(0, newLoader().load(SOME, done -> {}).filledIn());
        assertEquals(before, changes.get());
        assertEquals(
                "edited by herself",
                profiles.get(SOME.get(0).userName()).path("headline").asText());
    }

    @Test
    void saysWhatWasRefused() {
        SamplePerson bad = SOME.get(0);
        SamplePerson wrongLanguage = new SamplePerson(
                "X1",
                "wrong",
                "W",
                "R",
                bad.title(),
                bad.department(),
                null,
                bad.country(),
                bad.location(),
                bad.timeZone(),
                new SamplePerson.Profile("h", List.of("refused"), null, null, null, Map.of(), List.of(), List.of()),
                bad.participation());
        Api.UnexpectedAnswer refusal =
                assertThrows(Api.UnexpectedAnswer.class, () -> loader.load(List.of(wrongLanguage), done -> {}));
        assertTrue(refusal.getMessage().startsWith("PATCH /v1/people/me/profile answered 400"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("/languages/0"), refusal.getMessage());
    }

    private SampleLoader newLoader() {
        URI door = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new SampleLoader(new Api(door), DevIssuer.in(keys, door + "/dev-issuer"));
    }

    private static boolean isNoSkill(String skill) {
        return skill.equals("career") || skill.equals("frontend");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        JsonNode claims = claims(exchange);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod() + " " + path) {
            case "POST /v1/people/imports" -> {
                assertEquals("hr-sync", claims.path("groups").path(0).asText());
                imported.addAll(body.lines().toList());
                exchange.getResponseHeaders().set("Location", "/v1/people/imports/7");
                send(exchange, 202, "{\"state\":\"QUEUED\"}");
            }
            case "GET /v1/people/imports/7" ->
                send(exchange, 200, "{\"state\":\"COMPLETED\",\"counts\":{\"created\":1}}");
            case "GET /v1/people/me/profile" -> look(exchange, profiles, claims);
            case "GET /v1/participation/me" -> {
                // The import reaches this service a moment later.
                if (looks.merge(claims.path("upn").asText(), 1, Integer::sum) == 1) {
                    send(exchange, 403, "{\"type\":\"/docs/problems/person-unknown\"}");
                } else {
                    look(exchange, participations, claims);
                }
            }
            case "PATCH /v1/people/me/profile" -> {
                JsonNode patch = Api.JSON.readTree(body);
                String violations = violations(patch);
                if (violations.isEmpty()) {
                    change(exchange, profiles, claims, patch);
                } else {
                    send(
                            exchange,
                            400,
                            "{\"type\":\"/docs/problems/invalid-body\",\"violations\":[" + violations + "]}");
                }
            }
            case "PATCH /v1/participation/me" -> change(exchange, participations, claims, Api.JSON.readTree(body));
            default -> send(exchange, 404, "{}");
        }
    }

    private static String violations(JsonNode patch) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < patch.path("skills").size(); i++) {
            if (isNoSkill(patch.path("skills").path(i).path("skill").asText())) {
                fields.add("/skills/" + i + "/skill");
            }
        }
        for (int i = 0; i < patch.path("skillsTaught").size(); i++) {
            if (isNoSkill(patch.path("skillsTaught").path(i).asText())) {
                fields.add("/skillsTaught/" + i);
            }
        }
        if (patch.path("languages").path(0).asText().equals("refused")) {
            fields.add("/languages/0");
        }
        return String.join(
                ",",
                fields.stream().map(field -> "{\"field\":\"" + field + "\"}").toList());
    }

    private static void look(HttpExchange exchange, Map<String, ObjectNode> store, JsonNode claims) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        ObjectNode known = store.get(claims.path("upn").asText());
        send(exchange, 200, known == null ? "{}" : known.toString());
    }

    private void change(HttpExchange exchange, Map<String, ObjectNode> store, JsonNode claims, JsonNode patch)
            throws IOException {
        assertEquals("\"1\"", exchange.getRequestHeaders().getFirst("If-Match"));
        assertEquals(
                "application/merge-patch+json", exchange.getRequestHeaders().getFirst("Content-Type"));
        changes.incrementAndGet();
        store.put(claims.path("upn").asText(), (ObjectNode) patch);
        send(exchange, 200, patch.toString());
    }

    private static JsonNode claims(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        return Api.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
