package dev.belay.matching.recommend;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.matching.Published;
import dev.belay.matching.core.Someone;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
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
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "matching"))
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

    @Test
    void explainsAsMuchAsIsAskedFor() {
        published.people(aMentor(2).strength("kafka", 5));
        published.awaitRead();

        ask(ADA, "?explain=none")
                .body("items[0].score", notNullValue())
                .body("items[0].sentence", nullValue())
                .body("items[0].components", nullValue())
                .body("whyFew", nullValue());
        ask(ADA, "?explain=short")
                .body(
                        "items[0].sentence",
                        startsWith("This mentor covers 1 of your 1 gap: kafka. You have 3 h in common in the week of"))
                .body("items[0].components", nullValue());
        ask(ADA, "?explain=full").body("items[0].components", hasSize(6));
        ask(ADA, "?explain=all").statusCode(400).body("violations.field", hasItem("explain"));
    }

    @Test
    void speaksTheLanguageThatIsWanted() {
        published.people(aMentor(2).strength("kafka", 5));
        published.awaitRead();

        given().header("Authorization", ADA.bearer())
                .header("Accept-Language", "fa, de;q=0.7")
                .get(MENTORS)
                .then()
                .header("Content-Language", "de")
                .header("Vary", "Accept-Language")
                .body("items[0].components[0].sentence", equalTo("Abgedeckt wird 1 von deiner einen Lücke: kafka."));
        ask(ADA).header("Content-Language", "en");
    }

    @Test
    void saysWhyThereAreFewAndWhatWouldHelp() {
        published.people(
                aMentor(2).places(1, 1, 0),
                aMentor(3).places(1, 1, 0).languages("fa"),
                aMentor(4).strength("kafka", 4).languages("fa"));
        published.awaitRead();

        ask(ADA).body("items", empty())
                .body("whyFew.sentence", equalTo("Of the 3 who offer mentoring, nobody could be recommended to you."))
                .body("whyFew.obstacles.key", containsInAnyOrder("common-language", "free-place"))
                .body("whyFew.obstacles.excludes", contains(2, 2))
                .body("whyFew.obstacles.alone", contains(1, 1))
                .body("whyFew.obstacles.find { it.key == 'free-place' }.bestScore", notNullValue())
                .body(
                        "whyFew.obstacles.find { it.key == 'common-language' }.sentence",
                        startsWith("2 speak none of your languages. Naming further languages that you speak would help."
                                + " It is the only thing against one of them, with a score of "));
    }

    @Test
    void saysWhenNobodyOffersMentoringAtAll() {
        ask(ADA).body("items", empty())
                .body("whyFew.sentence", equalTo("Nobody offers mentoring yet."))
                .body("whyFew.obstacles", empty());
    }

    @Test
    void findsOnlyWhoIsAskedFor() {
        published.people(
                aMentor(2).strength("kafka", 2).at("Payments", null),
                aMentor(3).strength("kafka", 2).strength("sql", 2).level("staff"),
                aMentor(4).strength("sql", 2).zone("America/New_York").noHours());
        published.awaitRead();

        ask(ADA, "?skill=kafka").body("items.mentor.id", containsInAnyOrder(id(2).toString(), id(3).toString()));
        ask(ADA, "?skill=kafka,sql").body("items.mentor.id", contains(id(3).toString()));
        ask(ADA, "?skill=kafka&skill=sql").body("items.mentor.id", contains(id(3).toString()));
        ask(ADA, "?level=staff").body("items.mentor.id", contains(id(3).toString()));
        ask(ADA, "?department=payments").body("items.mentor.id", contains(id(2).toString()));
        ask(ADA, "?timeZone=America/New_York&within=PT0S").body("items.mentor.id", contains(id(4).toString()));
        ask(ADA, "?within=PT3H").body("items.mentor.id", containsInAnyOrder(id(2).toString(), id(3).toString()));
    }

    @Test
    void aSkillThatNobodyTeachesIsNoErrorButIsExplained() {
        published.people(aMentor(2), aMentor(3));
        published.awaitRead();

        ask(ADA, "?skill=underwater-basket-weaving")
                .statusCode(200)
                .body("items", empty())
                .body("excluded", empty())
                .body("whyFew.obstacles[0].kind", equalTo("filter"))
                .body("whyFew.obstacles[0].key", equalTo("skill"))
                .body("whyFew.obstacles[0].alone", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skill=Not%20A%20Key",
                "level=%00",
                "timeZone=Mars/Olympus",
                "within=3h",
                "within=PT13H",
                "within=-PT1H",
                "maxPerDepartment=0",
                "maxPerTeam=many",
                "maxPerTeam=1&maxPerDepartment=1",
                "explain=everything"
            })
    void refusesWhatCannotBeMeant(String query) {
        given().urlEncodingEnabled(false)
                .header("Authorization", ADA.bearer())
                .get(MENTORS + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/invalid-parameter"))
                .body("violations.field", hasItem(query.substring(0, query.indexOf('='))));
    }

    @Test
    void spreadsTheListOverDepartmentsAndStatesThePrice() {
        published.people(
                aMentor(2).strength("kafka", 4).at("Payments", null),
                aMentor(3).strength("kafka", 3).at("Payments", null),
                aMentor(4).strength("kafka", 2).at("Search", null));
        published.awaitRead();

        ask(ADA, "?limit=2&maxPerDepartment=1")
                .body("items.mentor.id", contains(id(2).toString(), id(4).toString()))
                .body("diversity.of", equalTo("department"))
                .body("diversity.atMost", equalTo(1))
                .body("diversity.passedOver", equalTo(1))
                .body("diversity.price", equalTo(450 * 250))
                .body(
                        "diversity.sentence",
                        equalTo("One better was passed over; the list's scores sum to 112,500 less."));
        ask(ADA, "?limit=2").body("diversity", nullValue());
    }

    @Test
    void recommendsToAMentorWhomTheyCouldHelp() {
        published.people(
                aMentor(2).strength("kafka", 4).loginKey(loginKey.of("grace")),
                aMentee(3).gap("sql", 0, 4),
                aMentee(4).gap("kafka", 0, 4).languages("fa"),
                aMentee(5).gap("kafka", 0, 4).wants(1, 1));
        published.awaitRead();

        get(Tokens.person("grace"), "/v1/recommendations/mentees")
                .statusCode(200)
                .body("policy.version", equalTo(1))
                .body("items.mentee.id", contains(id(1).toString(), id(3).toString()))
                .body("items[0].components[0].sentence", equalTo("The mentor covers 1 of the mentee's 1 gap: kafka."))
                .body("excluded.rule", contains("common-language"))
                .body("nextCursor", nullValue());
        get(ADA, "/v1/recommendations/mentees?explain=short")
                .body("items", empty())
                .body("excluded.rule", hasItem("offers-mentoring"));
    }

    @Test
    void recommendsPeers() {
        published.people(
                aMentee(3).gap("kafka", 0, 4),
                aMentee(4).gap("sql", 0, 4),
                aMentor(5).gap("kafka", 0, 4));
        published.awaitRead();

        get(ADA, "/v1/recommendations/peers")
                .statusCode(200)
                .body("items.peer.id", contains(id(3).toString()))
                .body("items[0].score", equalTo(1_000_000))
                .body("items[0].components.key", contains("shared-gaps", "availability-overlap", "language"))
                .body("items[0].components[0].sentence", equalTo("You share 1 of your 1 gap: kafka."))
                .body(
                        "items[0].components[2].sentence",
                        equalTo("This person speaks English, the first of your languages."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/recommendations/mentees", "/v1/recommendations/peers"})
    void theOtherListsAreGuardedAlike(String path) {
        given().get(path).then().statusCode(401).contentType("application/problem+json");
        get(Tokens.hrSync("workday"), path).statusCode(403).body("type", equalTo("/docs/problems/role-missing"));
        get(Tokens.person("nobody"), path).statusCode(403).body("type", equalTo("/docs/problems/person-unknown"));
        get(ADA, path + "?limit=0").statusCode(400).body("violations.field", hasItem("limit"));
        get(ADA, path + "?cursor=abc").statusCode(400).body("type", equalTo("/docs/problems/invalid-cursor"));
    }

    private Someone ada() {
        return aMentee(1).gap("kafka", 0, 4).loginKey(loginKey.of("ada"));
    }

    private static ValidatableResponse ask(Tokens tokens) {
        return ask(tokens, "");
    }

    private static ValidatableResponse ask(Tokens tokens, String query) {
        return get(tokens, MENTORS + query);
    }

    private static ValidatableResponse get(Tokens tokens, String path) {
        return given().header("Authorization", tokens.bearer()).get(path).then();
    }
}
