package dev.belay.profile.people;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class ProfileResourceTest {
    private static final String PROFILE = "/v1/people/me/profile";

    private Hr.Worker ada;

    @BeforeEach
    void hire() {
        ada = new Hr().hire();
    }

    @Test
    void whoIsNewHasSaidNothing() {
        read(ada)
                .header("ETag", notNullValue())
                .body("headline", nullValue())
                .body("track", nullValue())
                .body("level", nullValue())
                .body("targetLevel", nullValue())
                .body("languages", empty())
                .body("skills", empty())
                .body("skillsWanted", empty())
                .body("skillsTaught", empty());
    }

    @Test
    void keepsSkillsByTheirKeysHoweverTheyAreWritten() {
        change(
                        ada,
                        "{\"skills\": [{\"skill\": \"Spring Boot\", \"proficiency\": 3}, {\"skill\": \"postgres\", \"proficiency\": 1},"
                                + " {\"skill\": \"java\", \"proficiency\": 0}], \"skillsWanted\": [\"K8s\"], \"skillsTaught\": [\"Spring Boot\"]}")
                .statusCode(200)
                .body("skills.skill", contains("java", "postgresql", "spring-boot"))
                .body("skills.proficiency", contains(0, 1, 3))
                .body("skillsWanted", contains("kubernetes"))
                .body("skillsTaught", contains("spring-boot"));
        read(ada).body("skills.skill", contains("java", "postgresql", "spring-boot"));
    }

    @Test
    void absentStaysNullClearsAndListsAreReplacedWhole() {
        change(
                        ada,
                        "{\"headline\": \" Learning \", \"level\": \"junior\", \"languages\": [\"en\", \"de-at\"],"
                                + " \"skills\": [{\"skill\": \"java\", \"proficiency\": 2}, {\"skill\": \"git\", \"proficiency\": 3}]}")
                .statusCode(200)
                .body("headline", equalTo("Learning"))
                .body("languages", contains("en", "de-AT"));
        change(ada, "{\"headline\": null, \"skills\": [{\"skill\": \"git\", \"proficiency\": 4}]}")
                .statusCode(200)
                .body("headline", nullValue())
                .body("level", equalTo("junior"))
                .body("languages", contains("en", "de-AT"))
                .body("skills.skill", contains("git"))
                .body("skills[0].proficiency", equalTo(4));
        change(ada, "{\"languages\": null}").statusCode(200).body("languages", empty());
    }

    @Test
    void anIdenticalChangeKeepsTheETag() {
        String etag = change(ada, "{\"headline\": \"Same\", \"skillsTaught\": [\"git\"]}")
                .statusCode(200)
                .extract()
                .header("ETag");
        change(ada, "{\"headline\": \"Same\", \"skillsTaught\": [\"Git\"]}")
                .statusCode(200)
                .header("ETag", equalTo(etag));
        change(ada, "{}").statusCode(200).header("ETag", equalTo(etag));
        change(ada, "{\"headline\": \"Another\"}").statusCode(200).header("ETag", not(equalTo(etag)));
    }

    @Test
    void whatHrChangesLeavesTheProfilesETagAlone() {
        Hr hr = new Hr();
        Hr.Worker grace = hr.hire();
        String etag = read(grace).extract().header("ETag");
        hr.send("{\"externalId\": \"%s\", \"title\": \"Engineer\"}".formatted(grace.externalId()));
        read(grace).header("ETag", equalTo(etag));
    }

    @Test
    void aChangeMustSayWhichVersionItWasMadeFrom() {
        given().header("Authorization", ada.bearer())
                .contentType("application/merge-patch+json")
                .body("{\"headline\": \"x\"}")
                .patch(PROFILE)
                .then()
                .statusCode(428)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/precondition-required"));
        String present = read(ada).extract().header("ETag");
        change(ada, "\"1\"", "{\"headline\": \"x\"}")
                .statusCode(412)
                .header("ETag", equalTo(present))
                .body("type", equalTo("/docs/problems/precondition-failed"));
        read(ada).body("headline", nullValue());
    }

    @Test
    void anUnknownSkillIsRefusedWithSuggestionsAndNothingIsKept() {
        change(
                        ada,
                        "{\"headline\": \"x\", \"skills\": [{\"skill\": \"java\", \"proficiency\": 2},"
                                + " {\"skill\": \"kuberntes\", \"proficiency\": 1}], \"skillsWanted\": [\"no such thing at all\"]}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("/skills/1/skill", "/skillsWanted/0"))
                .body("violations.rule", contains("unknown-skill", "unknown-skill"))
                .body("violations[0].suggestions", hasItem("kubernetes"));
        read(ada).body("headline", nullValue()).body("skills", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"skills\":[{\"skill\":\"k8s\",\"proficiency\":1},{\"skill\":\"kubernetes\",\"proficiency\":2}]} | /skills/1/skill | duplicate",
                "{\"skills\":[{\"skill\":\"java\",\"proficiency\":6}]} | /skills/0/proficiency | range",
                "{\"skills\":[{\"skill\":\"java\",\"proficiency\":-1}]} | /skills/0/proficiency | range",
                "{\"skills\":[{\"skill\":\"java\"}]} | /skills/0/proficiency | required",
                "{\"skills\":[{\"skill\":\"java\",\"proficiency\":\"3\"}]} | /skills/0/proficiency | type",
                "{\"skills\":[{\"skill\":\"java\",\"proficiency\":2.5}]} | /skills/0/proficiency | type",
                "{\"skills\":[{\"proficiency\":1}]} | /skills/0/skill | required",
                "{\"skills\":[null]} | /skills/0 | required",
                "{\"skills\":[{\"skill\":\"java\",\"proficiency\":1,\"since\":2020}]} | /skills/0/since | unknown-field",
                "{\"skills\":\"java\"} | /skills | type",
                "{\"skillsWanted\":[null]} | /skillsWanted/0 | required",
                "{\"skillsTaught\":[\"\"]} | /skillsTaught/0 | size",
                "{\"track\":\"plumber\"} | /track | unknown-track",
                "{\"level\":\"wizard\"} | /level | unknown-level",
                "{\"targetLevel\":\"Senior\"} | /targetLevel | unknown-level",
                "{\"languages\":[\"en\",\"EN\"]} | /languages/1 | duplicate",
                "{\"languages\":[\"english, please\"]} | /languages/0 | pattern",
                "{\"languages\":[\"en-a\"]} | /languages/0 | language",
                "{\"headline\":7} | /headline | type",
                "{\"headline\":\"\\u0000\"} | /headline | type",
                "{\"headline\":\"\\ud800\"} | /headline | type",
                "{\"email\":\"me@example.com\"} | /email | unknown-field",
                "{\"headline\":\"a\",\"headline\":\"b\"} | `` | duplicate-field",
                "[1] | `` | type",
                "{\"headline\": | `` | syntax",
            })
    void refusesWhatCannotBe(String body, String field, String rule) {
        change(ada, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems/invalid-body"))
                .body("requestId", notNullValue())
                .body("violations.field", hasItem(field == null ? "" : field))
                .body("violations.rule", hasItem(rule))
                .body("detail", not(containsString("com.fasterxml")));
        read(ada).body("headline", nullValue()).body("skills", empty());
    }

    @Test
    void boundsEverySize() {
        change(ada, "{\"headline\": \"" + "x".repeat(201) + "\"}")
                .statusCode(400)
                .body("violations[0].rule", equalTo("size"));
        change(ada, "{\"skillsWanted\": [" + "\"java\",".repeat(50) + "\"git\"]}")
                .statusCode(400)
                .body("violations[0].field", equalTo("/skillsWanted"))
                .body("violations[0].rule", equalTo("size"));
        change(ada, "{\"headline\": \"" + "x".repeat(10_000_000) + "\"}").statusCode(413);
        change(ada, "{\"headline\": " + "[".repeat(2_000) + "}").statusCode(400);
        read(ada).body("headline", nullValue());
    }

    @Test
    void refusesBrokenUtf8AndOtherMediaTypes() {
        given().header("Authorization", ada.bearer())
                .header("If-Match", "*")
                .header("Content-Type", "application/merge-patch+json")
                .body(new byte[] {'{', '"', 'h', 'e', 'a', 'd', 'l', 'i', 'n', 'e', '"', ':', '"', (byte) 0xC3, '"', '}'
                })
                .patch(PROFILE)
                .then()
                .statusCode(400)
                .body("type", equalTo("/docs/problems/invalid-body"));
        given().header("Authorization", ada.bearer())
                .header("If-Match", "*")
                .contentType("text/plain")
                .body("{}")
                .patch(PROFILE)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        read(ada).body("headline", nullValue());
    }

    private static ValidatableResponse read(Hr.Worker who) {
        return given().header("Authorization", who.bearer()).get(PROFILE).then().statusCode(200);
    }

    private static ValidatableResponse change(Hr.Worker who, String body) {
        return change(who, "*", body);
    }

    private static ValidatableResponse change(Hr.Worker who, String ifMatch, String body) {
        return given().header("Authorization", who.bearer())
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(PROFILE)
                .then();
    }
}
