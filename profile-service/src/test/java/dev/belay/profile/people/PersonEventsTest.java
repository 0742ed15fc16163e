package dev.belay.profile.people;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.contracts.ContactState;
import dev.belay.contracts.Gap;
import dev.belay.contracts.PersonDeactivated;
import dev.belay.contracts.PersonFact;
import dev.belay.contracts.PersonReactivated;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.SkillLevel;
import dev.belay.contracts.Strength;
import dev.belay.contracts.Topics;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Hr;
import dev.belay.profile.testing.Published;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class PersonEventsTest {
    @Inject
    LoginKey loginKey;

    private final Hr hr = new Hr();

    @Test
    void whoeverIsNewIsPublishedWithNameAndAddressApart() {
        Hr.Worker boss = hr.hire();
        Hr.Worker ada = hr.hire(Map.of(
                "department", "Payments",
                "country", "AT",
                "location", "Vienna",
                "timeZone", "Europe/Vienna",
                "managerExternalId", boss.externalId()));

        PersonState state = last(ada);
        assertThat(state.deleted(), is(false));
        assertThat(state.active(), is(true));
        assertThat(state.loginKey(), equalTo(loginKey.of(ada.userName().toUpperCase(Locale.ROOT))));
        assertThat(state.managerId(), equalTo(boss.id()));
        assertThat(state.department(), equalTo("Payments"));
        assertThat(state.country(), equalTo("AT"));
        assertThat(state.location(), equalTo("Vienna"));
        assertThat(state.timeZone(), equalTo("Europe/Vienna"));
        assertThat(state.roles(), empty());
        assertThat("not said, so not known", state.languages(), nullValue());
        assertThat("neither level nor target said", state.targetLevel(), nullValue());
        assertThat("what the second level asks for", state.gaps(), not(empty()));
        assertThat(state.strengths(), empty());

        ContactState contact = Published.of(Topics.CONTACT, ada.id(), ContactState.class, any -> true)
                .get(0);
        assertThat(contact.displayName(), equalTo("Ada " + ada.userName()));
        assertThat(contact.email(), equalTo(ada.userName() + "@example.com"));
        assertThat(contact.version(), equalTo(state.version()));
    }

    @Test
    void theProfileMovesGapsAndStrengths() {
        Hr.Worker ada = hr.hire();
        change(
                ada,
                "{\"track\": \"backend-developer\", \"level\": \"junior\", \"languages\": [\"en\"],"
                        + " \"skills\": [{\"skill\": \"java\", \"proficiency\": 4}, {\"skill\": \"git\", \"proficiency\": 1}],"
                        + " \"skillsWanted\": [\"kafka\"], \"skillsTaught\": [\"java\", \"git\"]}");

        List<PersonState> states = states(ada, state -> "junior".equals(state.level()));
        PersonState state = states.get(states.size() - 1);
        assertThat(states, hasSize(2));
        assertThat(state.version(), greaterThan(states.get(0).version()));
        assertThat(state.track(), equalTo("backend-developer"));
        assertThat("the one after the present", state.targetLevel(), equalTo("mid"));
        assertThat(state.languages(), contains("en"));
        assertThat(state.skills(), contains(new SkillLevel("git", 1), new SkillLevel("java", 4)));
        assertThat("git is not mastered", state.strengths(), contains(new Strength("java", 4)));
        List<String> gaps = state.gaps().stream().map(Gap::skill).toList();
        assertThat(gaps, hasItems("kafka", "git"));
        assertThat(gaps, not(hasItem("java")));
        assertThat(state.competencyGoals(), contains("system-architecture"));
        assertThat(
                "the profile holds nothing that a message needs",
                Published.records(Topics.CONTACT, ada.id()),
                hasSize(1));
    }

    @Test
    void whatChangesNothingIsNotPublished() {
        Hr.Worker ada = hr.hire(Map.of("title", "Engineer"));
        hr.send("{\"externalId\": \"%s\", \"title\": \" Engineer \", \"active\": true}".formatted(ada.externalId()));
        change(ada, "{\"headline\": null}");
        change(ada, "{\"headline\": \"At last\"}");
        long version = states(ada, state -> true).get(0).version();
        List<PersonState> states = states(ada, state -> state.version() > version);
        assertThat(states, hasSize(2));
        assertThat(Published.records(Topics.CONTACT, ada.id()), hasSize(1));
    }

    @Test
    void leavingAndComingBackAreFactsAndStates() {
        Hr.Worker ada = hr.hire();
        hr.send("{\"externalId\": \"%s\", \"active\": false}".formatted(ada.externalId()));
        assertThat(states(ada, state -> !state.active()), hasSize(2));
        hr.send("{\"externalId\": \"%s\", \"active\": true}".formatted(ada.externalId()));
        assertThat(states(ada, PersonState::active), hasSize(greaterThanOrEqualTo(3)));
        assertThat(
                Published.of(
                        Topics.PROFILE_FACTS, ada.id(), PersonFact.class, fact -> fact instanceof PersonReactivated),
                contains(new PersonDeactivated(ada.id()), new PersonReactivated(ada.id())));
    }

    @Test
    void aManagerWhoArrivesLaterIsLinkedAndPublished() {
        Hr.Worker ada = hr.hire(Map.of("managerExternalId", "late-boss"));
        assertThat(last(ada).managerId(), nullValue());
        Hr.Worker boss = hr.hire(Map.of("externalId", "late-boss"));
        assertThat(states(ada, state -> boss.id().equals(state.managerId())), hasSize(2));
    }

    @Test
    void anEventCarriesTheTraceOfItsRequest() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Hr.Worker ada = hr.hire();
        given().header("Authorization", ada.bearer())
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"headline\": \"Traced\"}")
                .patch("/v1/people/me/profile")
                .then()
                .statusCode(200)
                .header("Request-Id", trace);
        long first = states(ada, state -> true).get(0).version();
        states(ada, state -> state.version() > first);
        var records = Published.records(Topics.PERSON, ada.id());
        assertThat(Published.header(records.get(records.size() - 1), "traceparent"), containsString(trace));
        assertThat(Published.header(records.get(0), "ce_source"), equalTo("/belay/profile"));
    }

    @Test
    void everythingCanBePublishedOnceMoreWithNewVersions() {
        Hr.Worker ada = hr.hire();
        long before = last(ada).version();
        given().header("Authorization", Tokens.service("mentorship").bearer())
                .post("/internal/republish")
                .then()
                .statusCode(200)
                .body("people", greaterThanOrEqualTo(1));
        assertThat(states(ada, state -> state.version() > before), hasSize(2));
        assertThat(
                Published.of(Topics.CONTACT, ada.id(), ContactState.class, state -> state.version() > before),
                hasSize(2));
        given().header("Authorization", ada.bearer("admin"))
                .post("/internal/republish")
                .then()
                .statusCode(200);
        given().header("Authorization", ada.bearer())
                .post("/internal/republish")
                .then()
                .statusCode(403);
        given().header("Authorization", hr.bearer())
                .post("/internal/republish")
                .then()
                .statusCode(403);
    }

    private static PersonState last(Hr.Worker who) {
        List<PersonState> states = states(who, state -> true);
        return states.get(states.size() - 1);
    }

    private static List<PersonState> states(Hr.Worker who, Predicate<PersonState> last) {
        return Published.of(Topics.PERSON, who.id(), PersonState.class, last);
    }

    private static void change(Hr.Worker who, String patch) {
        given().header("Authorization", who.bearer())
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/v1/people/me/profile")
                .then()
                .statusCode(200);
    }
}
