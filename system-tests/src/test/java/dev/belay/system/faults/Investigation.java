package dev.belay.system.faults;

import dev.belay.contracts.Topics;
import dev.belay.local.api.Api;
import dev.belay.local.door.Service;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gathers the evidence of a run, once all is quiet. */
final class Investigation {
    private static final List<String> TOPICS =
            List.of(Topics.PERSON, Topics.PARTICIPATION, Topics.MENTORSHIP, Topics.MENTORSHIP_FACTS);

    private final FaultBed bed;
    private final Crowd crowd;
    private final Set<UUID> ours = new HashSet<>();

    Investigation(FaultBed bed, Crowd crowd) {
        this.bed = bed;
        this.crowd = crowd;
        crowd.members().forEach(member -> ours.add(member.id()));
    }

    /**
     * What is broken and stays so. Events need some time to arrive everywhere: whatever could still mend itself is looked at
     * again until the limit.
     */
    List<Violation> violations(Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        bed.awaitAllReady();
        while (true) {
            List<Violation> found = HistoryChecker.check(gather(false));
            if (found.isEmpty()) {
                found = HistoryChecker.check(gather(true));
            }
            boolean hopeless =
                    found.stream().anyMatch(violation -> violation.kind().isFinal());
            if (found.isEmpty() || hopeless || Instant.now().isAfter(end)) {
                return found;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    /** Of this crowd alone: other tests may have used the same suite. */
    private Evidence gather(boolean withIndex) {
        Evidence all = gatherAll(withIndex);
        return new Evidence(
                all.operations(),
                all.people().stream().filter(one -> isOurs(one.id())).toList(),
                all.replicas().stream().filter(one -> isOurs(one.id())).toList(),
                all.participations().stream().filter(one -> isOurs(one.id())).toList(),
                all.requests().stream().filter(one -> isOurs(one.menteeId())).toList(),
                all.mentorships().stream().filter(one -> isOurs(one.menteeId())).toList(),
                all.waiting(),
                all.records().stream().filter(this::isOurs).toList(),
                all.offered());
    }

    private boolean isOurs(UUID person) {
        return ours.contains(person);
    }

    private boolean isOurs(Evidence.Record record) {
        boolean ofPerson =
                record.topic().equals(Topics.PERSON) || record.topic().equals(Topics.PARTICIPATION);
        String person = ofPerson || record.data() == null
                ? record.key()
                : record.data().path("menteeId").asText();
        return !person.isEmpty() && isOurs(UUID.fromString(person));
    }

    private Evidence gatherAll(boolean withIndex) {
        List<Evidence.Person> people = bed.rows(
                Service.PROFILE,
                "SELECT id, version, active, title FROM person",
                row -> new Evidence.Person(id(row, 1), row.getLong(2), row.getBoolean(3), row.getString(4)));
        List<Evidence.Replica> replicas = bed.rows(
                Service.MENTORSHIP,
                "SELECT id, version, contact_version, active FROM person",
                row -> new Evidence.Replica(id(row, 1), row.getLong(2), row.getLong(3), row.getBoolean(4)));
        List<Evidence.Participation> participations = bed.rows(
                Service.MENTORSHIP,
                "SELECT person_id, version, settings_version, offers_mentoring, capacity, active, pending, mentors"
                        // A row that only serves as a lock is nobody's state yet.
                        + " FROM participation WHERE version > 0",
                row -> new Evidence.Participation(
                        id(row, 1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getBoolean(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getInt(8)));
        List<Evidence.Request> requests = bed.rows(
                Service.MENTORSHIP,
                "SELECT r.id, r.mentee_id, r.mentor_id, r.state, r.mentorship_id, w.message, w.created_at"
                        + " FROM match_request r JOIN wish w ON w.id = r.wish_id",
                row -> new Evidence.Request(
                        id(row, 1),
                        id(row, 2),
                        id(row, 3),
                        row.getString(4),
                        id(row, 5),
                        row.getString(6),
                        instant(row.getTimestamp(7))));
        List<Evidence.Mentorship> mentorships = bed.rows(
                Service.MENTORSHIP,
                "SELECT id, version, mentee_id, mentor_id, state, started_at, ended_at FROM mentorship",
                row -> new Evidence.Mentorship(
                        id(row, 1),
                        row.getLong(2),
                        id(row, 3),
                        id(row, 4),
                        row.getString(5),
                        instant(row.getTimestamp(6)),
                        instant(row.getTimestamp(7))));
        int waiting = 0;
        for (Service service : List.of(Service.PROFILE, Service.MENTORSHIP)) {
            waiting += bed.rows(service, "SELECT count(*) FROM outbox", row -> row.getInt(1))
                    .get(0);
        }
        List<Evidence.Record> records = TopicReader.all(bed.bootstrap(), TOPICS).stream()
                .map(TopicReader::evidence)
                .toList();
        return new Evidence(
                crowd.history(),
                people,
                replicas,
                participations,
                requests,
                mentorships,
                waiting,
                records,
                withIndex ? offered(people) : List.of());
    }

    private List<Map<UUID, Evidence.Offer>> offered(List<Evidence.Person> people) {
        Set<UUID> active = new HashSet<>();
        people.stream().filter(Evidence.Person::active).forEach(person -> active.add(person.id()));
        List<Map<UUID, Evidence.Offer>> all = new ArrayList<>();
        for (URI replica : bed.suite().replicas(Service.MATCHING)) {
            Api direct = new Api(replica);
            Map<UUID, Evidence.Offer> offers = new HashMap<>();
            for (Crowd.Member mentee : crowd.mentees()) {
                if (active.contains(mentee.id())) {
                    offers.put(mentee.id(), offer(direct, mentee));
                }
            }
            all.add(offers);
        }
        return all;
    }

    private Evidence.Offer offer(Api direct, Crowd.Member mentee) {
        Api.Answer answer = direct.get("/v1/recommendations/mentors?limit=200", bed.token(mentee.userName()));
        Set<UUID> mentors = new HashSet<>();
        answer.body()
                .path("items")
                .forEach(item -> mentors.add(
                        UUID.fromString(item.path("mentor").path("id").asText())));
        mentors.retainAll(ours);
        return new Evidence.Offer(
                mentors,
                answer.status() + " " + answer.body().path("items")
                        + answer.body().path("excluded"));
    }

    private static UUID id(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
