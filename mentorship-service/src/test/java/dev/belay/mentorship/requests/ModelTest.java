package dev.belay.mentorship.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of a few people, over HTTP, beside a model that is simple enough to be believed: after each step the
 * answer is the one the model foretells, and at the end the database holds what the model holds.
 */
@MentorshipTest
class ModelTest {
    private static final int PEOPLE = 5;
    private static final int STEPS = 150;

    @Inject
    Organisation organisation;

    @Inject
    Database database;

    /** What the model knows of a person. */
    private static final class Member {
        final Someone someone;
        boolean active = true;
        int capacity;
        int wanted = 1;
        final List<Member> notWith = new ArrayList<>();

        Member(Someone someone) {
            this.someone = someone;
        }
    }

    /** A request, and the mentorship that came of it. */
    private static final class Tie {
        final Member mentee;
        final Member mentor;
        String state = "PENDING";
        String mentorshipId;
        String mentorship;
        boolean partyLeft;
        String lastAction;
        Member lastActor;

        Tie(Member mentee, Member mentor) {
            this.mentee = mentee;
            this.mentor = mentor;
        }

        boolean isPresent() {
            return "ACTIVE".equals(mentorship) || "PAUSED".equals(mentorship);
        }

        boolean isOf(Member member) {
            return mentee == member || mentor == member;
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Tie> ties = new LinkedHashMap<>();

    private Stream<Tie> present() {
        return ties.values().stream().filter(Tie::isPresent);
    }

    private Stream<Tie> open() {
        return ties.values().stream().filter(tie -> tie.state.equals("PENDING"));
    }

    private long placesTaken(Member mentor) {
        return present().filter(tie -> tie.mentor == mentor).count();
    }

    private long mentorsOf(Member mentee) {
        return present().filter(tie -> tie.mentee == mentee).count();
    }

    private boolean paired(Member one, Member other) {
        return present().anyMatch(tie -> tie.isOf(one) && tie.isOf(other));
    }

    private static boolean blocked(Member one, Member other) {
        return one.notWith.contains(other) || other.notWith.contains(one);
    }

    private static String said(Response answer) {
        int status = answer.statusCode();
        if (status < 300) {
            return Integer.toString(status);
        }
        String type = answer.path("type");
        String reason = answer.path("reason");
        return status + " " + type.substring(type.lastIndexOf('/') + 1) + (reason == null ? "" : " " + reason);
    }

    /** What must be said to a mentee who asks. */
    private String foretellAsking(Member mentee, Member mentor) {
        if (!mentee.active) {
            return "403 person-inactive";
        }
        if (mentee == mentor) {
            return "409 pair-not-allowed self";
        }
        if (!mentor.active) {
            return "409 pair-not-allowed mentor-inactive";
        }
        if (blocked(mentee, mentor)) {
            return "409 pair-not-allowed mentor-not-available";
        }
        if (paired(mentee, mentor)) {
            return "409 already-paired";
        }
        if (open().anyMatch(tie -> tie.mentee == mentee && tie.mentor == mentor)) {
            return "409 request-already-open";
        }
        if (mentorsOf(mentee) >= mentee.wanted) {
            return "409 mentee-matched-enough";
        }
        return placesTaken(mentor) >= mentor.capacity ? "409 mentor-at-capacity" : "201";
    }

    private String foretellStep(Tie tie, Member by, String step) {
        if (!by.active) {
            return "403 person-inactive";
        }
        if (!tie.isOf(by)) {
            return "404 not-found";
        }
        if (by != (step.equals("withdraw") ? tie.mentee : tie.mentor)) {
            return "403 not-your-action";
        }
        String to = Map.of("accept", "ACCEPTED", "decline", "DECLINED", "withdraw", "WITHDRAWN")
                .get(step);
        if (tie.state.equals(to)) {
            return "200";
        }
        if (!tie.state.equals("PENDING")) {
            return "409 wrong-state";
        }
        if (step.equals("accept")) {
            if (blocked(tie.mentee, tie.mentor)) {
                return "409 pair-not-allowed mentor-not-available";
            }
            if (placesTaken(tie.mentor) >= tie.mentor.capacity) {
                return "409 mentor-at-capacity";
            }
            if (mentorsOf(tie.mentee) >= tie.mentee.wanted) {
                return "409 mentee-matched-enough";
            }
        }
        return "200";
    }

    private void accepted(Tie tie, String mentorshipId) {
        tie.state = "ACCEPTED";
        tie.mentorship = "ACTIVE";
        tie.mentorshipId = mentorshipId;
        open().toList().forEach(other -> {
            boolean reverse = other.mentee == tie.mentor && other.mentor == tie.mentee;
            boolean full = other.mentor == tie.mentor && placesTaken(tie.mentor) >= tie.mentor.capacity;
            boolean enough = other.mentee == tie.mentee && mentorsOf(tie.mentee) >= tie.mentee.wanted;
            if (reverse || full || enough) {
                other.state = "CANCELLED";
            }
        });
    }

    private String foretellMentorshipStep(Tie tie, Member by, String step) {
        if (!by.active) {
            return "403 person-inactive";
        }
        if (!tie.isOf(by)) {
            return "404 not-found";
        }
        if (step.equals(tie.lastAction) && tie.lastActor == by) {
            return "200";
        }
        boolean possible = switch (step) {
            case "pause" -> tie.mentorship.equals("ACTIVE");
            case "resume" -> tie.mentorship.equals("PAUSED");
            default -> tie.isPresent();
        };
        if (!possible) {
            return "409 wrong-state";
        }
        if (step.equals("resume") && !tie.mentee.active) {
            return "409 pair-not-allowed mentee-inactive";
        }
        if (step.equals("resume") && !tie.mentor.active) {
            return "409 pair-not-allowed mentor-inactive";
        }
        return "200";
    }

    private void left(Member leaver) {
        leaver.active = false;
        open().filter(tie -> tie.isOf(leaver)).toList().forEach(tie -> tie.state = "CANCELLED");
        present().filter(tie -> tie.isOf(leaver)).forEach(tie -> {
            if (tie.mentorship.equals("ACTIVE")) {
                tie.mentorship = "PAUSED";
                tie.lastAction = "pause";
                tie.lastActor = null;
            }
            tie.partyLeft = true;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersWhatTheModelForetells(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PEOPLE; i++) {
            Member member = new Member(organisation.person());
            member.capacity = 1 + random.nextInt(3);
            member.someone.offers(member.capacity);
            members.add(member);
        }
        List<String> history = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            String what = step(random, history);
            history.add(what);
        }
        Map<String, String> requests = new HashMap<>();
        ties.forEach((id, tie) -> requests.put(id, tie.state));
        assertEquals(
                requests,
                ties.keySet().stream().collect(Collectors.toMap(id -> id, id ->
                        (String) database.value("SELECT state FROM match_request WHERE id::text = ?", id))),
                () -> "seed " + seed + ": " + history);
        for (Member member : members) {
            assertEquals(
                    placesTaken(member) + " " + mentorsOf(member) + " "
                            + open().filter(tie -> tie.mentor == member).count(),
                    database.value(
                            "SELECT active || ' ' || mentors || ' ' || pending FROM participation WHERE person_id = ?",
                            member.someone.id()),
                    () -> "seed " + seed + ": " + history);
        }
        ties.values().stream().filter(tie -> tie.mentorshipId != null).forEach(tie -> {
            assertEquals(
                    tie.mentorship + " " + (tie.partyLeft ? "PARTY_LEFT" : ""),
                    database.value(
                            "SELECT state || ' ' || coalesce(CASE WHEN state <> 'ACTIVE' THEN pause_reason END, '')"
                                    + " FROM mentorship WHERE id::text = ?",
                            tie.mentorshipId),
                    () -> "seed " + seed + ": " + history);
        });
    }

    /** Takes one random step on both sides. */
    private String step(Random random, List<String> history) {
        Member member = members.get(random.nextInt(PEOPLE));
        Member other = members.get(random.nextInt(PEOPLE));
        String who = members.indexOf(member) + "";
        List<String> ids = List.copyOf(ties.keySet());
        // The newest ties are the ones with which most can still be done.
        String id = ids.isEmpty() ? null : ids.get(ids.size() - 1 - random.nextInt(Math.min(8, ids.size())));
        Tie tie = id == null ? null : ties.get(id);
        int dice = random.nextInt(100);
        if (dice < 35 || tie == null) {
            String expected = foretellAsking(member, other);
            Response answer = member.someone.asks(other.someone);
            check(expected, answer, history);
            if (answer.statusCode() == 201) {
                ties.put(answer.path("id"), new Tie(member, other));
            }
            return who + " asks " + members.indexOf(other) + ": " + expected;
        }
        if (dice < 65) {
            String step = List.of("accept", "accept", "decline", "withdraw").get(random.nextInt(4));
            Member by = random.nextInt(5) == 0 ? member : step.equals("withdraw") ? tie.mentee : tie.mentor;
            String expected = foretellStep(tie, by, step);
            Response answer = by.someone.post("/v1/match-requests/" + id + "/" + step, Map.of("reason", "OTHER"));
            check(expected, answer, history);
            if (expected.equals("200") && tie.state.equals("PENDING")) {
                switch (step) {
                    case "accept" -> accepted(tie, answer.path("mentorshipId"));
                    case "decline" -> tie.state = "DECLINED";
                    default -> tie.state = "WITHDRAWN";
                }
            }
            return members.indexOf(by) + " " + step + ": " + expected;
        }
        if (dice < 85 && tie.mentorshipId != null) {
            String step = List.of("pause", "resume", "complete", "end").get(random.nextInt(4));
            Member by = random.nextInt(5) == 0 ? member : random.nextBoolean() ? tie.mentee : tie.mentor;
            String expected = foretellMentorshipStep(tie, by, step);
            Response answer =
                    by.someone.post("/v1/mentorships/" + tie.mentorshipId + "/" + step, Map.of("reason", "OTHER"));
            check(expected, answer, history);
            if (expected.equals("200") && !(step.equals(tie.lastAction) && tie.lastActor == by)) {
                tie.mentorship = Map.of("pause", "PAUSED", "resume", "ACTIVE", "complete", "COMPLETED", "end", "ENDED")
                        .get(step);
                tie.lastAction = step;
                tie.lastActor = by;
                tie.partyLeft &= !step.equals("resume");
            }
            return members.indexOf(by) + " " + step + ": " + expected;
        }
        if (dice < 93 && member.active) {
            member.capacity = random.nextInt(4);
            member.wanted = 1 + random.nextInt(3);
            member.someone.says(Map.of("capacity", member.capacity, "mentorsWanted", member.wanted));
            return who + " has " + member.capacity + " places and wants " + member.wanted;
        }
        if (dice < 96 && member.active && member != other) {
            member.notWith.clear();
            if (random.nextBoolean()) {
                member.notWith.add(other);
            }
            member.someone.says(Map.of(
                    "notWith",
                    member.notWith.stream().map(one -> one.someone.id()).toList()));
            return who + " blocks " + member.notWith.size();
        }
        if (member.active) {
            organisation.deactivate(member.someone);
            left(member);
            return who + " leaves";
        }
        organisation.activate(member.someone);
        member.active = true;
        return who + " is back";
    }

    private static void check(String expected, Response answer, List<String> history) {
        assertEquals(expected, said(answer), () -> answer.asString() + " after " + history);
    }
}
