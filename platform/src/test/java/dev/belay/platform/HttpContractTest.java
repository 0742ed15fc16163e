package dev.belay.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "platform"))
class HttpContractTest {
    @Inject
    EntityManager entities;

    private static RequestSpecification ada() {
        return given().header("Authorization", Tokens.person("ada").bearer()).contentType("application/json");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String name) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .header("Request-Id", matchesPattern("[0-9a-f]{32}"))
                .body("type", equalTo("/docs/problems/" + name))
                .body("status", equalTo(status))
                .body("requestId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void knowsThePersonOfATokenWhateverItsCase() {
        given().header("Authorization", Tokens.person(" ADA").bearer())
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .body("key", equalTo("person:" + TestPeople.ADA));
    }

    @Test
    void unitesTheRolesOfTokenAndDirectory() {
        given().header("Authorization", Tokens.person("mary").groups("admin").bearer())
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .body("roles", containsInAnyOrder("admin", "program-manager"));
    }

    @Test
    void letsNoPersonActAsAMachine() {
        given().header(
                        "Authorization",
                        Tokens.person("ada").groups("hr-sync", "service").bearer())
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .body("roles", hasSize(0));
    }

    @Test
    void knowsAnIntegrationByItsClientId() {
        given().header("Authorization", Tokens.hrSync("workday").bearer())
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .body("key", equalTo("integration:workday"));
    }

    @Test
    void answers401WithOneChallengeToEveryTokenThatIsNotValid() {
        Stream.of(
                        Tokens.person("ada").expired().token(),
                        Tokens.person("ada").forged().token(),
                        Tokens.person("ada").unsigned(),
                        Tokens.person("ada").audience("belay-profile").token(),
                        Tokens.person("ada").issuer("http://elsewhere").token(),
                        Tokens.person("ada").living(Duration.ofHours(2)).token(),
                        "nonsense",
                        "")
                .forEach(token -> {
                    var response =
                            given().header("Authorization", "Bearer " + token).get("/v1/notes/me");
                    problem(response.then(), 401, "unauthorized");
                    assertEquals(
                            1, response.headers().getList("WWW-Authenticate").size(), token);
                });
        var anonymous = given().get("/v1/notes/me");
        problem(anonymous.then(), 401, "unauthorized");
        assertEquals(1, anonymous.headers().getList("WWW-Authenticate").size());
    }

    @Test
    void answers403ToStrangersLeaversAndThoseWithoutTheRole() {
        problem(
                given().header(
                                "Authorization",
                                Tokens.person("nobody").groups("admin").bearer())
                        .get("/v1/notes/admin")
                        .then(),
                403,
                "person-unknown");
        problem(
                given().header(
                                "Authorization",
                                Tokens.person("leaver").groups("admin").bearer())
                        .get("/v1/notes/admin")
                        .then(),
                403,
                "person-inactive");
        problem(
                given().header("Authorization", Tokens.person("leaver").bearer())
                        .get("/v1/notes/me")
                        .then(),
                403,
                "person-inactive");
        problem(
                given().header("Authorization", Tokens.machine("x", "admin").bearer())
                        .get("/v1/notes/me")
                        .then(),
                403,
                "person-unknown");
        problem(ada().get("/v1/notes/admin").then(), 403, "role-missing");
    }

    @Test
    void continuesTheTraceOfTheCaller() {
        given().header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/v1/notes/open")
                .then()
                .statusCode(200)
                .header("Request-Id", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void explainsWhatIsNotThere() {
        problem(ada().get("/v1/nothing").then(), 404, "not-found");
        problem(ada().get("/v1/notes/" + UUID.randomUUID()).then(), 404, "not-found");
        problem(ada().get("/v1/notes/no-uuid").then(), 404, "not-found");
        problem(ada().delete("/v1/notes").then(), 405, "method-not-allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, PATCH, POST"));
        problem(ada().delete("/v1/notes/me").then(), 405, "method-not-allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS"));
        problem(ada().accept("image/png").get("/v1/notes/me").then(), 406, "not-acceptable");
        problem(ada().contentType("text/plain").body("x").post("/v1/notes").then(), 415, "unsupported-media-type");
    }

    @Test
    void keepsItsFailuresToItself() {
        problem(ada().get("/v1/notes/broken").then(), 500, "internal-error").body(not(containsString("secret")));
    }

    private void refusesBody(String body, String field, String rule) {
        problem(
                        ada().body(body.getBytes(StandardCharsets.UTF_8))
                                .post("/v1/notes")
                                .then(),
                        400,
                        "invalid-body")
                .body("violations[0].field", equalTo(field))
                .body("violations[0].rule", equalTo(rule));
    }

    @Test
    void namesThePlaceAndTheRuleOfEveryBadBody() {
        refusesBody("{", "", "syntax");
        refusesBody("not json", "", "syntax");
        refusesBody("{\"text\": \"a\"} x", "", "syntax");
        refusesBody("{\"text\": \"a\", \"text\": \"b\"}", "", "duplicate-field");
        refusesBody("[]", "", "type");
        refusesBody("{\"text\": \"a\", \"colour\": 1}", "/colour", "unknown-field");
        refusesBody("{\"text\": 1}", "/text", "type");
        refusesBody("{\"text\": \"a\", \"stars\": \"3\"}", "/stars", "type");
        refusesBody("{\"text\": \"a\", \"stars\": 3.5}", "/stars", "type");
        refusesBody("{\"text\": \"a\", \"stars\": 10}", "/stars", "range");
        refusesBody("{\"text\": \"a\", \"ref\": \"x\"}", "/ref", "format");
        refusesBody(
                "{\"text\": \"a\", \"tags\": [{\"name\": \"ok\"}, {\"name\": \"too long\"}]}", "/tags/1/name", "size");
        refusesBody("{\"text\": null}", "/text", "required");
        refusesBody("{}", "/text", "required");
        refusesBody("{\"text\": \"a\\u0000b\"}", "/text", "type");
        refusesBody("{\"text\": \"\\ud800\"}", "/text", "type");
        problem(
                ada().body(new byte[] {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, '"', '}'})
                        .post("/v1/notes")
                        .then(),
                400,
                "invalid-body");
        problem(ada().post("/v1/notes").then(), 400, "invalid-body");
    }

    @Test
    void boundsBodiesWithAndWithoutContentLength() throws Exception {
        String large = "{\"text\": \"" + "a".repeat(10_000_000) + "\"}";
        problem(ada().body(large).post("/v1/notes").then(), 413, "payload-too-large");
        var client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .build();
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                        io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port + "/v1/notes"))
                .header("Authorization", Tokens.person("ada").bearer())
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build();
        var response = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        assertEquals(413, response.statusCode(), response.body());
        assertTrue(response.body().contains("/docs/problems/payload-too-large"), response.body());
    }

    @Test
    void refusesAbsurdParameters() {
        for (String limit : List.of("0", "201", "-1", "1.5", "many", "99999999999999999999")) {
            problem(ada().queryParam("limit", limit).get("/v1/notes").then(), 400, "invalid-parameter")
                    .body("violations[0].field", equalTo("limit"));
        }
        for (String cursor : List.of("%%%", "bm90IGEgbnVtYmVyHw", "a".repeat(3000))) {
            problem(ada().queryParam("cursor", cursor).get("/v1/notes").then(), 400, "invalid-cursor");
        }
        problem(ada().queryParam("size", 101).get("/v1/notes").then(), 400, "invalid-parameter")
                .body("violations[0].field", equalTo("size"));
        problem(ada().urlEncodingEnabled(false).get("/v1/notes?q=%00").then(), 400, "invalid-parameter");
    }

    @Test
    void pagesWithCursorAndLink() {
        var first = ada().queryParam("limit", 50)
                .queryParam("q", "a b")
                .get("/v1/notes")
                .then()
                .statusCode(200)
                .body("items", hasSize(50))
                .header("Link", startsWith("</v1/notes?"))
                .header("Link", containsString("q=a"))
                .extract();
        String next = first.path("nextCursor");
        ada().queryParam("limit", 100)
                .queryParam("cursor", next)
                .get("/v1/notes")
                .then()
                .statusCode(200)
                .body("items", hasSize(70))
                .body("items[0]", equalTo(51))
                .body("nextCursor", nullValue())
                .header("Link", nullValue());
    }

    @Test
    void patchesOnlyWhatWasRead() {
        var patch = given().header("Authorization", Tokens.person("ada").bearer())
                .contentType("application/merge-patch+json");
        problem(patch.body("{}").patch("/v1/notes").then(), 428, "precondition-required");
        problem(patch.header("If-Match", "\"6\"").body("{}").patch("/v1/notes").then(), 412, "precondition-failed");
    }

    private static RequestSpecification patching() {
        return given().header("Authorization", Tokens.person("ada").bearer())
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"7\"");
    }

    @Test
    void mergesPatches() {
        patching()
                .body("{\"stars\": null, \"tags\": [{\"name\": \"two\"}]}")
                .patch("/v1/notes")
                .then()
                .statusCode(200)
                .body("text", equalTo("text"))
                .body("stars", nullValue())
                .body("tags[0].name", equalTo("two"));
        problem(patching().body("{\"text\": null}").patch("/v1/notes").then(), 400, "invalid-body")
                .body("violations[0].field", equalTo("/text"));
        problem(patching().body("{\"colour\": null}").patch("/v1/notes").then(), 400, "invalid-body")
                .body("violations[0].rule", equalTo("unknown-field"));
        problem(patching().body("[]").patch("/v1/notes").then(), 400, "invalid-body");
        problem(patching().body("[".repeat(5_000)).patch("/v1/notes").then(), 400, "invalid-body")
                .body("violations[0].rule", equalTo("limit"));
    }

    @Test
    void createsOnceForFiftyEqualRequests() throws Exception {
        String text = "once " + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        ExecutorService clients = Executors.newFixedThreadPool(50);
        try {
            Callable<String> request = () -> {
                var response = ada().header("Idempotency-Key", key)
                        .body("{\"text\": \"" + text + "\"}")
                        .post("/v1/notes");
                return response.statusCode()
                        + response.header("Location")
                        + response.body().asString();
            };
            var answers = clients.invokeAll(java.util.Collections.nCopies(50, request)).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .distinct()
                    .toList();
            assertEquals(1, answers.size(), answers::toString);
            assertTrue(answers.get(0).startsWith("201/v1/notes/"), answers.get(0));
        } finally {
            clients.shutdownNow();
        }
        assertEquals(
                1L,
                entities.createNativeQuery("SELECT count(*) FROM note WHERE text = :text")
                        .setParameter("text", text)
                        .getSingleResult());
    }

    @Test
    void tellsARepeatFromAnotherRequest() {
        String key = UUID.randomUUID().toString();
        ada().header("Idempotency-Key", key)
                .body("{\"text\": \"a\"}")
                .post("/v1/notes")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue());
        ada().header("Idempotency-Key", key)
                .body("{\"text\": \"a\"}")
                .post("/v1/notes")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"));
        problem(
                ada().header("Idempotency-Key", key)
                        .body("{\"text\": \"b\"}")
                        .post("/v1/notes")
                        .then(),
                422,
                "idempotency-key-reused");
        given().header("Authorization", Tokens.person("mary").bearer())
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"text\": \"b\"}")
                .post("/v1/notes")
                .then()
                .statusCode(201);
        problem(
                ada().header("Idempotency-Key", " ")
                        .body("{\"text\": \"b\"}")
                        .post("/v1/notes")
                        .then(),
                400,
                "invalid-parameter");
    }

    @Test
    void keepsNothingOfARefusal() {
        String key = UUID.randomUUID().toString();
        problem(
                ada().header("Idempotency-Key", key)
                        .body("{\"text\": \"refuse\"}")
                        .post("/v1/notes")
                        .then(),
                404,
                "not-found");
        ada().header("Idempotency-Key", key)
                .body("{\"text\": \"fine\"}")
                .post("/v1/notes")
                .then()
                .statusCode(201);
        assertEquals(
                0L,
                entities.createNativeQuery("SELECT count(*) FROM note WHERE text = 'refuse'")
                        .getSingleResult());
    }

    @Test
    void tellsEveryCallerWhatIsLeftAndRefusesMore() {
        String busy = Tokens.hrSync("busy").bearer();
        int quota = 30;
        given().header("Authorization", busy)
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"caller\";q=30;w=60"))
                .header("RateLimit", matchesPattern("\"caller\";r=29;t=[12]"));
        // Refused requests count as well, wherever they are refused.
        int sent = 1;
        int status;
        do {
            status = given().header("Authorization", busy)
                    .get(sent % 2 == 0 ? "/v1/notes/admin" : "/v1/notes/" + UUID.randomUUID())
                    .statusCode();
            sent++;
        } while (status != 429 && sent < 3 * quota);
        // While the test runs, some of the quota comes back.
        assertTrue(sent > quota && sent < 3 * quota, sent + " requests");
        problem(
                        Stream.generate(() ->
                                        given().header("Authorization", busy).get("/v1/notes/me"))
                                .limit(quota)
                                .filter(response -> response.statusCode() == 429)
                                .findFirst()
                                .orElseThrow()
                                .then(),
                        429,
                        "rate-limited")
                .header("Retry-After", matchesPattern("[12]"))
                .header("RateLimit", startsWith("\"caller\";r=0;t="));
        given().header("Authorization", Tokens.hrSync("calm").bearer())
                .get("/v1/notes/me")
                .then()
                .statusCode(200);
        ada().get("/v1/notes/me")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", startsWith("\"caller\";q=1000000;"));
        given().get("/v1/notes/open").then().statusCode(200).header("RateLimit", nullValue());
    }

    @Test
    void tellsBrowsersAndCachesWhatTheyMustNotDo() {
        for (var response : List.of(
                ada().get("/v1/notes/me"),
                given().get("/v1/notes/me"),
                ada().get("/v1/nothing"),
                ada().get("/nowhere"))) {
            response.then()
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Referrer-Policy", equalTo("no-referrer"))
                    .header("Cache-Control", equalTo("no-store"))
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (byte[] odd : List.of(
                "{\"text\": \"\u00C0\u00AF\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"text\": \"\u00E0\u0080\u00AF\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"text\": \"\u00ED\u00A0\u0080\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"text\": \"\u00E9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"text\": \"a\"}\u00C3".getBytes(StandardCharsets.ISO_8859_1),
                "{\"text\": \"a\"}".getBytes(StandardCharsets.UTF_16LE),
                "{\"text\": \"a\"}".getBytes(StandardCharsets.UTF_16BE))) {
            problem(ada().body(odd).post("/v1/notes").then(), 400, "invalid-body");
        }
        problem(
                ada().body("{\"text\": \"a\", \"stars\": \" \"}")
                        .post("/v1/notes")
                        .then(),
                400,
                "invalid-body");
        String whole = "\u20AC\uD83D\uDE00\u00E4".repeat(25).substring(0, 100);
        ada().body("{\"text\": \"" + whole + "\"}")
                .post("/v1/notes")
                .then()
                .statusCode(201)
                .body("text", equalTo(whole));
        problem(
                ada().header("If-Match", "\"7\"")
                        .contentType("application/merge-patch+json")
                        .body("{\"text\": 1e400}")
                        .patch("/v1/notes")
                        .then(),
                400,
                "invalid-body");
    }

    @Test
    void refusesWhatIsHardlyHttp() throws Exception {
        String get = "GET /v1/notes/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        String bearer = "Authorization: " + Tokens.person("ada").bearer() + "\r\n";
        assertTrue(raw(get + bearer + "\r\n").startsWith("HTTP/1.1 200 "));
        String two = raw(get + bearer + bearer + "\r\n");
        assertTrue(two.startsWith("HTTP/1.1 400 ") && two.contains("/docs/problems/bad-request"), two);
        assertTrue(two.contains("nosniff") && two.contains("Request-Id: "), two);
        String large = raw("POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n" + bearer + "\r\n");
        assertTrue(large.startsWith("HTTP/1.1 413 ") && large.contains("/docs/problems/payload-too-large"), large);
        for (String odd : List.of(
                raw(get + bearer + "Content-Type: garbage\r\n\r\n"),
                raw(get.replace("Host: x", "Host: a b") + bearer + "\r\n"),
                raw(get.replace("Host: x", "X: y") + bearer + "\r\n"))) {
            assertTrue(odd.startsWith("HTTP/1.1 400 ") && odd.contains("/docs/problems/bad-request"), odd);
            assertTrue(odd.contains("nosniff") && odd.contains("Request-Id: "), odd);
        }
        String upgrade = raw(get.replace("Connection: close", "Connection: close\r\nUpgrade: h2c") + bearer + "\r\n");
        assertTrue(upgrade.startsWith("HTTP/1.1 200 "), upgrade);
        // These are answered before anything of ours is asked: without a body, and the connection ends.
        List<String> raw = List.of(
                raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
                raw(get + "X: " + "a".repeat(40_000) + "\r\n\r\n"),
                raw("nonsense\r\n\r\n"),
                raw(get.replace("/me", "/%zz") + bearer + "\r\n"),
                raw(get.replace("/me", "?q=%f") + bearer + "\r\n"));
        assertEquals(
                List.of("414", "431", "400", "400", "400"),
                raw.stream().map(answer -> answer.substring(9, 12)).toList(),
                raw::toString);
    }

    /** The whole answer to exactly these bytes. */
    private static String raw(String request) throws java.io.IOException {
        try (var socket = new java.net.Socket("127.0.0.1", io.restassured.RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void waitsForTheBodyThatAClientHoldsBack() throws Exception {
        String body = "{\"text\": \"continued\"}";
        try (var socket = new java.net.Socket("127.0.0.1", io.restassured.RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST /v1/notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\nAuthorization: "
                                    + Tokens.person("ada").bearer() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new java.io.BufferedReader(
                    new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertEquals("HTTP/1.1 100 Continue", answer.readLine());
            assertEquals("", answer.readLine());
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 201 Created", answer.readLine());
        }
    }
}
