package dev.belay.mentorship.participation;

import static dev.belay.mentorship.Problems.assertProblem;
import static dev.belay.mentorship.Problems.assertViolation;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import dev.belay.mentorship.Together;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@MentorshipTest
class ParticipationResourceTest {
    private static final String PATH = "/v1/participation/me";

    @Inject
    Organisation organisation;

    @Inject
    Database database;

    private static Response patch(Someone person, Object body) {
        return patch(person, "*", body);
    }

    private static Response patch(Someone person, String ifMatch, Object body) {
        return person.with()
                .contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(body)
                .patch(PATH);
    }

    private static Map<String, Object> slot(String day, String from, String to) {
        return Map.of("day", day, "from", from, "to", to);
    }

    @Test
    void offersAndWantsNothingUntilSomethingIsSaid() {
        Someone person = organisation.person();
        person.get(PATH)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("offersMentoring", equalTo(false))
                .body("capacity", equalTo(1))
                .body("unavailableUntil", nullValue())
                .body("wantsMentoring", equalTo(false))
                .body("mentorsWanted", equalTo(1))
                .body("notWith", empty())
                .body("availability", empty())
                .body("placesTaken", equalTo(0))
                .body("placesFree", equalTo(1))
                .body("pending", equalTo(0))
                .body("mentors", equalTo(0));
        assertEquals(0, database.count("SELECT count(*) FROM participation WHERE person_id = ?", person.id()));
    }

    @Test
    void changesWhatIsNamedAndClearsWhatIsNull() {
        Someone person = organisation.person();
        Someone other = organisation.person();
        Response first = patch(
                person,
                "\"0\"",
                Map.of(
                        "offersMentoring",
                        true,
                        "capacity",
                        3,
                        "unavailableUntil",
                        "2027-01-31",
                        "notWith",
                        List.of(other.id()),
                        "availability",
                        List.of(slot("MONDAY", "09:00", "11:30"), slot("MONDAY", "22:00", "24:00"))));
        first.then()
                .statusCode(200)
                .body("offersMentoring", equalTo(true))
                .body("capacity", equalTo(3))
                .body("unavailableUntil", equalTo("2027-01-31"))
                .body("notWith", equalTo(List.of(other.id().toString())))
                .body("availability[1].to", equalTo("24:00"));
        assertEquals(first.asString(), person.get(PATH).asString());
        assertEquals(first.header("ETag"), person.get(PATH).header("ETag"));

        Map<String, Object> clear = new HashMap<>();
        clear.put("unavailableUntil", null);
        clear.put("capacity", null);
        clear.put("notWith", null);
        patch(person, first.header("ETag"), clear)
                .then()
                .statusCode(200)
                .body("unavailableUntil", nullValue())
                .body("capacity", equalTo(1))
                .body("notWith", empty())
                .body("offersMentoring", equalTo(true))
                .body("availability.size()", equalTo(2));
    }

    @Test
    void needsTheTagOfWhatWasRead() {
        Someone person = organisation.person();
        assertProblem(
                person.with()
                        .contentType("application/merge-patch+json")
                        .body(Map.of("capacity", 2))
                        .patch(PATH),
                428,
                "precondition-required");
        String stale = person.get(PATH).header("ETag");
        patch(person, stale, Map.of("capacity", 2)).then().statusCode(200);
        assertProblem(patch(person, stale, Map.of("capacity", 4)), 412, "precondition-failed");
        person.get(PATH).then().body("capacity", equalTo(2));
    }

    @Test
    void countsDoNotChangeTheTag() {
        Someone mentor = organisation.mentor(2);
        String tag = mentor.get(PATH).header("ETag");
        mentor.mentors(organisation.person());
        assertEquals(tag, mentor.get(PATH).header("ETag"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        Someone person = organisation.person();
        assertViolation(patch(person, Map.of("capacity", 51)), "/capacity", "range");
        assertViolation(patch(person, Map.of("capacity", -1)), "/capacity", "range");
        assertViolation(patch(person, Map.of("capacity", "3")), "/capacity", "type");
        assertViolation(patch(person, Map.of("mentorsWanted", 0)), "/mentorsWanted", "range");
        assertViolation(patch(person, Map.of("mentorsWanted", 11)), "/mentorsWanted", "range");
        assertViolation(patch(person, Map.of("unavailableUntil", "soon")), "/unavailableUntil", "format");
        assertViolation(patch(person, Map.of("placesTaken", 0)), "/placesTaken", "unknown-field");
        assertViolation(patch(person, Map.of("notWith", List.of(person.id()))), "/notWith/0", "self");
        assertViolation(patch(person, Map.of("notWith", List.of(UUID.randomUUID()))), "/notWith/0", "exists");
        assertViolation(patch(person, Map.of("notWith", List.of("x"))), "/notWith/0", "format");
        assertViolation(patch(person, "{\"notWith\": [null]}"), "/notWith/0", "required");
        assertViolation(patch(person, "{\"notWith\": 7}"), "/notWith", "type");
        assertViolation(
                patch(
                        person,
                        Map.of(
                                "notWith",
                                Stream.generate(UUID::randomUUID).limit(201).toList())),
                "/notWith",
                "size");
        UUID other = organisation.person().id();
        assertViolation(patch(person, Map.of("notWith", List.of(other, other))), "/notWith/1", "unique");
        assertProblem(patch(person, "[]"), 400, "invalid-body");
        assertProblem(patch(person, "{"), 400, "invalid-body");
        assertProblem(patch(person, ""), 400, "invalid-body");
        assertProblem(
                person.with()
                        .contentType("text/plain")
                        .header("If-Match", "*")
                        .body("x")
                        .patch(PATH),
                415,
                "unsupported-media-type");
        assertEquals(0, database.count("SELECT count(*) FROM participation WHERE person_id = ?", person.id()));
    }

    @Test
    void refusesAvailabilityThatMakesNoSense() {
        Someone person = organisation.person();
        assertViolation(availability(person, slot("MONDAY", "11:00", "11:00")), "/availability/0/to", "order");
        assertViolation(availability(person, slot("MONDAY", "22:00", "00:00")), "/availability/0/to", "order");
        assertViolation(availability(person, slot("MONDAY", "9:00", "11:00")), "/availability/0/from", "pattern");
        assertViolation(availability(person, slot("MONDAY", "09:00", "25:00")), "/availability/0/to", "pattern");
        assertViolation(availability(person, slot("MONDAY", "24:00", "24:00")), "/availability/0/from", "pattern");
        assertViolation(availability(person, slot("Moonday", "09:00", "11:00")), "/availability/0/day", "format");
        assertViolation(
                availability(person, Map.of("day", "MONDAY", "from", "09:00")), "/availability/0/to", "required");
        assertViolation(patch(person, "{\"availability\": [null]}"), "/availability/0", "required");
        assertViolation(
                availability(person, slot("MONDAY", "09:00", "11:00"), slot("MONDAY", "10:59", "12:00")),
                "/availability/1",
                "overlap");
        assertViolation(
                patch(person, Map.of("availability", Collections.nCopies(51, slot("MONDAY", "09:00", "11:00")))),
                "/availability",
                "size");
        availability(person, slot("MONDAY", "09:00", "11:00"), slot("MONDAY", "11:00", "12:00"))
                .then()
                .statusCode(200);
    }

    @SafeVarargs
    private static Response availability(Someone person, Map<String, Object>... slots) {
        return patch(person, Map.of("availability", List.of(slots)));
    }

    @Test
    void keepsBlocksPrivate() {
        Someone one = organisation.person();
        Someone other = organisation.person();
        one.says(Map.of("notWith", List.of(other.id())));
        other.get(PATH).then().body("notWith", empty());
        // The other's own list is theirs: it neither shows nor takes away the one's.
        other.says(Map.of("notWith", List.of(one.id())));
        other.says(Map.of("notWith", List.of()));
        assertEquals(1, database.count("SELECT count(*) FROM not_with WHERE person_id = ?", one.id()));
    }

    @Test
    void oneOfManySimultaneousEditsWins() throws Exception {
        Someone person = organisation.person();
        List<Callable<Response>> edits = IntStream.rangeClosed(1, 10)
                .mapToObj(places -> (Callable<Response>) () -> patch(person, "\"0\"", Map.of("capacity", places)))
                .toList();
        List<Response> answers = Together.run(edits);
        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        assertEquals(
                9, answers.stream().filter(answer -> answer.statusCode() == 412).count());
    }

    @Test
    void peopleWhoBlockEachOtherAtTheSameTimeDoNotBlockTheService() throws Exception {
        List<Someone> people =
                IntStream.range(0, 6).mapToObj(i -> organisation.person()).toList();
        List<Callable<Response>> edits = people.stream()
                .map(one -> (Callable<Response>) () -> patch(
                        one,
                        Map.of(
                                "notWith",
                                people.stream()
                                        .map(Someone::id)
                                        .filter(id -> !id.equals(one.id()))
                                        .toList())))
                .toList();
        for (Response answer : Together.run(edits)) {
            answer.then().statusCode(200).body("notWith.size()", equalTo(5));
        }
    }
}
