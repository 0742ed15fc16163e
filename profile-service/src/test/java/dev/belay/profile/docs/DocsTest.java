package dev.belay.profile.docs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.contracts.ProblemType;
import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class DocsTest {
    private static final Path GENERATED = Path.of("target/openapi/openapi.json");
    private static final Path COMMITTED = Path.of("../docs/openapi/profile.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every other address needs a token. */
    private static final List<String> PUBLIC = List.of(
            "/docs",
            "/docs/openapi/profile.json",
            "/docs/problems",
            "/docs/problems/not-found",
            "/q/health/live",
            "/q/health/ready",
            "/q/metrics",
            "/q/openapi");

    @Test
    void thePublicAddressesAnswerWithoutAToken() {
        for (String path : PUBLIC) {
            given().get(path).then().statusCode(200);
        }
    }

    /** A browser that holds itself to the headers can still show the page: all it loads comes from here. */
    @Test
    void theApiPageWorksUnderItsContentSecurityPolicy() {
        var page = given().get("/docs/").then().statusCode(200).extract();
        String policy = page.header("Content-Security-Policy");
        for (String part : List.of(
                "default-src 'none'",
                "script-src 'self' 'unsafe-inline'",
                "style-src 'self' 'unsafe-inline'",
                "connect-src 'self'",
                "frame-ancestors 'none'")) {
            assertTrue(policy.contains(part), policy);
        }
        Matcher loaded = Pattern.compile("(?:src|href) *= *[\"']([^\"'#]+)").matcher(page.asString());
        int scripts = 0;
        while (loaded.find()) {
            String address = loaded.group(1);
            assertTrue(!address.contains("://") && !address.startsWith("//"), address + " is not of this origin");
            if (address.endsWith(".js")) {
                scripts++;
                given().get(address.startsWith("/") ? address : "/docs/" + address)
                        .then()
                        .statusCode(200)
                        .contentType(containsString("javascript"))
                        .header("X-Content-Type-Options", "nosniff");
            }
        }
        assertTrue(scripts >= 2, page.asString());
        given().get("/docs/problems")
                .then()
                .header("Content-Security-Policy", not(containsString("script-src")))
                .header("Content-Security-Policy", containsString("style-src 'unsafe-inline'"));
    }

    @Test
    void nothingElseAnswersWithoutAToken() throws IOException {
        JsonNode paths = JSON.readTree(GENERATED.toFile()).path("paths");
        List<String> open = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String address = path.getKey()
                            .replace("{id}", UUID.randomUUID().toString())
                            .replace("{key}", "java");
                    int status = given().request(operation.getKey().toUpperCase(Locale.ROOT), address)
                            .statusCode();
                    // Not even the media type is looked at before the token.
                    if (status != 401 && status != 415) {
                        open.add(operation.getKey() + " " + address + " answered " + status);
                    }
                }));
        assertEquals(List.of(), open);
        assertTrue(paths.size() >= 12, "the document lists the operations");
    }

    @Test
    void theCommittedDocumentIsWhatTheCodeSays() throws IOException {
        assertTrue(
                Files.exists(COMMITTED) && JSON.readTree(COMMITTED.toFile()).equals(JSON.readTree(GENERATED.toFile())),
                "docs/openapi/profile.json is not what the code says. Look at the difference, and if it is meant:"
                        + " cp profile-service/target/openapi/openapi.json docs/openapi/profile.json");
    }

    @Test
    void swaggerUiShowsTheDocumentsOfAllServices() {
        given().get("/docs/")
                .then()
                .statusCode(200)
                .body(containsString("/docs/openapi/profile.json"))
                .body(containsString("/docs/openapi/mentorship.json"))
                .body(containsString("/docs/openapi/matching.json"));
    }

    @Test
    void everyProblemTypeHasItsPage() {
        String list = given().get("/docs/problems")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
        for (ProblemType type : ProblemType.all()) {
            assertTrue(list.contains("href=\"" + type.uri() + "\""), type.name());
            given().get(type.uri())
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .body(containsString("<code>" + type.name() + "</code>"))
                    .body(containsString("What to do"));
        }
        given().get("/docs/problems/%3Cscript%3E")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(not(containsString("<script>")));
    }

    @Test
    void unknownAddressesAreProblemsToo() {
        given().header("Authorization", new Hr().hire().bearer())
                .get("/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/not-found"));
    }
}
