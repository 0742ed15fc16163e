package dev.belay.matching.policy;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.matching.Published;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.caller.Role;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "matching"))
class PolicyResourceTest {

    private static final Tokens MARY = Tokens.person("mary").groups(Role.PROGRAM_MANAGER);
    private static final Tokens ADA = Tokens.person("ada");

    @Inject
    Published published;

    @Inject
    LoginKey loginKey;

    @Inject
    ObjectMapper json;

    @Inject
    DataSource database;

    EmbeddedServers servers = BelayServers.servers();

    @BeforeEach
    void publishPeople() {
        published.people(
                aMentee(1).gap("kafka", 0, 4).loginKey(loginKey.of("ada")),
                aMentee(9).wantsNobody().loginKey(loginKey.of("mary")),
                aMentor(2).strength("kafka", 4).noHours(),
                aMentor(3).strength("kafka", 1));
        published.awaitRead();
    }

    @AfterEach
    void backToTheBuiltInOne() {
        activate(MARY, 1, eTag()).statusCode(200);
        published.deleteAll();
    }

    @Test
    void theBuiltInPolicyIsTheFirstAndInForce() {
        as(MARY).get("/v1/policies/active")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("version", equalTo(1))
                .body("name", equalTo("default"))
                .body("active", equalTo(true))
                .body("createdBy", nullValue())
                .body("weights.weight.sum()", equalTo(1000))
                .body("weights[0].component", equalTo("gap-coverage"))
                .body("parameters.minOverlap", equalTo("PT30M"))
                .body("actions", empty());
        as(MARY).get("/v1/policies/1").then().statusCode(200).body("active", equalTo(true));
    }

    @Test
    void aVersionIsMadeTriedActivatedAndFollowedAtOnce() {
        int version = create(MARY, examplePolicy())
                .statusCode(201)
                .body("active", equalTo(false))
                .body("createdBy", equalTo(id(9).toString()))
                .body("actions", contains("activate"))
                .extract()
                .path("version");
        recommendations().body("policy.version", equalTo(1));

        activate(MARY, version, eTag())
                .statusCode(200)
                .header("ETag", equalTo(eTag()))
                .body("active", equalTo(true))
                .body("actions", empty());

        recommendations().body("policy.version", equalTo(version)).body("policy.name", equalTo("meet often"));
        as(MARY).get("/v1/policies").then().statusCode(200).body("items.version", hasItems(version, 1));
        as(MARY).get("/v1/policies/" + version).then().body("active", equalTo(true));
        as(MARY).get("/v1/policies/1").then().body("active", equalTo(false));
    }

    @Test
    void whatAnotherReplicaActivatesIsFollowedWithinTwoSeconds() throws SQLException {
        int version = create(MARY, examplePolicy()).extract().path("version");

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO policy_activation (number, version, activated_at)"
                    + " SELECT max(number) + 1, " + version + ", now() FROM policy_activation");
        }

        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> recommendations().body("policy.version", equalTo(version)));
    }

    @Test
    void recommendationsGoOnWithTheLastKnownPolicyWhileTheDatabaseIsAway() {
        int version = create(MARY, examplePolicy()).extract().path("version");
        activate(MARY, version, eTag()).statusCode(200);

        servers.stopPostgres();
        try {
            recommendations()
                    .statusCode(200)
                    .body("policy.version", equalTo(version))
                    .body("items", hasSize(2));
            given().get("/q/health/ready").then().statusCode(200);
            as(MARY).get("/v1/policies")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/docs/problems/service-unavailable"));
        } finally {
            servers.startPostgres();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as(MARY).get("/v1/policies").then().statusCode(200));
    }

    @Test
    void aVersionNeverChanges() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String change : List.of(
                    "UPDATE policy SET name = 'other'",
                    "DELETE FROM policy_activation",
                    "UPDATE policy_activation SET version = 1")) {
                assertEquals(
                        "42501",
                        assertThrows(SQLException.class, () -> statement.executeUpdate(change))
                                .getSQLState());
            }
        }
    }

    @Test
    void activatingNeedsTheStateThatWasSeen() {
        int version = create(MARY, examplePolicy()).extract().path("version");
        int other = create(MARY, examplePolicy()).extract().path("version");
        String seen = eTag();
        activate(MARY, other, seen).statusCode(200);

        activate(MARY, version, null).statusCode(428);
        activate(MARY, version, seen).statusCode(412).header("ETag", equalTo(eTag()));
        // What took effect may be asked for again, by whoever did not hear the answer.
        activate(MARY, other, seen).statusCode(200).body("active", equalTo(true));
        activate(MARY, 999_999, eTag()).statusCode(404);
    }

    @Test
    void aRepeatWithTheSameKeyMakesOneVersion() {
        String key = UUID.randomUUID().toString();
        int version = as(MARY).header("Idempotency-Key", key)
                .body(examplePolicy())
                .post("/v1/policies")
                .then()
                .statusCode(201)
                .header("Location", startsWith("/v1/policies/"))
                .extract()
                .path("version");

        as(MARY).header("Idempotency-Key", key)
                .body(examplePolicy())
                .post("/v1/policies")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("version", equalTo(version));
        as(MARY).header("Idempotency-Key", key)
                .body(examplePolicy().put("name", "other"))
                .post("/v1/policies")
                .then()
                .statusCode(422);
    }

    @Test
    void namesEveryViolation() {
        ObjectNode policy = examplePolicy().put("name", " ");
        ((ObjectNode) policy.path("weights").path(0)).put("weight", 2_000);
        policy.withObject("/parameters").put("minOverlap", "soon");

        create(MARY, policy)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/invalid-body"))
                .body("violations.field", hasItems("/name", "/weights/0/weight", "/parameters/minOverlap"));
        create(MARY, examplePolicy().put("colour", "red")).statusCode(400).body("violations.field", hasItem("/colour"));
        as(MARY).body("null").post("/v1/policies").then().statusCode(400);
    }

    @Test
    void aDryRunTellsWhoseFirstFiveWouldChangeAndWhy() {
        ObjectNode policy = examplePolicy();
        ((ObjectNode) policy.path("weights").path(0)).put("weight", 50);
        ((ObjectNode) policy.path("weights").path(2)).put("weight", 650);
        int version = create(MARY, policy).statusCode(201).extract().path("version");

        dryRun(version, "{}")
                .statusCode(200)
                .body("before", equalTo(1))
                .body("after", equalTo(version))
                .body("differences.field", hasItems("weights/gap-coverage", "parameters/minOverlap"))
                .body("differences.find { it.field == 'parameters/minOverlap' }.after", equalTo("PT1H"))
                .body("lookedAt", equalTo(1))
                .body("changed", equalTo(1))
                .body("items[0].mentee", equalTo(id(1).toString()))
                .body("items[0].before", contains(id(2).toString(), id(3).toString()))
                .body("items[0].after", contains(id(3).toString(), id(2).toString()))
                .body("items[0].moves[0].rankAfter", equalTo(1))
                .body("items[0].moves[0].sentence", startsWith("Availability overlap counts for more: 650,000 points"));
        recommendations().body("policy.version", equalTo(1));
        dryRun(version, "{\"against\": " + version + "}")
                .body("changed", equalTo(0))
                .body("differences", empty());
        dryRun(1, "{\"mentees\": [\"" + id(1) + "\"], \"against\": " + version + "}")
                .body("items[0].after", contains(id(2).toString(), id(3).toString()));
    }

    @Test
    void refusesADryRunThatMeansNothing() {
        dryRun(1, "{\"against\": 999999}").statusCode(400).body("violations.field", hasItem("/against"));
        dryRun(1, "{\"mentees\": []}").statusCode(400).body("violations.field", hasItem("/mentees"));
        dryRun(1, "{\"mentees\": [\"" + UUID.randomUUID() + "\"]}")
                .statusCode(400)
                .body("violations.field", hasItem("/mentees/0"));
        dryRun(1, "{\"sample\": 0}").statusCode(400).body("violations.field", hasItem("/sample"));
        dryRun(1, "{\"sample\": 5, \"mentees\": [\"" + id(1) + "\"]}").statusCode(400);
        dryRun(999_999, "{}").statusCode(404);
    }

    @Test
    void pagesFromNewestToOldest() {
        int version = create(MARY, examplePolicy()).extract().path("version");

        String cursor = as(MARY).get("/v1/policies?limit=1")
                .then()
                .statusCode(200)
                .body("items.version", contains(version))
                .header("Link", notNullValue())
                .extract()
                .path("nextCursor");
        as(MARY).queryParam("cursor", cursor)
                .get("/v1/policies?limit=1")
                .then()
                .body("items.version", contains(version - 1));
        as(MARY).get("/v1/policies?cursor=nonsense").then().statusCode(400);
    }

    @Test
    void isForProgramManagersAndAdminsAlone() {
        for (String path : List.of("/v1/policies", "/v1/policies/active", "/v1/policies/1")) {
            given().get(path).then().statusCode(401);
            as(ADA).get(path).then().statusCode(403).body("type", equalTo("/docs/problems/role-missing"));
            as(Tokens.hrSync("workday")).get(path).then().statusCode(403);
            as(ADA.groups(Role.ADMIN)).get(path).then().statusCode(200);
        }
        create(ADA, examplePolicy()).statusCode(403);
        activate(ADA, 1, "\"1\"").statusCode(403);
        as(ADA).body("{}").post("/v1/policies/1/dry-run").then().statusCode(403);
        as(MARY).get("/v1/policies/0").then().statusCode(404);
        as(MARY).get("/v1/policies/nonsense").then().statusCode(404);
    }

    private ObjectNode examplePolicy() {
        try {
            return (ObjectNode) json.readTree(Examples.NEW_POLICY);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse create(Tokens tokens, ObjectNode policy) {
        return as(tokens).body(policy).post("/v1/policies").then();
    }

    private static ValidatableResponse activate(Tokens tokens, int version, String ifMatch) {
        RequestSpecification request = as(tokens);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .post("/v1/policies/" + version + "/activate")
                .then();
    }

    private static ValidatableResponse dryRun(int version, String body) {
        return as(MARY).body(body).post("/v1/policies/" + version + "/dry-run").then();
    }

    private static String eTag() {
        return as(MARY).get("/v1/policies/active").then().extract().header("ETag");
    }

    private static ValidatableResponse recommendations() {
        return as(ADA).get("/v1/recommendations/mentors").then();
    }

    private static RequestSpecification as(Tokens tokens) {
        return given().header("Authorization", tokens.bearer()).contentType("application/json");
    }
}
