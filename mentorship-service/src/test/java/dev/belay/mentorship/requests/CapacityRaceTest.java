package dev.belay.mentorship.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import dev.belay.mentorship.Together;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many clients and few places. The database itself keeps the history: a trigger notes every change of places taken and
 * of capacities, in the order of their commits, since all changes of one mentor hold that mentor's row.
 */
@MentorshipTest
class CapacityRaceTest {
    private static final int CLIENTS = 20;
    private static final Set<String> REASONS =
            Set.of("/docs/problems/mentor-at-capacity", "/docs/problems/wrong-state");

    @Inject
    Organisation organisation;

    @Inject
    Database database;

    @BeforeEach
    void keepHistory() throws SQLException {
        owner("""
                CREATE TABLE history (
                    n bigint GENERATED ALWAYS AS IDENTITY, person_id uuid, took boolean, active int, capacity int);
                CREATE FUNCTION note_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    INSERT INTO history (person_id, took, active, capacity)
                    VALUES (NEW.person_id, NEW.active > OLD.active, NEW.active, NEW.capacity);
                    RETURN NULL;
                END $$;
                CREATE TRIGGER participation_history AFTER UPDATE OF active, capacity ON participation
                    FOR EACH ROW WHEN (OLD.active <> NEW.active OR OLD.capacity <> NEW.capacity)
                    EXECUTE FUNCTION note_history()""");
    }

    @AfterEach
    void dropHistory() throws SQLException {
        owner("DROP TRIGGER participation_history ON participation; DROP FUNCTION note_history; DROP TABLE history");
    }

    private void owner(String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How often a place was taken that the capacity of that moment did not hold. */
    private long overbooked(Someone mentor) {
        return database.count(
                "SELECT count(*) FROM history WHERE person_id = ? AND took AND active > capacity", mentor.id());
    }

    private long mentorships(Someone mentor) {
        return database.count(
                "SELECT count(*) FROM mentorship WHERE mentor_id = ? AND state IN ('ACTIVE', 'PAUSED')", mentor.id());
    }

    /** Each client asks, and the mentor accepts at once; what comes of either is an answer. */
    private List<Callable<List<Response>>> clients(Someone mentor) {
        return Stream.generate(organisation::person)
                .limit(CLIENTS)
                .map(mentee -> (Callable<List<Response>>) () -> {
                    Response asked = mentee.asks(mentor);
                    return asked.statusCode() == 201
                            ? List.of(asked, mentor.accepts(asked.path("id")))
                            : List.of(asked);
                })
                .toList();
    }

    /** @return how many were accepted */
    private static long check(List<List<Response>> answers) {
        for (List<Response> client : answers) {
            Response last = client.get(client.size() - 1);
            if (last.statusCode() != 200) {
                assertEquals(409, last.statusCode(), last.asString());
                assertTrue(REASONS.contains(last.<String>path("type")), last.asString());
            }
        }
        return answers.stream()
                .filter(client -> client.size() == 2 && client.get(1).statusCode() == 200)
                .count();
    }

    @Test
    void twentyClientsGetThreePlaces() throws Exception {
        for (int round = 0; round < 3; round++) {
            Someone mentor = organisation.mentor(3);
            assertEquals(3, check(Together.run(clients(mentor))));
            assertEquals(3, mentorships(mentor));
            assertEquals(0, overbooked(mentor));
            assertEquals(0, database.count("SELECT pending FROM participation WHERE person_id = ?", mentor.id()));
        }
    }

    /** Requests that are open already, and the mentor's answers to all of them. */
    private List<Callable<List<Response>>> accepts(Someone mentor) {
        List<Callable<List<Response>>> accepts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Response asked = organisation.person().asks(mentor);
            String request = asked.then().statusCode(201).extract().path("id");
            accepts.add(() -> List.of(asked, mentor.accepts(request)));
        }
        return accepts;
    }

    @Test
    void acceptsThatRaceGetThreePlaces() throws Exception {
        Someone mentor = organisation.mentor(3);
        assertEquals(3, check(Together.run(accepts(mentor))));
        assertEquals(3, mentorships(mentor));
        assertEquals(0, overbooked(mentor));
        assertEquals(
                CLIENTS - 3,
                database.count(
                        "SELECT count(*) FROM match_request WHERE mentor_id = ? AND state = 'CANCELLED' AND reason = 'MENTOR_FULL'",
                        mentor.id()));
    }

    @Test
    void capacityOfThatMomentHoldsWhileItIsLowered() throws Exception {
        for (int round = 0; round < 3; round++) {
            Someone asked = organisation.mentor(3);
            lowered(asked, clients(asked), 3, 1);
            Someone waitedFor = organisation.mentor(CLIENTS);
            lowered(waitedFor, accepts(waitedFor), CLIENTS, 2);
        }
    }

    private void lowered(Someone mentor, List<Callable<List<Response>>> clients, int before, int after)
            throws Exception {
        List<Callable<List<Response>>> work = new ArrayList<>(clients);
        work.add(2, () -> {
            mentor.offers(after);
            return List.of();
        });
        List<List<Response>> answers = new ArrayList<>(Together.run(work));
        answers.removeIf(List::isEmpty);
        long accepted = check(answers);
        assertEquals(accepted, mentorships(mentor));
        assertEquals(accepted, database.count("SELECT active FROM participation WHERE person_id = ?", mentor.id()));
        assertEquals(0, overbooked(mentor));
        // At least as many as there were places in the end, at most as many as at the beginning.
        assertTrue(accepted >= after && accepted <= before, accepted + " accepted");
        assertEquals(409, organisation.person().asks(mentor).statusCode());
    }

    @Test
    void historyShowsAPlaceTooMany() {
        Someone mentor = organisation.mentor(1);
        database.change("UPDATE participation SET active = active + 1 WHERE person_id = ?", mentor.id());
        assertEquals(0, overbooked(mentor));
        // What a service that counts first and takes later would do.
        database.change("UPDATE participation SET active = active + 1 WHERE person_id = ?", mentor.id());
        assertEquals(1, overbooked(mentor));
        database.change("UPDATE participation SET active = 0 WHERE person_id = ?", mentor.id());
    }

    @Test
    void menteeGetsNoMoreMentorsThanSheWants() throws Exception {
        Someone mentee = organisation.person().wants(2);
        List<Callable<List<Response>>> accepts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Someone mentor = organisation.mentor(1);
            String request = mentee.hasAsked(mentor);
            accepts.add(() -> List.of(mentor.accepts(request)));
        }
        long accepted = Together.run(accepts).stream()
                .filter(answer -> answer.get(0).statusCode() == 200)
                .count();
        assertEquals(2, accepted);
        assertEquals(
                2,
                database.count(
                        "SELECT count(*) FROM mentorship WHERE mentee_id = ? AND state = 'ACTIVE'", mentee.id()));
        assertEquals(2, database.count("SELECT mentors FROM participation WHERE person_id = ?", mentee.id()));
    }

    @Test
    void menteeWhoAsksManyAtOnceHasOnlySoManyRequestsOpen() throws Exception {
        Someone mentee = organisation.person();
        List<Callable<Response>> asks = Stream.generate(() -> organisation.mentor(1))
                .limit(CLIENTS)
                .map(mentor -> (Callable<Response>) () -> mentee.asks(mentor))
                .toList();
        Map<Integer, Long> answers =
                Together.run(asks).stream().collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
        assertEquals(Map.of(201, 5L, 409, CLIENTS - 5L), answers);
        assertEquals(
                5,
                database.count(
                        "SELECT count(*) FROM match_request WHERE mentee_id = ? AND state = 'PENDING'", mentee.id()));
    }

    @Test
    void peopleWhoAreMentorAndMenteeOfEachOtherDoNotBlockThemselves() throws Exception {
        List<Someone> people = Stream.generate(() -> organisation.mentor(10).wants(10))
                .limit(6)
                .toList();
        List<Callable<List<Response>>> work = new ArrayList<>();
        for (Someone one : people) {
            for (Someone other : people) {
                if (!one.equals(other)) {
                    work.add(() -> {
                        Response asked = one.asks(other);
                        return asked.statusCode() == 201
                                ? List.of(asked, other.accepts(asked.path("id")))
                                : List.of(asked);
                    });
                }
            }
        }
        for (List<Response> client : Together.run(work)) {
            Response last = client.get(client.size() - 1);
            assertTrue(Set.of(200, 409).contains(last.statusCode()), last.asString());
        }
        Object[] ids = people.stream().map(Someone::id).toArray();
        assertEquals(
                15,
                database.count(
                        "SELECT count(*) FROM mentorship WHERE state = 'ACTIVE' AND mentor_id IN (?, ?, ?, ?, ?, ?)",
                        ids));
    }
}
