package dev.belay.profile.people;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class PeopleResourceTest {
    private final Hr hr = new Hr();
    /** A word that stands in no other test's people. */
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    // ---- cards ----

    @Test
    void everySignedInPersonSeesTheCardAndNoMore() {
        Hr.Worker ada = hr.hire();
        Hr.Worker grace = hr.hire(Map.of(
                "givenName",
                "Grace",
                "familyName",
                "Example",
                "title",
                "Engineer",
                "department",
                "Payments",
                "timeZone",
                "Europe/Vienna"));
        profile(
                grace,
                "{\"headline\": \"Here to help\", \"level\": \"senior\", \"skills\": [{\"skill\": \"git\", \"proficiency\": 3},"
                        + " {\"skill\": \"java\", \"proficiency\": 5}], \"skillsTaught\": [\"git\", \"java\"]}");
        get(ada.bearer(), "/v1/people/" + grace.id())
                .statusCode(200)
                .body("", aMapWithSize(8))
                .body("id", equalTo(grace.id().toString()))
                .body("displayName", equalTo("Grace Example"))
                .body("title", equalTo("Engineer"))
                .body("headline", equalTo("Here to help"))
                .body("department", equalTo("Payments"))
                .body("level", equalTo("senior"))
                .body("strengths.skill", contains("java", "git"))
                .body("strengths.proficiency", contains(5, 3))
                .body("timeZone", equalTo("Europe/Vienna"));
    }

    @Test
    void oneselfAndAdminsSeeTheWholePersonAndIntegrationsWhatIsHrs() {
        Hr.Worker boss = hr.hire();
        Hr.Worker ada = hr.hire(Map.of("managerExternalId", boss.externalId()));
        for (ValidatableResponse whole : List.of(
                get(ada.bearer(), "/v1/people/me"),
                get(ada.bearer(), "/v1/people/" + ada.id()),
                get(boss.bearer("admin"), "/v1/people/" + ada.id()))) {
            whole.statusCode(200)
                    .body("id", equalTo(ada.id().toString()))
                    .body("source", equalTo(hr.client()))
                    .body("externalId", equalTo(ada.externalId()))
                    .body("userName", equalTo(ada.userName()))
                    .body("email", equalTo(ada.userName() + "@example.com"))
                    .body("managerId", equalTo(boss.id().toString()))
                    .body("active", equalTo(true))
                    .body("roles", empty())
                    .body("profile.skills", empty());
        }
        get(hr.bearer(), "/v1/people/" + ada.id())
                .statusCode(200)
                .body("email", notNullValue())
                .body("$", not(hasKey("profile")));
        get(boss.bearer("program-manager"), "/v1/people/" + ada.id()).body("$", not(hasKey("email")));
    }

    @Test
    void idsAreAnsweredInTheirOrderAndLeaversWithTheirNameAlone() {
        Hr.Worker ada = hr.hire(Map.of("title", "Engineer"));
        Hr.Worker gone = hr.hire(Map.of("title", "Engineer", "department", "Payments"));
        hr.send("{\"externalId\": \"%s\", \"active\": false}".formatted(gone.externalId()));
        get(
                        ada.bearer(),
                        "/v1/people?ids=" + gone.id() + "," + UUID.randomUUID() + "&ids=" + ada.id() + "," + gone.id())
                .statusCode(200)
                .body("items.id", contains(gone.id().toString(), ada.id().toString()))
                .body("items[0].displayName", equalTo("Ada " + gone.userName()))
                .body("items[0].title", nullValue())
                .body("items[0].department", nullValue())
                .body("items[1].title", equalTo("Engineer"))
                .body("nextCursor", nullValue());
        get(ada.bearer(), "/v1/people?ids=").statusCode(200).body("items", empty());
        String hundred = IntStream.range(0, 100)
                .mapToObj(i -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));
        get(ada.bearer(), "/v1/people?ids=" + hundred).statusCode(200).body("items", empty());
        get(ada.bearer(), "/v1/people?ids=" + hundred + "," + ada.id())
                .statusCode(400)
                .body("violations.field", contains("ids"));
    }

    // ---- searching ----

    @Test
    void findsByTheBeginningsOfWordsWithoutCaseAndAccents() {
        Hr.Worker jose = hr.hire(Map.of("givenName", "José-María", "familyName", word, "title", "Staff Engineer"));
        Hr.Worker ada = hr.hire(Map.of("givenName", "Ada", "familyName", word, "title", "Engineer"));
        profile(ada, "{\"headline\": \"Wants to speak C++ 100%\"}");
        for (String q : List.of("jose " + word, word + " MARIA", "Staff " + word.substring(0, 12), "josé-m " + word)) {
            search(ada, q).body("items.id", contains(jose.id().toString()));
        }
        search(ada, "engineer " + word)
                .body("items.id", contains(ada.id().toString(), jose.id().toString()));
        search(ada, "c++ " + word).body("items.id", contains(ada.id().toString()));
        search(ada, "ose " + word).body("items", empty());
        search(ada, "% " + word).body("items", hasSize(2));
        search(ada, "c_+ " + word).body("items", empty());
    }

    @Test
    void findsByStrengthAndDepartmentAndNobodyWhoHasLeft() {
        Hr.Worker ada = hr.hire(Map.of("familyName", word, "department", "Größe " + word));
        Hr.Worker grace = hr.hire(Map.of("familyName", word, "department", "größe " + word));
        Hr.Worker gone = hr.hire(Map.of("familyName", word, "department", "größe " + word));
        for (Hr.Worker each : List.of(grace, gone)) {
            profile(
                    each,
                    "{\"skills\": [{\"skill\": \"kubernetes\", \"proficiency\": 3}, {\"skill\": \"java\", \"proficiency\": 1}],"
                            + " \"skillsTaught\": [\"kubernetes\", \"java\"]}");
        }
        hr.send("{\"externalId\": \"%s\", \"active\": false}".formatted(gone.externalId()));
        get(ada.bearer(), "/v1/people?skill=k8s&q=" + word)
                .body("items.id", contains(grace.id().toString()));
        get(ada.bearer(), "/v1/people?skill=java&q=" + word).body("items", empty());
        get(ada.bearer(), "/v1/people?department=gr%C3%B6%C3%9Fe%20" + word)
                .body(
                        "items.id",
                        containsInAnyOrder(ada.id().toString(), grace.id().toString()));
        get(ada.bearer(), "/v1/people?skill=kuberntes")
                .statusCode(400)
                .body("violations.field", contains("skill"))
                .body("detail", containsString("kubernetes"));
        profile(grace, "{\"skillsTaught\": []}");
        get(ada.bearer(), "/v1/people?skill=k8s&q=" + word).body("items", empty());
    }

    @Test
    void pagesShowEverybodyOnceAlthoughSomeHaveTheSameName() {
        hr.send(IntStream.range(0, 25)
                .mapToObj(i -> "{\"userName\": \"%s%d\", \"givenName\": \"Same\", \"familyName\": \"%s\"}"
                        .formatted(word, i, word))
                .toArray(String[]::new));
        Hr.Worker ada = hr.hire();
        List<String> seen = new ArrayList<>();
        String path = "/v1/people?limit=10&q=" + word;
        while (path != null) {
            ValidatableResponse page = get(ada.bearer(), path).statusCode(200);
            seen.addAll(page.extract().jsonPath().getList("items.id"));
            String link = page.extract().header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertEquals(25, seen.size());
        assertEquals(25, seen.stream().distinct().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=99999999999999999999",
                "limit=ten",
                "cursor=%21%21",
                "cursor=AAAA",
                "cursor=YWRhH25vdC1hbi1pZA",
                "ids=1",
                "ids=../../etc",
                "ids=00000000-0000-0000-0000-000000000000&q=a",
                "userName=a&externalId=b",
                "q=%20-%20",
                "q=a%00b",
                "q=%C3",
                "department=%00",
            })
    void refusesAbsurdParameters(String query) {
        Hr.Worker ada = hr.hire();
        get(ada.bearer(), "/v1/people?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].rule", notNullValue());
    }

    @Test
    void refusesLongTexts() {
        Hr.Worker ada = hr.hire();
        get(ada.bearer(), "/v1/people?q=" + "x".repeat(201)).statusCode(400);
        get(ada.bearer(), "/v1/people?q=" + "x+".repeat(11).replace("+", "%20")).statusCode(400);
        get(ada.bearer(), "/v1/people?department=" + "x".repeat(201)).statusCode(400);
        get(ada.bearer(), "/v1/people?cursor=" + "x".repeat(2001)).statusCode(400);
    }

    // ---- HR's look-ups ----

    @Test
    void onlyIntegrationsAndAdminsFindByUserNameAndExternalId() {
        Hr.Worker ada = hr.hire();
        for (String query :
                List.of("userName=" + ada.userName().toUpperCase(Locale.ROOT), "externalId=" + ada.externalId())) {
            String path = "/v1/people?" + query;
            get(hr.bearer(), path)
                    .statusCode(200)
                    .body("items.id", contains(ada.id().toString()))
                    .body("items[0].email", notNullValue())
                    .body("items[0]", not(hasKey("profile")));
            get(ada.bearer("admin"), path).statusCode(200).body("items[0].profile.skills", empty());
            get(ada.bearer(), path).statusCode(403).body("type", equalTo("/docs/problems/role-missing"));
            get(ada.bearer("program-manager"), path).statusCode(403);
        }
        // Another integration's ids mean other people.
        get(new Hr().bearer(), "/v1/people?externalId=" + ada.externalId()).body("items", empty());
        get(hr.bearer(), "/v1/people?userName=nobody-" + word).statusCode(200).body("items", empty());
    }

    // ---- readiness ----

    @Test
    void readinessAddsUpAndSaysWhatIsMissing() {
        Hr.Worker ada = hr.hire();
        profile(
                ada,
                "{\"track\": \"backend-developer\", \"level\": \"junior\", \"skills\": [{\"skill\": \"java\", \"proficiency\": 3},"
                        + " {\"skill\": \"git\", \"proficiency\": 2}], \"skillsWanted\": [\"kafka\"]}");
        JsonPath readiness = get(ada.bearer(), "/v1/people/me/readiness")
                .statusCode(200)
                .body("personId", equalTo(ada.id().toString()))
                .body("track", equalTo("backend-developer"))
                .body("level", equalTo("junior"))
                .body("targetLevel", equalTo("mid"))
                .body("overall", greaterThan(0))
                .body("competencies", hasSize(8))
                .body("gaps.skill", hasItem("kafka"))
                .body("gaps.sentence", everyItem(containsString("you are at")))
                .extract()
                .jsonPath();
        int points = 0;
        int weights = 0;
        for (int i = 0; i < 8; i++) {
            String at = "competencies[" + i + "].";
            points += readiness.getInt(at + "points");
            weights += readiness.getInt(at + "weight");
            assertEquals(
                    readiness.getInt(at + "value"),
                    readiness.getList(at + "expectations.points", Integer.class).stream()
                            .mapToInt(Integer::intValue)
                            .sum());
        }
        assertEquals(readiness.getInt("overall"), points);
        assertEquals(100, weights);
    }

    @Test
    void whoHasSaidNothingIsMeasuredByTheSecondLevelOfTheFirstTrack() {
        Hr.Worker ada = hr.hire();
        get(ada.bearer(), "/v1/people/me/readiness")
                .statusCode(200)
                .body("track", equalTo("backend-developer"))
                .body("level", nullValue())
                .body("targetLevel", equalTo("mid"))
                .body("overall", equalTo(0))
                .body("gaps", not(empty()));
    }

    @Test
    void readinessIsForThePersonProgramManagersAndAdmins() {
        Hr.Worker ada = hr.hire();
        Hr.Worker other = hr.hire();
        String path = "/v1/people/" + ada.id() + "/readiness";
        get(ada.bearer(), path).statusCode(200);
        get(other.bearer("program-manager"), path).statusCode(200);
        get(other.bearer("admin"), path).statusCode(200);
        get(other.bearer(), path).statusCode(404).body("type", equalTo("/docs/problems/not-found"));
        get(hr.bearer(), path).statusCode(404);
        get(hr.bearer(), "/v1/people/me/readiness").statusCode(403);
        get(other.bearer("admin"), "/v1/people/" + UUID.randomUUID() + "/readiness")
                .statusCode(404);
        get(other.bearer("admin"), "/v1/people/nobody/readiness").statusCode(404);
    }

    // ---- who is let in ----

    @Test
    void onlyGoodTokensOfKnownPeopleAreLetIn() {
        Hr.Worker ada = hr.hire();
        Tokens good = Tokens.person(ada.userName());
        get(good.bearer(), "/v1/people/me").statusCode(200);
        given().get("/v1/people/me").then().statusCode(401).contentType("application/problem+json");
        Stream.of(
                        good.audience("belay-matching").token(),
                        good.issuer("http://elsewhere.example").token(),
                        good.expired().token(),
                        good.forged().token(),
                        good.unsigned(),
                        good.living(Duration.ofHours(2)).token(),
                        "rubbish")
                .forEach(token -> get("Bearer " + token, "/v1/people/me")
                        .statusCode(401)
                        .header("WWW-Authenticate", containsString("Bearer"))
                        .body("type", equalTo("/docs/problems/unauthorized")));
        get(Tokens.person("nobody-" + word).bearer(), "/v1/people/me")
                .statusCode(403)
                .body("type", equalTo("/docs/problems/person-unknown"));
        get(Tokens.person(ada.userName().toUpperCase(Locale.ROOT)).bearer(), "/v1/people/me")
                .statusCode(200);
    }

    @Test
    void machinesAreNoPeopleAndServicesReadTheTopicsInstead() {
        Hr.Worker ada = hr.hire();
        get(hr.bearer(), "/v1/people/me").statusCode(403);
        get(hr.bearer(), "/v1/people/me/profile").statusCode(403);
        String service = Tokens.service("matching").bearer();
        get(service, "/v1/people").statusCode(403);
        get(service, "/v1/people/" + ada.id()).statusCode(403);
        get(service, "/v1/people/me").statusCode(403);
        get(service, "/v1/people?userName=" + ada.userName()).statusCode(403);
        get(ada.bearer(), "/v1/people/" + UUID.randomUUID()).statusCode(404);
        get(ada.bearer(), "/v1/people/0-0-0-0-0").statusCode(404);
        get(ada.bearer(), "/v1/people/imports").statusCode(405);
    }

    @Test
    void oneOfManyWhoChangeTheSameVersionWins() {
        Hr.Worker ada = hr.hire();
        String etag = get(ada.bearer(), "/v1/people/me/profile").extract().header("ETag");
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> given().header("Authorization", ada.bearer())
                        .header("If-Match", etag)
                        .contentType("application/merge-patch+json")
                        .body("{\"headline\": \"number " + i + "\"}")
                        .patch("/v1/people/me/profile")
                        .statusCode())
                .sorted()
                .toList();
        assertThat(statuses, equalTo(List.of(200, 412, 412, 412, 412, 412, 412, 412)));
    }

    private static ValidatableResponse search(Hr.Worker who, String q) {
        return given().header("Authorization", who.bearer())
                .queryParam("q", q)
                .get("/v1/people")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse get(String bearer, String path) {
        return given().header("Authorization", bearer)
                .urlEncodingEnabled(false)
                .get(path)
                .then();
    }

    private static void profile(Hr.Worker who, String patch) {
        given().header("Authorization", who.bearer())
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/v1/people/me/profile")
                .then()
                .statusCode(200);
    }
}
