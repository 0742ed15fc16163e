package dev.belay.mentorship.mentorships;

import static dev.belay.mentorship.Problems.assertProblem;
import static dev.belay.mentorship.Problems.assertViolation;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@MentorshipTest
class MentorshipResourceTest {
    private static final String PATH = "/v1/mentorships";

    @Inject
    Organisation organisation;

    @Test
    void showsOtherPartysAddressOnlyWhileActive() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String path = PATH + "/" + mentor.mentors(mentee);
        mentor.get(path)
                .then()
                .body("mentee.displayName", equalTo(Organisation.name(mentee.id())))
                .body("mentee.email", equalTo(Organisation.email(mentee.id())))
                .body("mentor.email", nullValue())
                .body("actions", equalTo(List.of("pause", "complete", "end")));
        mentee.get(path).then().body("mentor.email", equalTo(Organisation.email(mentor.id())));
        organisation
                .person()
                .inGroup("program-manager")
                .get(path)
                .then()
                .statusCode(200)
                .body("mentee.email", nullValue())
                .body("mentor.email", nullValue())
                .body("actions", empty());
        mentor.post(path + "/pause").then().body("mentee.email", nullValue()).body("pausedAt", notNullValue());
        mentor.post(path + "/resume")
                .then()
                .body("mentee.email", notNullValue())
                .body("pausedAt", nullValue());
        mentor.post(path + "/complete").then().body("mentee.email", nullValue());
    }

    @Test
    void freesThePlaceWhenOverAndKeepsItWhilePaused() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String path = PATH + "/" + mentor.mentors(mentee);
        mentee.post(path + "/pause").then().statusCode(200);
        assertProblem(organisation.person().asks(mentor), 409, "mentor-at-capacity");
        assertProblem(mentee.asks(organisation.mentor(1)), 409, "mentee-matched-enough");
        mentor.post(path + "/end", Map.of("reason", "NO_TIME", "message", "A new job."))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"))
                .body("endReason", equalTo("NO_TIME"))
                .body("endMessage", equalTo("A new job."))
                .body("endedAt", notNullValue())
                .body("actions", empty());
        organisation.person().hasAsked(mentor);
        mentee.hasAsked(organisation.mentor(1));
    }

    @Test
    void pairMayMeetAgainOnceItIsOver() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        mentee.post(PATH + "/" + mentor.mentors(mentee) + "/complete").then().statusCode(200);
        mentor.mentors(mentee);
    }

    @Test
    void secondPauseByTheOtherIsNoRepeat() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String path = PATH + "/" + mentor.mentors(mentee);
        mentor.post(path + "/pause").then().statusCode(200);
        mentor.post(path + "/pause").then().statusCode(200);
        assertProblem(mentee.post(path + "/pause"), 409, "wrong-state")
                .body("state", equalTo("PAUSED"))
                .body("actions", equalTo(List.of("resume", "complete", "end")));
        mentee.post(path + "/resume").then().statusCode(200);
        mentee.post(path + "/resume").then().statusCode(200);
        assertProblem(mentor.post(path + "/resume"), 409, "wrong-state");
    }

    @Test
    void needsReasonToEnd() {
        Someone mentor = organisation.mentor(1);
        String path = PATH + "/" + mentor.mentors(organisation.person()) + "/end";
        assertViolation(mentor.post(path, Map.of()), "/reason", "required");
        assertViolation(mentor.post(path, Map.of("reason", "bored")), "/reason", "format");
        assertViolation(mentor.post(path, Map.of("reason", "OTHER", "message", "x".repeat(2001))), "/message", "size");
        assertViolation(mentor.post(path, Map.of("reason", "OTHER", "why", "")), "/why", "unknown-field");
        assertProblem(mentor.post(path, "{"), 400, "invalid-body");
        assertProblem(mentor.post(path, "null"), 400, "invalid-body");
    }

    @Test
    void hidesMentorshipsOfOthers() {
        String path = PATH + "/" + organisation.mentor(1).mentors(organisation.person());
        Someone stranger = organisation.person();
        assertProblem(stranger.get(path), 404, "not-found");
        assertProblem(stranger.get(PATH + "/" + UUID.randomUUID()), 404, "not-found");
        stranger.get(PATH).then().statusCode(200).body("items", empty());
        assertProblem(stranger.get(PATH + "?scope=all"), 403, "role-missing");
        stranger.inGroup("admin").get(path).then().statusCode(200);
    }

    @Test
    void listsBySideAndStateNewestFirst() {
        Someone person = organisation.mentor(5);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(person.mentors(organisation.person()));
        }
        String asMentee = organisation.mentor(1).mentors(person);
        person.post(PATH + "/" + all.get(0) + "/complete");
        Collections.reverse(all);
        assertEquals(all, person.get(PATH + "?as=mentor").path("items.id"));
        assertEquals(List.of(asMentee), person.get(PATH + "?as=mentee").path("items.id"));
        assertEquals(List.of(all.get(2)), person.get(PATH + "?state=COMPLETED").path("items.id"));
        Response first = person.get(PATH + "?as=mentor&limit=2");
        assertEquals(all.subList(0, 2), first.path("items.id"));
        String link = first.header("Link");
        assertEquals(
                all.subList(2, 3),
                person.get(link.substring(1, link.indexOf('>'))).path("items.id"));
        assertProblem(person.get(PATH + "?state=LOST"), 400, "invalid-parameter");
        assertProblem(person.get(PATH + "?scope=some"), 400, "invalid-parameter");
        assertProblem(person.get(PATH + "?pauseReason=BORED"), 400, "invalid-parameter");
        assertProblem(person.get(PATH + "?cursor=x"), 400, "invalid-cursor");
    }

    @Test
    void showsManagersThoseThatRestBecauseSomebodyLeft() {
        Someone mentor = organisation.mentor(2);
        Someone leaver = organisation.person();
        String left = mentor.mentors(leaver);
        String resting = mentor.mentors(organisation.person());
        mentor.post(PATH + "/" + resting + "/pause");
        organisation.deactivate(leaver);
        Someone manager = organisation.person().inGroup("program-manager");
        manager.get(PATH + "?scope=all&pauseReason=PARTY_LEFT&limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(left))
                .body("items.id", not(hasItem(resting)));
        manager.get(PATH + "/" + left)
                .then()
                .body("state", equalTo("PAUSED"))
                .body("pauseReason", equalTo("PARTY_LEFT"))
                .body("actions", equalTo(List.of("end")));
        manager.post(PATH + "/" + left + "/end", Map.of("reason", "PARTY_LEFT"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));
        mentor.get("/v1/participation/me").then().body("placesTaken", equalTo(1));
    }

    @Test
    void resumesOnlyWhenBothAreBack() {
        Someone mentor = organisation.mentor(1);
        Someone leaver = organisation.person();
        String path = PATH + "/" + mentor.mentors(leaver);
        organisation.deactivate(leaver);
        assertProblem(mentor.post(path + "/resume"), 409, "pair-not-allowed")
                .body("reason", equalTo("mentee-inactive"));
        mentor.get(path).then().body("actions", equalTo(List.of("complete", "end")));
        organisation.activate(leaver);
        mentor.get(path)
                .then()
                .body("state", equalTo("PAUSED"))
                .body("actions", equalTo(List.of("resume", "complete", "end")));
        organisation
                .person()
                .inGroup("program-manager")
                .post(path + "/resume")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));
        mentor.get(path).then().body("pauseReason", nullValue());
    }
}
