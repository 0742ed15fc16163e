package dev.belay.mentorship.requests;

import static dev.belay.mentorship.Problems.assertProblem;
import static dev.belay.mentorship.Problems.assertViolation;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.contracts.Programs;
import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.MovableClock;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import dev.belay.mentorship.Together;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MentorshipTest
class RequestResourceTest {
    private static final String PATH = "/v1/match-requests";

    @Inject
    Organisation organisation;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    Expiry expiry;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static Map<String, Object> asking(Someone mentor) {
        return new HashMap<>(Map.of("mentorIds", List.of(mentor.id())));
    }

    @Test
    void showsTheRequestToBothParties() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        Map<String, Object> wish = asking(mentor);
        wish.put("message", "Would you?");
        wish.put(
                "goals",
                List.of(Map.of("text", "Design a service", "skills", List.of("postgresql")), Map.of("text", "Speak")));
        Response created = mentee.post(PATH, wish);
        String id = created.then()
                .statusCode(201)
                .body("state", equalTo("PENDING"))
                .body("waitingFor", equalTo("MENTOR"))
                .body("rank", equalTo(1))
                .body("programId", equalTo(Programs.OPEN.toString()))
                .body("mentee.id", equalTo(mentee.id().toString()))
                .body("mentee.displayName", equalTo(Organisation.name(mentee.id())))
                .body("mentor.id", equalTo(mentor.id().toString()))
                .body("message", equalTo("Would you?"))
                .body("goals", hasSize(2))
                .body("goals[0].skills", equalTo(List.of("postgresql")))
                .body("goals[1].skills", empty())
                .body("mentorshipId", nullValue())
                .body("actions", equalTo(List.of("withdraw")))
                .extract()
                .path("id");
        assertEquals(PATH + "/" + id, created.header("Location"));
        Instant createdAt = Instant.parse(created.path("createdAt"));
        assertEquals(createdAt.plus(Duration.ofDays(7)), Instant.parse(created.path("expiresAt")));
        assertEquals(created.asString(), mentee.get(PATH + "/" + id).asString());
        mentor.get(PATH + "/" + id).then().statusCode(200).body("actions", equalTo(List.of("accept", "decline")));
        mentor.get("/v1/participation/me").then().body("pending", equalTo(1)).body("placesTaken", equalTo(0));
    }

    @Test
    void startsMentorshipWhenMentorAccepts() {
        Someone mentor = organisation.mentor(2);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        String mentorship = mentor.accepts(request)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"))
                .body("waitingFor", nullValue())
                .body("mentorshipId", notNullValue())
                .body("actions", empty())
                .extract()
                .path("mentorshipId");
        mentee.get("/v1/mentorships/" + mentorship)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .body("requestId", equalTo(request));
        mentor.get("/v1/participation/me")
                .then()
                .body("placesTaken", equalTo(1))
                .body("placesFree", equalTo(1))
                .body("pending", equalTo(0));
        mentee.get("/v1/participation/me").then().body("mentors", equalTo(1));
    }

    @Test
    void answersRepeatOfSamePersonWithPresentView() {
        Someone mentor = organisation.mentor(2);
        Someone mentee = organisation.person().wants(3);
        String accepted = mentee.hasAsked(mentor);
        Response first = mentor.accepts(accepted);
        assertEquals(
                first.asString(),
                mentor.accepts(accepted).then().statusCode(200).extract().asString());

        Someone other = organisation.mentor(1);
        String declined = mentee.hasAsked(other);
        Response no = other.declines(declined);
        assertEquals(
                no.asString(),
                other.declines(declined).then().statusCode(200).extract().asString());

        String withdrawn = mentee.hasAsked(other);
        Response back = mentee.withdraws(withdrawn);
        assertEquals(
                back.asString(),
                mentee.withdraws(withdrawn).then().statusCode(200).extract().asString());
        assertEquals(1, database.count("SELECT count(*) FROM mentorship WHERE mentee_id = ?", mentee.id()));
        assertEquals(1, database.count("SELECT answered FROM participation WHERE person_id = ?", other.id()));
    }

    @Test
    void keepsReasonAndWordsOfDecline() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        mentor.post(PATH + "/" + request + "/decline", Map.of("reason", "NOT_MY_FIELD", "message", "Ask Grace."))
                .then()
                .statusCode(200)
                .body("state", equalTo("DECLINED"))
                .body("reason", equalTo("NOT_MY_FIELD"));
        mentee.get(PATH + "/" + request).then().body("answer", equalTo("Ask Grace."));
    }

    @Test
    void refusesStepOfTheOtherSide() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        assertProblem(mentee.accepts(request), 403, "not-your-action").body("actions", equalTo(List.of("withdraw")));
        assertProblem(mentee.declines(request), 403, "not-your-action");
        assertProblem(mentor.withdraws(request), 403, "not-your-action")
                .body("actions", equalTo(List.of("accept", "decline")));
    }

    @Test
    void saysStateAndActionsWhenTooLate() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        mentee.withdraws(request);
        assertProblem(mentor.accepts(request), 409, "wrong-state")
                .body("state", equalTo("WITHDRAWN"))
                .body("actions", empty());
    }

    @Test
    void hidesRequestsOfOthers() {
        Someone mentor = organisation.mentor(1);
        String request = organisation.person().hasAsked(mentor);
        Someone stranger = organisation.person().inGroup("program-manager");
        assertProblem(stranger.get(PATH + "/" + request), 404, "not-found");
        assertProblem(stranger.accepts(request), 404, "not-found");
        assertProblem(stranger.declines(request), 404, "not-found");
        assertProblem(stranger.withdraws(request), 404, "not-found");
        assertProblem(stranger.get(PATH + "/" + UUID.randomUUID()), 404, "not-found");
        assertProblem(stranger.get(PATH + "/nonsense"), 404, "not-found");
        stranger.get(PATH).then().statusCode(200).body("items", empty());
    }

    @Test
    void listsBySideAndStateNewestFirst() {
        Someone person = organisation.mentor(5);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(organisation.person().hasAsked(person));
        }
        String mine = person.hasAsked(organisation.mentor(1));
        person.declines(asked.get(4));
        Collections.reverse(asked);

        assertEquals(asked, person.get(PATH + "?as=mentor").path("items.id"));
        assertEquals(List.of(mine), person.get(PATH + "?as=mentee").path("items.id"));
        assertEquals(List.of(asked.get(0)), person.get(PATH + "?state=DECLINED").path("items.id"));
        assertEquals(
                asked.subList(1, 5),
                person.get(PATH + "?as=mentor&state=pending").path("items.id"));

        List<String> walked = new ArrayList<>();
        String next = PATH + "?as=mentor&limit=2";
        while (next != null) {
            Response page = person.get(next);
            walked.addAll(page.path("items.id"));
            String link = page.header("Link");
            assertEquals(link == null, page.path("nextCursor") == null);
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertEquals(asked, walked);
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        Someone person = organisation.person();
        assertProblem(person.get(PATH + "?as=boss"), 400, "invalid-parameter")
                .body("violations[0].field", equalTo("as"));
        assertProblem(person.get(PATH + "?state=LOST"), 400, "invalid-parameter");
        assertProblem(person.get(PATH + "?limit=0"), 400, "invalid-parameter");
        assertProblem(person.get(PATH + "?limit=201"), 400, "invalid-parameter");
        assertProblem(person.get(PATH + "?cursor=nonsense"), 400, "invalid-cursor");
    }

    @Test
    void refusesBodiesThatMakeNoSense() {
        Someone mentee = organisation.person();
        Someone mentor = organisation.mentor(1);
        assertProblem(mentee.post(PATH, "{"), 400, "invalid-body");
        assertProblem(mentee.post(PATH, "null"), 400, "invalid-body");
        assertProblem(mentee.post(PATH, ""), 400, "invalid-body");
        assertViolation(mentee.post(PATH, Map.of()), "/mentorIds", "required");
        assertViolation(mentee.post(PATH, Map.of("mentorIds", List.of())), "/mentorIds", "size");
        assertViolation(
                        mentee.post(
                                PATH,
                                Map.of(
                                        "mentorIds",
                                        List.of(
                                                mentor.id(),
                                                organisation.mentor(1).id()))),
                        "/mentorIds",
                        "size")
                .body("detail", containsString("exactly one"));
        assertViolation(mentee.post(PATH, Map.of("mentorIds", List.of("x"))), "/mentorIds/0", "format");
        assertViolation(mentee.post(PATH, "{\"mentorIds\": [null]}"), "/mentorIds/0", "required");
        assertViolation(mentee.post(PATH, Map.of("mentorIds", List.of(UUID.randomUUID()))), "/mentorIds/0", "exists");

        Map<String, Object> wish = asking(mentor);
        wish.put("boss", 1);
        assertViolation(mentee.post(PATH, wish), "/boss", "unknown-field");
        wish = asking(mentor);
        wish.put("message", "x".repeat(2001));
        assertViolation(mentee.post(PATH, wish), "/message", "size");
        wish.put("message", "NUL \0");
        assertViolation(mentee.post(PATH, wish), "/message", "type");
        wish = asking(mentor);
        wish.put("programId", UUID.randomUUID());
        assertViolation(mentee.post(PATH, wish), "/programId", "exists");
        wish = asking(mentor);
        wish.put("goals", List.of(Map.of("text", " ")));
        assertViolation(mentee.post(PATH, wish), "/goals/0/text", "required");
        wish.put("goals", Collections.nCopies(11, Map.of("text", "grow")));
        assertViolation(mentee.post(PATH, wish), "/goals", "size");
        wish.put("goals", List.of(Map.of("text", "grow", "skills", List.of("postgresql", "No Key"))));
        assertViolation(mentee.post(PATH, wish), "/goals/0/skills/1", "pattern");
        assertProblem(mentee.post(PATH, "x".repeat(1_100_000)), 413, "payload-too-large");
        assertProblem(mentee.with().contentType("text/plain").body("x").post(PATH), 415, "unsupported-media-type");

        String request = mentee.hasAsked(mentor);
        assertViolation(mentor.post(PATH + "/" + request + "/decline", Map.of()), "/reason", "required");
        assertViolation(
                mentor.post(PATH + "/" + request + "/decline", Map.of("reason", "BECAUSE")), "/reason", "format");
        assertProblem(mentor.post(PATH + "/" + request + "/decline", ""), 400, "invalid-body");
        assertEquals(1, database.count("SELECT count(*) FROM wish WHERE mentee_id = ?", mentee.id()));
    }

    @Test
    void refusesOneself() {
        Someone mentor = organisation.mentor(1);
        assertProblem(mentor.asks(mentor), 409, "pair-not-allowed").body("reason", equalTo("self"));
    }

    @Test
    void refusesMentorWhoHasLeft() {
        Someone mentor = organisation.mentor(1);
        organisation.deactivate(mentor);
        assertProblem(organisation.person().asks(mentor), 409, "pair-not-allowed")
                .body("reason", equalTo("mentor-inactive"));
    }

    @Test
    void refusesMentorWhoOffersNothing() {
        assertProblem(organisation.person().asks(organisation.person()), 409, "pair-not-allowed")
                .body("reason", equalTo("mentor-not-available"));
    }

    @Test
    void refusesMentorWhoIsAwayByTheirOwnCalendar() {
        clock.stopAt(Instant.parse("2027-03-01T22:59:00Z"));
        Someone mentor = organisation.mentor(1).says(Map.of("unavailableUntil", "2027-03-01"));
        Someone mentee = organisation.person();
        assertProblem(mentee.asks(mentor), 409, "pair-not-allowed").body("reason", equalTo("mentor-not-available"));
        // In Vienna, where the mentor is, the second of March has begun.
        clock.stopAt(Instant.parse("2027-03-01T23:00:00Z"));
        mentee.hasAsked(mentor);
    }

    @Test
    void refusesBlockedPairWithoutTellingWhy() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        mentor.says(Map.of("notWith", List.of(mentee.id())));
        assertProblem(mentee.asks(mentor), 409, "pair-not-allowed").body("reason", equalTo("mentor-not-available"));
        Someone other = organisation.mentor(1);
        mentee.says(Map.of("notWith", List.of(other.id())));
        assertProblem(mentee.asks(other), 409, "pair-not-allowed").body("reason", equalTo("mentor-not-available"));
    }

    @Test
    void refusesAcceptOncePairIsBlocked() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        mentee.says(Map.of("notWith", List.of(mentor.id())));
        assertProblem(mentor.accepts(request), 409, "pair-not-allowed");
        mentor.declines(request).then().statusCode(200);
    }

    @Test
    void refusesReportingLineInBothDirections() {
        Someone top = organisation.mentor(5);
        Someone middle = organisation.person(top.id()).offers(5);
        Someone low = organisation.person(middle.id()).offers(5);
        for (List<Someone> pair :
                List.of(List.of(low, middle), List.of(low, top), List.of(middle, low), List.of(top, low))) {
            assertProblem(pair.get(0).asks(pair.get(1)), 409, "pair-not-allowed")
                    .body("reason", equalTo("reporting-line"));
        }
        Someone peer = organisation.person(middle.id());
        peer.hasAsked(low);
    }

    @Test
    void refusesSecondOpenRequestOfAPair() {
        Someone mentor = organisation.mentor(2);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        assertProblem(mentee.asks(mentor), 409, "request-already-open");
        mentee.withdraws(request);
        mentee.hasAsked(mentor);
    }

    @Test
    void refusesPairThatIsPairedInEitherDirection() {
        Someone mentor = organisation.mentor(2).wants(2);
        Someone mentee = organisation.person().wants(2).offers(1);
        mentor.mentors(mentee);
        assertProblem(mentee.asks(mentor), 409, "already-paired");
        assertProblem(mentor.asks(mentee), 409, "already-paired");
    }

    @Test
    void refusesMenteeWithMentorsEnough() {
        Someone mentee = organisation.person();
        organisation.mentor(1).mentors(mentee);
        assertProblem(mentee.asks(organisation.mentor(1)), 409, "mentee-matched-enough");
        mentee.wants(2).hasAsked(organisation.mentor(1));
    }

    @Test
    void refusesMenteeWhoseOpenRequestsAreManyEnough() {
        Someone mentee = organisation.person();
        String first = mentee.hasAsked(organisation.mentor(1));
        for (int i = 1; i < 5; i++) {
            mentee.hasAsked(organisation.mentor(1));
        }
        Someone mentor = organisation.mentor(1);
        assertProblem(mentee.asks(mentor), 409, "too-many-open-requests").body("limit", equalTo(5));
        assertEquals(0, database.count("SELECT count(*) FROM match_request WHERE mentor_id = ?", mentor.id()));
        // Whoever is asked is not the one who asks too much.
        organisation.person().hasAsked(mentee.offers(1));
        mentee.withdraws(first).then().statusCode(200);
        mentee.hasAsked(mentor);
    }

    @Test
    void refusesAskingMentorWithoutFreePlace() {
        Someone mentor = organisation.mentor(1);
        mentor.mentors(organisation.person());
        assertProblem(organisation.person().asks(mentor), 409, "mentor-at-capacity");
    }

    @Test
    void reservesNothingWhenAsked() {
        Someone mentor = organisation.mentor(1);
        organisation.person().hasAsked(mentor);
        organisation.person().hasAsked(mentor);
    }

    @Test
    void refusesAcceptBeyondCapacityLoweredSince() {
        Someone mentor = organisation.mentor(2);
        mentor.mentors(organisation.person());
        String request = organisation.person().hasAsked(mentor);
        mentor.offers(1);
        assertProblem(mentor.accepts(request), 409, "mentor-at-capacity");
        mentor.get(PATH + "/" + request).then().body("state", equalTo("PENDING"));
        mentor.offers(2).accepts(request).then().statusCode(200);
    }

    @Test
    void endsNothingWhenCapacityFallsBelowWhatIsTaken() {
        Someone mentor = organisation.mentor(2);
        mentor.mentors(organisation.person());
        mentor.mentors(organisation.person());
        mentor.offers(0);
        mentor.get("/v1/participation/me")
                .then()
                .body("placesTaken", equalTo(2))
                .body("placesFree", equalTo(0));
        assertEquals(
                2,
                mentor.get("/v1/mentorships?state=ACTIVE")
                        .<List<String>>path("items.id")
                        .size());
    }

    @Test
    void acceptOfLastPlaceCancelsOtherRequests() {
        Someone mentor = organisation.mentor(1);
        Someone late = organisation.person();
        String other = late.hasAsked(mentor);
        mentor.mentors(organisation.person());
        late.get(PATH + "/" + other)
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("reason", equalTo("MENTOR_FULL"))
                .body("actions", empty());
        assertProblem(mentor.accepts(other), 409, "wrong-state").body("state", equalTo("CANCELLED"));
        mentor.get("/v1/participation/me").then().body("pending", equalTo(0));
    }

    @Test
    void menteeWithMentorsEnoughWaitsForNobodyElse() {
        Someone mentee = organisation.person();
        Someone other = organisation.mentor(1);
        String request = mentee.hasAsked(other);
        organisation.mentor(3).mentors(mentee);
        other.get(PATH + "/" + request)
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("reason", equalTo("MENTEE_MATCHED_ENOUGH"));
        other.get("/v1/participation/me").then().body("pending", equalTo(0));
    }

    @Test
    void cancelsTheRequestTheOtherWayRound() {
        Someone one = organisation.mentor(3).wants(3);
        Someone other = organisation.mentor(3).wants(3);
        String there = one.hasAsked(other);
        String back = other.hasAsked(one);
        other.accepts(there).then().statusCode(200);
        one.get(PATH + "/" + back).then().body("state", equalTo("CANCELLED")).body("reason", equalTo("ALREADY_PAIRED"));
    }

    @Test
    void expiresRequestsThatNobodyAnswers() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        clock.advance(Duration.ofDays(7).minusMinutes(1));
        expiry.run();
        mentee.get(PATH + "/" + request).then().body("state", equalTo("PENDING"));
        clock.advance(Duration.ofMinutes(2));
        expiry.run();
        mentee.get(PATH + "/" + request)
                .then()
                .body("state", equalTo("EXPIRED"))
                .body("waitingFor", nullValue());
        assertProblem(mentor.accepts(request), 409, "wrong-state").body("state", equalTo("EXPIRED"));
        assertEquals(1, database.count("SELECT expired FROM participation WHERE person_id = ?", mentor.id()));
        assertEquals(0, database.count("SELECT pending FROM participation WHERE person_id = ?", mentor.id()));
    }

    @Test
    void expiresEachRequestOnceHoweverManyReplicasLook() throws Exception {
        Someone mentor = organisation.mentor(50);
        for (int i = 0; i < 60; i++) {
            organisation.person().hasAsked(mentor);
        }
        clock.advance(Duration.ofDays(8));
        List<Callable<Void>> replicas = Collections.nCopies(5, () -> {
            expiry.run();
            return null;
        });
        Together.run(replicas);
        // Whoever did not get the turn has left the work to whoever had it.
        assertEquals(60, database.count("SELECT expired FROM participation WHERE person_id = ?", mentor.id()));
        assertEquals(
                60,
                database.count(
                        "SELECT count(*) FROM match_request WHERE mentor_id = ? AND state = 'EXPIRED'", mentor.id()));
    }

    @Test
    void answersFiftyEqualPostsWithOneRequest() throws Exception {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        Map<String, Object> wish = asking(mentor);
        List<Callable<Response>> clients = Collections.nCopies(
                50,
                () -> mentee.with()
                        .header("Idempotency-Key", "once")
                        .contentType("application/json")
                        .body(wish)
                        .post(PATH));
        List<Response> answers = Together.run(clients);
        assertEquals(Set.of(201), answers.stream().map(Response::statusCode).collect(Collectors.toSet()));
        assertEquals(1, answers.stream().map(Response::asString).distinct().count());
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.header("Location"))
                        .distinct()
                        .count());
        assertEquals(
                49,
                answers.stream()
                        .filter(answer -> "true".equals(answer.header("Idempotent-Replayed")))
                        .count());
        assertEquals(1, database.count("SELECT count(*) FROM wish WHERE mentee_id = ?", mentee.id()));
        assertEquals(1, database.count("SELECT pending FROM participation WHERE person_id = ?", mentor.id()));

        wish.put("message", "Another");
        assertProblem(
                mentee.with()
                        .header("Idempotency-Key", "once")
                        .contentType("application/json")
                        .body(wish)
                        .post(PATH),
                422,
                "idempotency-key-reused");
    }

    @Test
    void keepsNoRefusalUnderTheKey() {
        Someone mentor = organisation.person();
        Someone mentee = organisation.person();
        Map<String, Object> wish = asking(mentor);
        assertProblem(
                mentee.with()
                        .header("Idempotency-Key", "k")
                        .contentType("application/json")
                        .body(wish)
                        .post(PATH),
                409,
                "pair-not-allowed");
        mentor.offers(1);
        mentee.with()
                .header("Idempotency-Key", "k")
                .contentType("application/json")
                .body(wish)
                .post(PATH)
                .then()
                .statusCode(201);
    }
}
