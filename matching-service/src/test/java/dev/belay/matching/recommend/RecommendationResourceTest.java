package dev.belay.matching.recommend;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.matching.Published;
import dev.belay.matching.core.Someone;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BelayServers.class)
class RecommendationResourceTest {

    private static final String MENTORS = "/v1/recommendations/mentors";
    private static final Tokens ADA = Tokens.person("ada");

    @Inject
    Published published;

    @Inject
    LoginKey loginKey;

    @BeforeEach
    void publishAda() {
        published.people(ada());
        published.awaitRead();
    }

    @AfterEach
    void clear() {
        published.deleteAll();
    }

    @Test
    void recommendsTheMentorWhoCoversTheGapFirstAndSaysWhy() {
        published.people(
                aMentor(2).strength("kafka", 2),
                aMentor(3).strength("kafka", 5),
                aMentor(4).languages("fa"));
        published.awaitRead();

        ValidatableResponse answer = ask(ADA).statusCode(200)
                .contentType("application/json")
                .header("Request-Id", notNullValue())
                .body("asOf", notNullValue())
                .body("policy.name", equalTo("default"))
                .body("policy.version", equalTo(1))
                .body("items.mentor.id", contains(id(3).toString(), id(2).toString()))
                .body("items[0].components[0].key", equalTo("gap-coverage"))
                .body("items[0].components[0].value", equalTo(1000))
                .body("items[0].components[0].weight", equalTo(450))
                .body("items[0].components[0].points", equalTo(450_000))
                .body("items[0].components[0].sentence", equalTo("This mentor covers 1 of your 1 gap: kafka."))
                .body("excluded", hasSize(1))
                .body("excluded[0].rule", equalTo("common-language"))
                .body("excluded[0].count", equalTo(1))
                .body("$", hasKey("nextCursor"))
                .body("nextCursor", nullValue());
        List<Integer> points = answer.extract().path("items[0].components.points");
        int score = answer.extract().path("items[0].score");
        assertEquals(points.stream().mapToInt(Integer::intValue).sum(), score);
        List<Integer> weights = answer.extract().path("items[0].components.weight");
        assertEquals(1_000, weights.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void givesNoMoreThanTheLimit() {
        published.people(aMentor(2), aMentor(3), aMentor(4));
        published.awaitRead();

        given().header("Authorization", ADA.bearer())
                .get(MENTORS + "?limit=2")
                .then()
                .statusCode(200)
                .body("items.mentor.id", contains(id(2).toString(), id(3).toString()));
    }

    @Test
    void offersNobodyWhoIsFullAndFollowsTheChangeAtOnce() {
        published.people(aMentor(2).places(1, 0, 0));
        published.awaitRead();
        ask(ADA).body("items.mentor.id", contains(id(2).toString()));

        published.states(aMentor(2).places(1, 1, 0).participation(published.newVersion()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> ask(ADA).body("items", empty())
                        .body("excluded.rule", contains("free-place"))
                        .body("excluded.count", contains(1)));
    }

    @Test
    void offersNobodyWithWhomThereIsAMentorship() {
        published.people(aMentor(2));
        published.states(new MentorshipState(
                id(700),
                published.newVersion(),
                false,
                id(1),
                id(2),
                Programs.OPEN,
                "PAUSED",
                List.of(),
                null,
                null,
                null));
        published.awaitRead();

        ask(ADA).body("items", empty()).body("excluded.rule", contains("not-paired"));
    }

    @Test
    void aBlockCannotBeToldFromAbsence() {
        published.people(aMentor(2).blocks(id(1)), aMentor(3).awayUntil("2999-12-31"));
        published.awaitRead();

        ask(ADA).body("items", empty()).body("excluded", equalTo(List.of(Map.of("rule", "available", "count", 2))));
    }

    @Test
    void refusesALeaverAsSoonAsHrSaysSo() {
        ask(ADA).statusCode(200);

        published.states(ada().inactive().person(published.newVersion()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> ask(ADA).statusCode(403)
                        .contentType("application/problem+json")
                        .body("type", equalTo("/docs/problems/person-inactive")));
    }

    @Test
    void forgetsWhoIsDeleted() {
        published.states(PersonState.deleted(id(1), published.newVersion()), ada().person(1));
        published.awaitRead();

        ask(ADA).statusCode(403).body("type", equalTo("/docs/problems/person-unknown"));
    }

    @Test
    void refusesSomebodyUnknown() {
        ask(Tokens.person("nobody"))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/person-unknown"));
    }

    @Test
    void refusesMachines() {
        for (Tokens machine : List.of(Tokens.hrSync("workday"), Tokens.service("mentorship"))) {
            ask(machine)
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/docs/problems/role-missing"));
        }
    }

    @Test
    void refusesWhoeverHasNoValidToken() {
        given().get(MENTORS).then().statusCode(401).contentType("application/problem+json");
        for (String token : List.of(
                ADA.forged().token(),
                ADA.expired().token(),
                ADA.audience("belay-profile").token(),
                ADA.issuer("http://elsewhere.example").token(),
                ADA.living(Duration.ofDays(1)).token(),
                ADA.unsigned(),
                "no.token.atall")) {
            given().header("Authorization", "Bearer " + token)
                    .get(MENTORS)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "ten", "1.5", "99999999999999999999", "%00", "1e2"})
    void refusesAnAbsurdLimit(String limit) {
        given().urlEncodingEnabled(false)
                .header("Authorization", ADA.bearer())
                .get(MENTORS + "?limit=" + limit)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/invalid-parameter"))
                .body("violations.field", hasItem("limit"));
    }

    @Test
    void refusesACursorSinceItGivesNoneOut() {
        given().header("Authorization", ADA.bearer())
                .get(MENTORS + "?cursor=abc")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/invalid-cursor"));
    }

    @Test
    void answersOnlyGet() {
        given().header("Authorization", ADA.bearer())
                .contentType("application/json")
                .body("{}")
                .post(MENTORS)
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        given().header("Authorization", ADA.bearer())
                .get("/v1/recommendations/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private Someone ada() {
        return aMentee(1).gap("kafka", 0, 4).loginKey(loginKey.of("ada"));
    }

    private static ValidatableResponse ask(Tokens tokens) {
        return given().header("Authorization", tokens.bearer()).get(MENTORS).then();
    }
}
