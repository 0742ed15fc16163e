package dev.belay.mentorship.people;

import static dev.belay.mentorship.Problems.assertProblem;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import dev.belay.mentorship.Together;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What becomes of requests and mentorships when HR deactivates or erases somebody. */
@MentorshipTest
class LeaverTest {
    @Inject
    Organisation organisation;

    @Inject
    Database database;

    @Test
    void nobodyWaitsForALeaver() {
        Someone leaver = organisation.mentor(3).wants(3);
        Someone mentee = organisation.person();
        Someone mentor = organisation.mentor(3);
        String asMentor = mentee.hasAsked(leaver);
        String asMentee = leaver.hasAsked(mentor);
        organisation.deactivate(leaver);
        for (Map.Entry<Someone, String> seen :
                Map.of(mentee, asMentor, mentor, asMentee).entrySet()) {
            seen.getKey()
                    .get("/v1/match-requests/" + seen.getValue())
                    .then()
                    .body("state", equalTo("CANCELLED"))
                    .body("reason", equalTo("PARTY_LEFT"))
                    .body("actions", empty());
        }
        mentor.get("/v1/participation/me").then().body("pending", equalTo(0));
        assertEquals(0, database.count("SELECT pending FROM participation WHERE person_id = ?", leaver.id()));
    }

    @Test
    void mentorshipsOfALeaverRestAndKeepTheirPlaces() {
        Someone leaver = organisation.mentor(3).wants(3);
        Someone mentee = organisation.person();
        Someone mentor = organisation.mentor(1);
        String asMentor = leaver.mentors(mentee);
        String asMentee = mentor.mentors(leaver);
        organisation.deactivate(leaver);
        mentee.get("/v1/mentorships/" + asMentor)
                .then()
                .body("state", equalTo("PAUSED"))
                .body("pauseReason", equalTo("PARTY_LEFT"))
                .body("mentor.email", nullValue());
        mentor.get("/v1/mentorships/" + asMentee).then().body("state", equalTo("PAUSED"));
        mentor.get("/v1/participation/me").then().body("placesTaken", equalTo(1));
        assertProblem(organisation.person().asks(leaver), 409, "pair-not-allowed")
                .body("reason", equalTo("mentor-inactive"));
        assertProblem(leaver.get("/v1/mentorships"), 403, "person-inactive");
    }

    @Test
    void restingMentorshipIsMarkedToo() {
        Someone mentor = organisation.mentor(1);
        Someone leaver = organisation.person();
        String path = "/v1/mentorships/" + mentor.mentors(leaver);
        mentor.post(path + "/pause");
        organisation.deactivate(leaver);
        mentor.get(path).then().body("state", equalTo("PAUSED")).body("pauseReason", equalTo("PARTY_LEFT"));
    }

    @Test
    void reactivationRestoresNothing() {
        Someone mentor = organisation.mentor(2);
        Someone leaver = organisation.person().wants(2);
        String path = "/v1/mentorships/" + mentor.mentors(leaver);
        Someone other = organisation.mentor(1);
        String request = leaver.hasAsked(other);
        organisation.deactivate(leaver);
        organisation.activate(leaver);
        leaver.get(path).then().statusCode(200).body("state", equalTo("PAUSED"));
        leaver.get("/v1/match-requests/" + request).then().body("state", equalTo("CANCELLED"));
        leaver.hasAsked(other);
    }

    @Test
    void erasedPersonLeavesNothingPersonal() {
        Someone erased = organisation.mentor(2).wants(2);
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String mentorship = mentor.mentors(erased);
        String asked = mentee.hasAsked(erased);
        erased.post("/v1/match-requests/" + asked + "/decline", Map.of("reason", "OTHER", "message", "my words"));
        erased.says(Map.of("notWith", List.of(mentee.id())));
        organisation.erase(erased);
        assertEquals(
                0,
                database.count(
                        "SELECT count(*) FROM person WHERE id = ? AND (NOT deleted OR active OR login_key IS NOT NULL"
                                + " OR display_name IS NOT NULL OR email IS NOT NULL OR time_zone IS NOT NULL)",
                        erased.id()));
        assertEquals(0, database.count("SELECT count(*) FROM not_with WHERE ? IN (person_id, other_id)", erased.id()));
        assertEquals(
                0,
                database.count(
                        "SELECT count(*) FROM wish WHERE mentee_id = ? AND (message IS NOT NULL OR goals <> '[]')",
                        erased.id()));
        assertEquals(0, database.count("SELECT count(*) FROM match_request WHERE answer = 'my words'"));
        assertEquals(
                false, database.value("SELECT offers_mentoring FROM participation WHERE person_id = ?", erased.id()));
        mentor.get("/v1/mentorships/" + mentorship)
                .then()
                .body("state", equalTo("PAUSED"))
                .body("mentee.displayName", nullValue());
        assertProblem(erased.get("/v1/participation/me"), 403, "person-unknown");
    }

    @Test
    void noRequestSlipsThroughWhileSomebodyLeaves() throws Exception {
        for (int round = 0; round < 5; round++) {
            Someone leaver = organisation.mentor(20).wants(10);
            List<Callable<Response>> work = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Someone mentee = organisation.person();
                Someone mentor = organisation.mentor(1);
                String waiting = organisation.person().hasAsked(leaver);
                work.add(() -> mentee.asks(leaver));
                work.add(() -> leaver.asks(mentor));
                work.add(() -> leaver.accepts(waiting));
            }
            work.add(work.size() / 2, () -> {
                organisation.deactivate(leaver);
                return null;
            });
            for (Response answer : Together.run(work)) {
                assertTrue(answer == null || answer.statusCode() < 500, () -> answer.asString());
            }
            assertEquals(
                    0,
                    database.count(
                            "SELECT count(*) FROM match_request WHERE state = 'PENDING' AND ? IN (mentee_id, mentor_id)",
                            leaver.id()));
            assertEquals(
                    0,
                    database.count(
                            "SELECT count(*) FROM mentorship WHERE state = 'ACTIVE' AND ? IN (mentee_id, mentor_id)",
                            leaver.id()));
        }
    }
}
