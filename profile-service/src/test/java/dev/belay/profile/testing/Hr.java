package dev.belay.profile.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import dev.belay.platform.testing.Tokens;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An HR integration of a test: brings people and tells what became of the rows. */
public final class Hr {
    /** Sends bytes and types as they are. */
    public static final RestAssuredConfig PLAIN = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("text/csv", ContentType.BINARY)
                    .encodeContentTypeAs("text/csv; charset=UTF-8", ContentType.BINARY)
                    .encodeContentTypeAs("text/csv; charset=utf-7", ContentType.BINARY));

    private final String client;

    public Hr() {
        this("hr-" + UUID.randomUUID());
    }

    public Hr(String client) {
        this.client = client;
    }

    public String client() {
        return client;
    }

    public String bearer() {
        return Tokens.hrSync(client).bearer();
    }

    /** Sends rows and waits for the job's end. */
    public Finished send(String... rows) {
        return send(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    }

    public Finished send(byte[] body) {
        return finished(post("application/x-ndjson", "", body));
    }

    /**
     * Sends a file.
     *
     * @param query of the address, with its question mark; or nothing
     * @return where the job is
     */
    public String post(String type, String query, byte[] body) {
        return given().header("Authorization", bearer())
                .config(PLAIN)
                .contentType(type)
                .body(body)
                .post("/v1/people/imports" + query)
                .then()
                .statusCode(202)
                .header("Location", startsWith("/v1/people/imports/"))
                .extract()
                .header("Location");
    }

    public Finished finished(String location) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("COMPLETED", "NEEDS_CONFIRMATION", "CANCELLED", "FAILED")
                        .contains(get(location).getString("state")));
        return new Finished(get(location), get(location + "/results?limit=200"));
    }

    private JsonPath get(String path) {
        return given().header("Authorization", bearer())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Brings one new person whose fields are invented, but for these. */
    public Worker hire(Map<String, ?> fields) {
        String name = "p" + UUID.randomUUID().toString().replace("-", "");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("externalId", name);
        row.put("userName", name);
        row.put("givenName", "Ada");
        row.put("familyName", name);
        row.put("email", name + "@example.com");
        row.putAll(fields);
        Finished finished = send(Json.encode(row));
        if (!finished.outcomes().equals(List.of("CREATED"))) {
            throw new AssertionError(finished.results().prettify());
        }
        return new Worker(
                UUID.fromString(finished.results().getString("items[0].personId")),
                (String) row.get("externalId"),
                (String) row.get("userName"));
    }

    public Worker hire() {
        return hire(Map.of());
    }

    /** Somebody whom HR has brought. */
    public record Worker(UUID id, String externalId, String userName) {
        public String bearer() {
            return Tokens.person(userName).bearer();
        }

        public String bearer(String... groups) {
            return Tokens.person(userName).groups(groups).bearer();
        }
    }

    public record Finished(JsonPath job, JsonPath results) {
        public List<String> outcomes() {
            return results.getList("items.outcome");
        }

        /** The rules that a row broke. */
        public List<String> rules(int row) {
            return results.getList("items[" + row + "].violations.rule");
        }
    }
}
