package dev.belay.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.contracts.EventType;
import dev.belay.contracts.Topics;
import dev.belay.system.faults.Operation.Kind;
import dev.belay.system.faults.Operation.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One small history that keeps every promise, and for each promise one that breaks it. */
class HistoryCheckerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID MENTEE = new UUID(1, 1);
    private static final UUID MENTOR = new UUID(2, 2);
    private static final UUID REQUEST = new UUID(3, 3);
    private static final UUID MENTORSHIP = new UUID(4, 4);

    private final List<Operation> operations = new ArrayList<>();
    private final List<Evidence.Person> people = new ArrayList<>();
    private final List<Evidence.Replica> replicas = new ArrayList<>();
    private final List<Evidence.Participation> participations = new ArrayList<>();
    private final List<Evidence.Request> requests = new ArrayList<>();
    private final List<Evidence.Mentorship> mentorships = new ArrayList<>();
    private final List<Evidence.Record> records = new ArrayList<>();
    private final List<Map<UUID, Evidence.Offer>> offered = new ArrayList<>();
    private int waiting;
    private int eventId;

    /** One mentee asked one mentor of one place, who accepted. */
    HistoryCheckerTest() {
        for (UUID id : List.of(MENTEE, MENTOR)) {
            people.add(new Evidence.Person(id, 10, true, null));
            replicas.add(new Evidence.Replica(id, 10, 10, true));
            state(Topics.PERSON, EventType.PERSON, id, 10);
        }
        participation(at(-60), 1, 0, 0);
        participation(at(1), 1, 1, 0);
        participations.add(new Evidence.Participation(MENTOR, at(1), 5, true, 1, 1, 0, 0));
        participations.add(new Evidence.Participation(MENTEE, at(1), 5, false, 1, 0, 0, 1));
        state(Topics.PARTICIPATION, EventType.PARTICIPATION, MENTEE, at(1)).put("capacity", 1);
        requests.add(new Evidence.Request(REQUEST, MENTEE, MENTOR, "ACCEPTED", MENTORSHIP, "op-1", NOON));
        mentorships.add(new Evidence.Mentorship(MENTORSHIP, 20, MENTEE, MENTOR, "ACTIVE", NOON, null));
        state(Topics.MENTORSHIP, EventType.MENTORSHIP, MENTORSHIP, 20);
        fact(EventType.MATCH_REQUEST_CREATED, REQUEST);
        fact(EventType.MATCH_REQUEST_ACCEPTED, REQUEST);
        fact(EventType.MENTORSHIP_STARTED, MENTORSHIP);
        operation(
                1,
                Kind.ASK,
                MENTEE,
                MENTOR,
                Outcome.OK,
                FaultBed.JSON.createObjectNode().put("id", REQUEST.toString()).put("state", "PENDING"));
        operation(2, Kind.ACCEPT, MENTOR, REQUEST, Outcome.OK, accepted(MENTORSHIP));
        offered.add(Map.of(MENTEE, new Evidence.Offer(Set.of(), "nobody")));
    }

    private static long at(int seconds) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, NOON.plusSeconds(seconds));
    }

    private static ObjectNode accepted(UUID mentorship) {
        return FaultBed.JSON.createObjectNode().put("state", "ACCEPTED").put("mentorshipId", mentorship.toString());
    }

    private void operation(int id, Kind kind, UUID actor, UUID subject, Outcome outcome, ObjectNode body) {
        operations.add(new Operation(id, kind, actor, subject, NOON, NOON, NOON, outcome, 200, body, "\"5\"", 1));
    }

    private ObjectNode state(String topic, EventType type, UUID id, long version) {
        ObjectNode data =
                FaultBed.JSON.createObjectNode().put("id", id.toString()).put("version", version);
        records.add(new Evidence.Record(topic, 0, records.size(), id.toString(), "e" + ++eventId, type.text(), data));
        return data;
    }

    private void participation(long version, int capacity, int active, int pending) {
        state(Topics.PARTICIPATION, EventType.PARTICIPATION, MENTOR, version)
                .put("capacity", capacity)
                .put("active", active)
                .put("pending", pending);
    }

    private void fact(EventType type, UUID key) {
        records.add(new Evidence.Record(
                Topics.MENTORSHIP_FACTS,
                0,
                records.size(),
                key.toString(),
                "e" + ++eventId,
                type.text(),
                FaultBed.JSON.createObjectNode()));
    }

    private List<Violation.Kind> found() {
        Evidence evidence = new Evidence(
                operations, people, replicas, participations, requests, mentorships, waiting, records, offered);
        return HistoryChecker.check(evidence).stream()
                .map(Violation::kind)
                .distinct()
                .sorted()
                .toList();
    }

    private void finds(Violation.Kind kind) {
        assertEquals(List.of(kind), found());
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertEquals(List.of(), found());
    }

    @Test
    void anExactRepeatOfAnEventIsNoFault() {
        records.add(records.get(0));
        records.add(records.get(2));
        assertEquals(List.of(), found());
    }

    @Test
    void aCapacityLoweredBelowWhatIsTakenIsNoFault() {
        participation(at(9), 0, 1, 0);
        participations.set(0, new Evidence.Participation(MENTOR, at(9), 6, true, 0, 1, 0, 0));
        assertEquals(List.of(), found());
    }

    @Test
    void findsOneMentorshipTooMany() {
        UUID second = new UUID(5, 5);
        UUID request = new UUID(6, 6);
        UUID other = new UUID(7, 7);
        people.add(new Evidence.Person(other, 10, true, null));
        replicas.add(new Evidence.Replica(other, 10, 10, true));
        state(Topics.PERSON, EventType.PERSON, other, 10);
        requests.add(new Evidence.Request(request, other, MENTOR, "ACCEPTED", second, "op-3", NOON));
        mentorships.add(new Evidence.Mentorship(second, 20, other, MENTOR, "ACTIVE", NOON.plusMillis(3), null));
        state(Topics.MENTORSHIP, EventType.MENTORSHIP, second, 20);
        fact(EventType.MATCH_REQUEST_CREATED, request);
        fact(EventType.MATCH_REQUEST_ACCEPTED, request);
        fact(EventType.MENTORSHIP_STARTED, second);
        participation(at(2), 1, 2, 0);
        participations.set(0, new Evidence.Participation(MENTOR, at(2), 5, true, 1, 2, 0, 0));
        finds(Violation.Kind.CAPACITY_EXCEEDED);
    }

    @Test
    void findsACountThatIsWrong() {
        participations.set(0, new Evidence.Participation(MENTOR, at(3), 5, true, 1, 0, 1, 0));
        participation(at(3), 1, 0, 1);
        finds(Violation.Kind.COUNT_WRONG);
    }

    @Test
    void findsAnAcknowledgedChangeThatIsMissing() {
        operation(3, Kind.ACCEPT, MENTOR, REQUEST, Outcome.OK, accepted(new UUID(9, 9)));
        finds(Violation.Kind.ACKNOWLEDGED_LOST);
    }

    @Test
    void findsSettingsThatWereAcknowledgedAndLost() {
        operation(
                3,
                Kind.CAPACITY,
                MENTOR,
                MENTOR,
                Outcome.OK,
                FaultBed.JSON.createObjectNode().put("capacity", 3));
        finds(Violation.Kind.ACKNOWLEDGED_LOST);
    }

    @Test
    void findsAnImportThatWasAcknowledgedAndLost() {
        operation(3, Kind.IMPORT, MENTEE, MENTEE, Outcome.OK, FaultBed.JSON.createObjectNode());
        finds(Violation.Kind.ACKNOWLEDGED_LOST);
    }

    @Test
    void findsARequestThatWasMadeTwice() {
        UUID again = new UUID(8, 8);
        requests.add(new Evidence.Request(again, MENTEE, MENTOR, "WITHDRAWN", null, "op-1", NOON));
        fact(EventType.MATCH_REQUEST_CREATED, again);
        fact(EventType.MATCH_REQUEST_WITHDRAWN, again);
        finds(Violation.Kind.APPLIED_TWICE);
    }

    @Test
    void findsWhatHappenedAlthoughItWasRefused() {
        operations.set(
                0,
                new Operation(
                        1,
                        Kind.ASK,
                        MENTEE,
                        MENTOR,
                        NOON,
                        NOON.plusSeconds(1),
                        NOON.plusSeconds(1),
                        Outcome.REFUSED,
                        409,
                        FaultBed.JSON.createObjectNode(),
                        "",
                        1));
        finds(Violation.Kind.APPLIED_TWICE);
    }

    @Test
    void anAttemptThatOvertookItsForerunnerIsNoFault() {
        operations.set(
                0,
                new Operation(
                        1,
                        Kind.ASK,
                        MENTEE,
                        MENTOR,
                        NOON.minusSeconds(2),
                        NOON.minusSeconds(1),
                        NOON,
                        Outcome.REFUSED,
                        409,
                        FaultBed.JSON.createObjectNode(),
                        "",
                        2));
        assertEquals(List.of(), found());
    }

    @Test
    void findsAMentorshipThatStartedTwice() {
        fact(EventType.MENTORSHIP_STARTED, MENTORSHIP);
        finds(Violation.Kind.APPLIED_TWICE);
    }

    @Test
    void findsAFactThatIsMissing() {
        records.removeIf(record -> record.type().equals(EventType.MENTORSHIP_STARTED.text()));
        finds(Violation.Kind.EVENT_LOST);
    }

    @Test
    void findsALastStateThatIsMissing() {
        participations.set(0, new Evidence.Participation(MENTOR, at(4), 5, true, 1, 1, 0, 0));
        finds(Violation.Kind.EVENT_LOST);
    }

    @Test
    void findsEventsThatNeverLeave() {
        waiting = 1;
        finds(Violation.Kind.EVENT_LOST);
    }

    @Test
    void findsAnEventOfAChangeThatWasRolledBack() {
        fact(EventType.MATCH_REQUEST_CREATED, new UUID(9, 9));
        finds(Violation.Kind.EVENT_UNFOUNDED);
    }

    @Test
    void findsAStateOfAChangeThatWasRolledBack() {
        participation(at(5), 1, 1, 1);
        finds(Violation.Kind.EVENT_UNFOUNDED);
    }

    @Test
    void findsAnOlderStateAfterANewerOne() {
        participation(at(-30), 1, 0, 1);
        participation(at(1) + 1, 1, 1, 0);
        participations.set(0, new Evidence.Participation(MENTOR, at(1) + 1, 5, true, 1, 1, 0, 0));
        finds(Violation.Kind.OUT_OF_ORDER);
    }

    @Test
    void findsAReplicaThatWentBack() {
        replicas.set(0, new Evidence.Replica(MENTEE, 9, 10, true));
        finds(Violation.Kind.REPLICA_DIFFERS);
    }

    @Test
    void findsAnIndexThatOffersAFullMentor() {
        offered.set(0, Map.of(MENTEE, new Evidence.Offer(Set.of(MENTOR), "grace")));
        finds(Violation.Kind.INDEX_DIFFERS);
    }

    @Test
    void findsTwoReplicasThatAnswerDifferently() {
        offered.add(Map.of(MENTEE, new Evidence.Offer(Set.of(), "somebody else")));
        finds(Violation.Kind.INDEX_DIFFERS);
    }
}
