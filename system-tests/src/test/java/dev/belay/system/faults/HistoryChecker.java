package dev.belay.system.faults;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.contracts.EventType;
import dev.belay.contracts.Topics;
import dev.belay.system.faults.Evidence.Mentorship;
import dev.belay.system.faults.Evidence.Offer;
import dev.belay.system.faults.Evidence.Participation;
import dev.belay.system.faults.Evidence.Person;
import dev.belay.system.faults.Evidence.Record;
import dev.belay.system.faults.Evidence.Replica;
import dev.belay.system.faults.Evidence.Request;
import dev.belay.system.faults.Operation.Kind;
import dev.belay.system.faults.Operation.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Holds what clients were told against what the databases, the topics and the index say in the end. */
final class HistoryChecker {
    private static final Map<String, EventType> CLOSED_BY = Map.of(
            "ACCEPTED", EventType.MATCH_REQUEST_ACCEPTED,
            "DECLINED", EventType.MATCH_REQUEST_DECLINED,
            "WITHDRAWN", EventType.MATCH_REQUEST_WITHDRAWN,
            "EXPIRED", EventType.MATCH_REQUEST_EXPIRED,
            "CANCELLED", EventType.MATCH_REQUEST_CANCELLED);
    private static final Map<String, EventType> OVER_BY =
            Map.of("COMPLETED", EventType.MENTORSHIP_COMPLETED, "ENDED", EventType.MENTORSHIP_ENDED);

    private final Evidence evidence;
    private final Map<UUID, Request> requests;
    private final Map<UUID, Mentorship> mentorships;
    private final Map<UUID, Participation> participations;
    private final Map<UUID, Person> people;
    /** Each event once, however often it was delivered, in the order in which it came first. */
    private final List<Record> events = new ArrayList<>();

    private final List<Violation> found = new ArrayList<>();

    private HistoryChecker(Evidence evidence) {
        this.evidence = evidence;
        this.requests = evidence.requests().stream().collect(toMap(Request::id, identity()));
        this.mentorships = evidence.mentorships().stream().collect(toMap(Mentorship::id, identity()));
        this.participations = evidence.participations().stream().collect(toMap(Participation::id, identity()));
        this.people = evidence.people().stream().collect(toMap(Person::id, identity()));
        Set<String> seen = new HashSet<>();
        evidence.records().stream().filter(record -> seen.add(record.eventId())).forEach(events::add);
    }

    static List<Violation> check(Evidence evidence) {
        HistoryChecker checker = new HistoryChecker(evidence);
        checker.acknowledgements();
        checker.onceEach();
        checker.counts();
        checker.states();
        checker.facts();
        checker.replicas();
        checker.index();
        return checker.found;
    }

    private void broken(Violation.Kind kind, String what, Object... values) {
        found.add(new Violation(kind, String.format(what, values)));
    }

    private void acknowledgements() {
        Map<UUID, Long> settings = new HashMap<>();
        Map<UUID, Operation> lastSettings = new HashMap<>();
        Map<UUID, Operation> lastHr = new HashMap<>();
        for (Operation operation : evidence.operations()) {
            if (operation.outcome() != Outcome.OK) {
                continue;
            }
            switch (operation.kind()) {
                case ASK -> acknowledgedRequest(operation, uuid(operation.body(), "id"));
                case ACCEPT, DECLINE, WITHDRAW -> acknowledgedRequest(operation, operation.subject());
                case COMPLETE, END -> {
                    Mentorship held = mentorships.get(operation.subject());
                    String told = operation.body().path("state").asText();
                    if (held == null || !held.state().equals(told)) {
                        broken(
                                Violation.Kind.ACKNOWLEDGED_LOST,
                                "operation %d: %s of %s, but %s",
                                operation.id(),
                                told,
                                operation.subject(),
                                held);
                    }
                }
                case CAPACITY -> {
                    long version = Long.parseLong(operation.etag().replace("\"", ""));
                    if (settings.merge(operation.actor(), version, Math::max) == version) {
                        lastSettings.put(operation.actor(), operation);
                    }
                }
                case IMPORT, DEACTIVATE, REACTIVATE ->
                    lastHr.merge(
                            operation.actor(),
                            operation,
                            (one, other) -> one.began().isAfter(other.began()) ? one : other);
                case LOOK -> {
                    // Changes nothing.
                }
            }
        }
        lastSettings.forEach((person, operation) -> {
            Participation held = participations.get(person);
            long told = settings.get(person);
            if (held == null
                    || held.settingsVersion() < told
                    || held.settingsVersion() == told
                            && held.capacity()
                                    != operation.body().path("capacity").asInt()) {
                broken(
                        Violation.Kind.ACKNOWLEDGED_LOST,
                        "operation %d: settings %d of %s, but %s",
                        operation.id(),
                        told,
                        person,
                        held);
            }
        });
        lastHr.forEach(this::acknowledgedHr);
    }

    private void acknowledgedRequest(Operation operation, UUID id) {
        Request held = requests.get(id);
        String told = operation.body().path("state").asText();
        boolean kept = held != null
                && (told.equals("PENDING") || told.equals(held.state()))
                && (!told.equals("ACCEPTED")
                        || uuid(operation.body(), "mentorshipId").equals(held.mentorshipId()));
        if (!kept) {
            broken(
                    Violation.Kind.ACKNOWLEDGED_LOST,
                    "operation %d: request %s is %s, but %s",
                    operation.id(),
                    id,
                    told,
                    held);
        } else if (told.equals("ACCEPTED") && !mentorships.containsKey(held.mentorshipId())) {
            broken(
                    Violation.Kind.ACKNOWLEDGED_LOST,
                    "operation %d: no mentorship %s",
                    operation.id(),
                    held.mentorshipId());
        }
    }

    /** Operations on one person's HR fields follow each other; the last that was acknowledged stands, or an unknown one after it. */
    private void acknowledgedHr(UUID id, Operation last) {
        Set<String> possible = new HashSet<>(Set.of("op-" + last.id()));
        evidence.operations().stream()
                .filter(later -> later.actor().equals(id)
                        && later.outcome() == Outcome.UNKNOWN
                        && later.began().isAfter(last.began()))
                .forEach(later -> possible.add("op-" + later.id()));
        Person held = people.get(id);
        if (held == null || !possible.contains(held.title())) {
            broken(
                    Violation.Kind.ACKNOWLEDGED_LOST,
                    "operation %d: %s of %s, but %s",
                    last.id(),
                    last.kind(),
                    id,
                    held);
        }
    }

    private void onceEach() {
        Map<String, List<Request>> wishes = evidence.requests().stream()
                .filter(request -> request.message() != null)
                .collect(groupingBy(Request::message));
        for (Operation operation : evidence.operations()) {
            List<Request> made = wishes.getOrDefault("op-" + operation.id(), List.of());
            if (operation.kind() == Kind.ASK
                    && (made.size() > 1 || !made.isEmpty() && isRefusedInVain(operation, made.get(0)))) {
                broken(
                        Violation.Kind.APPLIED_TWICE,
                        "operation %d, %s: %s after %d attempts, the last %s: %s",
                        operation.id(),
                        operation.outcome(),
                        operation.body(),
                        operation.attempts(),
                        operation.lastSent(),
                        made);
            }
        }
        Set<UUID> pairs = new HashSet<>();
        evidence.mentorships().stream().filter(Mentorship::lasts).forEach(mentorship -> {
            UUID pair = new UUID(
                    mentorship.menteeId().getMostSignificantBits()
                            ^ mentorship.mentorId().getMostSignificantBits(),
                    mentorship.menteeId().getLeastSignificantBits()
                            ^ mentorship.mentorId().getLeastSignificantBits());
            if (!pairs.add(pair)) {
                broken(Violation.Kind.APPLIED_TWICE, "%s pairs two who are paired", mentorship);
            }
        });
        Map<UUID, Long> started = evidence.requests().stream()
                .filter(request -> request.mentorshipId() != null)
                .collect(groupingBy(Request::mentorshipId, counting()));
        mentorships.keySet().forEach(id -> {
            if (started.getOrDefault(id, 0L) != 1) {
                broken(Violation.Kind.APPLIED_TWICE, "mentorship %s comes of %s requests", id, started.get(id));
            }
        });
    }

    /**
     * Whether an ask took effect although it was refused. An earlier attempt that nobody answered may do so still after a
     * later one was refused, for refusals are not kept; but once it has claimed its key, a later one must get its answer,
     * unless who asks is let in no more.
     */
    private static boolean isRefusedInVain(Operation operation, Request made) {
        boolean overtaken = operation.attempts() > 1
                && (made.createdAt().isAfter(operation.lastSent()) || operation.status() == 403);
        return operation.outcome() == Outcome.REFUSED && !overtaken;
    }

    private void counts() {
        Map<UUID, Long> asMentor = evidence.mentorships().stream()
                .filter(Mentorship::lasts)
                .collect(groupingBy(Mentorship::mentorId, counting()));
        Map<UUID, Long> asMentee = evidence.mentorships().stream()
                .filter(Mentorship::lasts)
                .collect(groupingBy(Mentorship::menteeId, counting()));
        Map<UUID, Long> open = evidence.requests().stream()
                .filter(request -> request.state().equals("PENDING"))
                .collect(groupingBy(Request::mentorId, counting()));
        for (Participation held : evidence.participations()) {
            long active = asMentor.getOrDefault(held.id(), 0L);
            long mentors = asMentee.getOrDefault(held.id(), 0L);
            long pending = open.getOrDefault(held.id(), 0L);
            if (held.active() != active || held.mentors() != mentors || held.pending() != pending) {
                broken(
                        Violation.Kind.COUNT_WRONG,
                        "%s, but there are %d, %d as mentee, %d pending",
                        held,
                        active,
                        mentors,
                        pending);
            }
        }
    }

    private void states() {
        if (evidence.waiting() > 0) {
            broken(Violation.Kind.EVENT_LOST, "%d events wait in an outbox", evidence.waiting());
        }
        Map<UUID, Long> participationVersions = new HashMap<>();
        participations.forEach((id, held) -> participationVersions.put(id, held.version()));
        Map<UUID, JsonNode> last = last(Topics.PARTICIPATION, participationVersions);
        last.forEach((id, state) -> {
            Participation held = participations.get(id);
            if (held != null
                    && state.path("version").asLong() == held.version()
                    && (state.path("active").asInt() != held.active()
                            || state.path("pending").asInt() != held.pending()
                            || state.path("capacity").asInt() != held.capacity())) {
                broken(Violation.Kind.EVENT_UNFOUNDED, "the last state of %s is %s", held, state);
            }
        });
        Map<UUID, Long> mentorshipVersions = new HashMap<>();
        mentorships.forEach((id, held) -> mentorshipVersions.put(id, held.version()));
        last(Topics.MENTORSHIP, mentorshipVersions);
        Map<UUID, Long> personVersions = new HashMap<>();
        people.forEach((id, held) -> personVersions.put(id, held.version()));
        last(Topics.PERSON, personVersions);
        places();
    }

    /** The last state of each key; reports versions that go back, and ends that are not the owner's. */
    private Map<UUID, JsonNode> last(String topic, Map<UUID, Long> owned) {
        Map<UUID, JsonNode> last = new HashMap<>();
        for (Record record : events) {
            if (record.topic().equals(topic) && record.data() != null) {
                JsonNode before = last.put(UUID.fromString(record.key()), record.data());
                if (before != null
                        && before.path("version").asLong()
                                >= record.data().path("version").asLong()) {
                    broken(
                            Violation.Kind.OUT_OF_ORDER,
                            "%s/%d@%d of %s has version %s after %s",
                            topic,
                            record.partition(),
                            record.offset(),
                            record.key(),
                            record.data().path("version"),
                            before.path("version"));
                }
            }
        }
        owned.forEach((id, version) -> {
            long told = last.containsKey(id) ? last.get(id).path("version").asLong() : 0;
            if (told < version) {
                broken(
                        Violation.Kind.EVENT_LOST,
                        "%s of %s ends at version %d, its owner's is %d",
                        topic,
                        id,
                        told,
                        version);
            } else if (told > version) {
                broken(
                        Violation.Kind.EVENT_UNFOUNDED,
                        "%s of %s ends at version %d, its owner's is %d",
                        topic,
                        id,
                        told,
                        version);
            }
        });
        last.keySet().stream()
                .filter(id -> !owned.containsKey(id))
                .forEach(id -> broken(
                        Violation.Kind.EVENT_UNFOUNDED, "%s tells of %s, which its owner does not know", topic, id));
        return last;
    }

    /**
     * A place is taken while the mentor's row is locked, and both the start of a mentorship and the version of a state are
     * read from the clock under that lock. So the capacity at a start is that of the last state before it.
     */
    private void places() {
        Map<UUID, TreeMap<Long, Integer>> capacities = new HashMap<>();
        for (Record record : events) {
            if (record.topic().equals(Topics.PARTICIPATION) && record.data() != null) {
                capacities
                        .computeIfAbsent(UUID.fromString(record.key()), id -> new TreeMap<>())
                        .put(
                                record.data().path("version").asLong(),
                                record.data().path("capacity").asInt());
            }
        }
        Map<UUID, List<Mentorship>> byMentor =
                evidence.mentorships().stream().collect(groupingBy(Mentorship::mentorId));
        byMentor.forEach((mentor, all) -> {
            for (Mentorship one : all) {
                long taken = all.stream()
                        .filter(other -> !other.startedAt().isAfter(one.startedAt())
                                && (other.endedAt() == null || other.endedAt().isAfter(one.startedAt())))
                        .count();
                long moment = ChronoUnit.MICROS.between(Instant.EPOCH, one.startedAt());
                Map.Entry<Long, Integer> capacity =
                        capacities.getOrDefault(mentor, new TreeMap<>()).floorEntry(moment);
                if (capacity != null && taken > capacity.getValue()) {
                    broken(Violation.Kind.CAPACITY_EXCEEDED, "%s took place %d of %d", one, taken, capacity.getValue());
                }
            }
        });
    }

    private void facts() {
        Map<String, Map<String, Long>> counted = events.stream()
                .filter(record -> record.topic().equals(Topics.MENTORSHIP_FACTS))
                .collect(groupingBy(Record::type, groupingBy(Record::key, counting())));
        for (Request request : evidence.requests()) {
            once(counted, EventType.MATCH_REQUEST_CREATED, request.id(), request);
            EventType closing = CLOSED_BY.get(request.state());
            if (closing != null) {
                once(counted, closing, request.id(), request);
            }
        }
        for (Mentorship mentorship : evidence.mentorships()) {
            once(counted, EventType.MENTORSHIP_STARTED, mentorship.id(), mentorship);
            EventType closing = OVER_BY.get(mentorship.state());
            if (closing != null) {
                once(counted, closing, mentorship.id(), mentorship);
            }
        }
        // What is told without having happened.
        CLOSED_BY.forEach((state, type) -> counted.getOrDefault(type.text(), Map.of())
                .keySet()
                .forEach(key -> {
                    Request held = requests.get(UUID.fromString(key));
                    if (held == null || !held.state().equals(state)) {
                        broken(Violation.Kind.EVENT_UNFOUNDED, "%s of %s, but %s", type, key, held);
                    }
                }));
        counted.getOrDefault(EventType.MENTORSHIP_STARTED.text(), Map.of()).keySet().stream()
                .filter(key -> !mentorships.containsKey(UUID.fromString(key)))
                .forEach(key -> broken(Violation.Kind.EVENT_UNFOUNDED, "mentorship %s started nowhere else", key));
        counted.getOrDefault(EventType.MATCH_REQUEST_CREATED.text(), Map.of()).keySet().stream()
                .filter(key -> !requests.containsKey(UUID.fromString(key)))
                .forEach(key -> broken(Violation.Kind.EVENT_UNFOUNDED, "request %s was made nowhere else", key));
    }

    private void once(Map<String, Map<String, Long>> counted, EventType type, UUID id, Object what) {
        long times = counted.getOrDefault(type.text(), Map.of()).getOrDefault(id.toString(), 0L);
        if (times == 0) {
            broken(Violation.Kind.EVENT_LOST, "no %s of %s", type, what);
        } else if (times > 1) {
            broken(Violation.Kind.APPLIED_TWICE, "%d × %s of %s", times, type, what);
        }
    }

    private void replicas() {
        Map<UUID, Replica> held = evidence.replicas().stream().collect(toMap(Replica::id, identity()));
        people.forEach((id, person) -> {
            Replica replica = held.remove(id);
            if (replica == null || replica.version() != person.version() || replica.active() != person.active()) {
                broken(Violation.Kind.REPLICA_DIFFERS, "%s, but %s", person, replica);
            }
        });
        held.values().forEach(stray -> broken(Violation.Kind.REPLICA_DIFFERS, "nobody is %s", stray));
    }

    private void index() {
        Set<UUID> free = new TreeSet<>();
        participations.forEach((id, held) -> {
            Person person = people.get(id);
            if (person != null
                    && person.active()
                    && held.offers()
                    && held.active() + held.pending() < held.capacity()) {
                free.add(id);
            }
        });
        Map<UUID, Set<UUID>> partners = new HashMap<>();
        evidence.mentorships().stream()
                .filter(Mentorship::lasts)
                .forEach(mentorship -> partners.computeIfAbsent(mentorship.menteeId(), id -> new HashSet<>())
                        .add(mentorship.mentorId()));
        for (int replica = 0; replica < evidence.offered().size(); replica++) {
            for (Map.Entry<UUID, Offer> offer : evidence.offered().get(replica).entrySet()) {
                UUID mentee = offer.getKey();
                Set<UUID> expected = new TreeSet<>(free);
                expected.removeAll(partners.getOrDefault(mentee, Set.of()));
                expected.remove(mentee);
                if (!expected.equals(offer.getValue().mentors())) {
                    broken(
                            Violation.Kind.INDEX_DIFFERS,
                            "replica %d offers %s to %s, not %s",
                            replica,
                            offer.getValue().mentors(),
                            mentee,
                            expected);
                }
                Offer first = evidence.offered().get(0).get(mentee);
                if (first != null && !first.answer().equals(offer.getValue().answer())) {
                    broken(
                            Violation.Kind.INDEX_DIFFERS,
                            "replica %d answers %s otherwise than the first",
                            replica,
                            mentee);
                }
            }
        }
    }

    private static UUID uuid(JsonNode body, String field) {
        return UUID.fromString(body.path(field).asText());
    }
}
