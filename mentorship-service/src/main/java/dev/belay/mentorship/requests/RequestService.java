package dev.belay.mentorship.requests;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.contracts.MatchRequestAccepted;
import dev.belay.contracts.MatchRequestCancelled;
import dev.belay.contracts.MatchRequestCreated;
import dev.belay.contracts.MatchRequestDeclined;
import dev.belay.contracts.MatchRequestExpired;
import dev.belay.contracts.MatchRequestWithdrawn;
import dev.belay.contracts.Programs;
import dev.belay.mentorship.mentorships.MentorshipService;
import dev.belay.mentorship.participation.Participation;
import dev.belay.mentorship.participation.Participations;
import dev.belay.mentorship.people.Contact;
import dev.belay.mentorship.people.People;
import dev.belay.mentorship.people.PersonLeft;
import dev.belay.mentorship.programs.AllPrograms;
import dev.belay.platform.outbox.Outbox;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.NotFound;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Requests together with the places and mentorships that they touch. Each method runs in the caller's transaction and
 * locks in one order: the participation of all whom it concerns, by their ids; then the requests, by theirs.
 */
@ApplicationScoped
class RequestService {
    /** Before the mentorships: this locks more people. */
    private static final int FIRST = 100;

    private final MatchRequests requests;
    private final PairRules rules;
    private final Participations participations;
    private final MentorshipService mentorships;
    private final People people;
    private final AllPrograms programs;
    private final Outbox outbox;
    private final Clock clock;
    private final Duration patience;

    RequestService(
            MatchRequests requests,
            PairRules rules,
            Participations participations,
            MentorshipService mentorships,
            People people,
            AllPrograms programs,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "belay.requests.expire-after") Duration patience) {
        this.requests = requests;
        this.rules = rules;
        this.participations = participations;
        this.mentorships = mentorships;
        this.people = people;
        this.programs = programs;
        this.outbox = outbox;
        this.clock = clock;
        this.patience = patience;
    }

    RequestView ask(UUID menteeId, NewWish asked) {
        UUID mentorId = asked.mentorIds().get(0);
        if (people.known(Set.of(mentorId)).isEmpty()) {
            throw InvalidRequest.body("/mentorIds/0", "exists", "is nobody known here");
        }
        UUID programId = asked.programId() == null ? Programs.OPEN : asked.programId();
        if (!programs.exists(programId)) {
            throw InvalidRequest.body("/programId", "exists", "is no program");
        }
        if (mentorId.equals(menteeId)) {
            throw PairNotAllowed.self();
        }
        Map<UUID, Participation> locked = participations.lock(Set.of(menteeId, mentorId));
        Participation mentor = locked.get(mentorId);
        rules.checkAsking(locked.get(menteeId), mentor);
        Instant now = now();
        Wish wish =
                new Wish(UuidCreator.getTimeOrderedEpoch(), menteeId, programId, asked.message(), asked.goals(), now);
        MatchRequest request = new MatchRequest(UuidCreator.getTimeOrderedEpoch(), wish, 1, mentorId, now, patience);
        requests.persist(wish);
        requests.persist(request);
        mentor.requestArrived();
        outbox.publish(new MatchRequestCreated(request.id(), wish.id(), menteeId, mentorId, programId));
        participations.publish(Set.of(mentorId));
        return view(menteeId, request);
    }

    RequestView accept(UUID me, UUID id) {
        MatchRequest request = visible(me, id);
        // If this is the mentor she needs, her requests to others are cancelled: they count in those mentors' rows.
        Set<UUID> concerned = new HashSet<>(requests.mentorsAskedBy(request.menteeId()));
        concerned.add(request.menteeId());
        concerned.add(request.mentorId());
        Map<UUID, Participation> locked = participations.lock(concerned);
        requests.lock(request);
        if (request.isToBe(RequestStep.ACCEPT, me)) {
            Participation mentor = locked.get(request.mentorId());
            Participation mentee = locked.get(request.menteeId());
            rules.checkAccepting(mentee, mentor);
            if (!participations.takePlace(mentor)) {
                throw CannotMatch.mentorAtCapacity();
            }
            if (!participations.takeMentor(mentee)) {
                throw CannotMatch.menteeMatchedEnough();
            }
            mentor.requestAnswered();
            request.accept(mentorships.start(request.start()), now());
            outbox.publish(new MatchRequestAccepted(
                    request.id(), request.wish().id(), request.menteeId(), request.mentorId(), request.programId()));
            Set<UUID> changed = cancelPointless(mentee, mentor, locked);
            changed.add(request.menteeId());
            changed.add(request.mentorId());
            participations.publish(changed);
        }
        return view(me, request);
    }

    /** @return the mentors who lost a request */
    private Set<UUID> cancelPointless(Participation mentee, Participation mentor, Map<UUID, Participation> locked) {
        Set<UUID> losers = new HashSet<>();
        for (MatchRequest other : requests.lockOpenAround(mentee.personId(), mentor.personId())) {
            CancelReason reason = null;
            if (other.menteeId().equals(mentor.personId()) && other.mentorId().equals(mentee.personId())) {
                reason = CancelReason.ALREADY_PAIRED;
            } else if (other.mentorId().equals(mentor.personId()) && !mentor.hasFreePlace()) {
                reason = CancelReason.MENTOR_FULL;
            } else if (other.menteeId().equals(mentee.personId()) && mentee.hasMentorsEnough()) {
                reason = CancelReason.MENTEE_MATCHED_ENOUGH;
            }
            if (reason != null) {
                cancel(other, reason, locked);
                losers.add(other.mentorId());
            }
        }
        return losers;
    }

    private void cancel(MatchRequest request, CancelReason reason, Map<UUID, Participation> locked) {
        // Somebody whom the mentee asked between our look and our lock is locked only now. That may collide with a
        // command that locks in the right order; then one of the two begins again.
        locked.computeIfAbsent(
                        request.mentorId(),
                        id -> participations.lock(Set.of(id)).get(id))
                .requestGone();
        request.cancel(reason, now());
        outbox.publish(new MatchRequestCancelled(
                request.id(),
                request.wish().id(),
                request.menteeId(),
                request.mentorId(),
                request.programId(),
                reason.name()));
    }

    RequestView decline(UUID me, UUID id, DeclineReason reason, String words) {
        MatchRequest request = locked(me, id);
        if (request.isToBe(RequestStep.DECLINE, me)) {
            request.decline(reason, words, now());
            participations.findById(request.mentorId()).requestAnswered();
            outbox.publish(new MatchRequestDeclined(
                    request.id(),
                    request.wish().id(),
                    request.menteeId(),
                    request.mentorId(),
                    request.programId(),
                    reason.name()));
            participations.publish(Set.of(request.mentorId()));
        }
        return view(me, request);
    }

    RequestView withdraw(UUID me, UUID id) {
        MatchRequest request = locked(me, id);
        if (request.isToBe(RequestStep.WITHDRAW, me)) {
            request.withdraw(now());
            participations.findById(request.mentorId()).requestGone();
            outbox.publish(new MatchRequestWithdrawn(
                    request.id(), request.wish().id(), request.menteeId(), request.mentorId(), request.programId()));
            participations.publish(Set.of(request.mentorId()));
        }
        return view(me, request);
    }

    /**
     * Expires requests that nobody answered in time.
     *
     * @return how many there were to look at; as many as the limit if there may be more
     */
    int expireDue(int limit) {
        List<MatchRequests.Due> due = requests.due(now(), limit);
        if (due.isEmpty()) {
            return 0;
        }
        Map<UUID, Participation> locked = participations.lock(due.stream()
                .flatMap(one -> Stream.of(one.menteeId(), one.mentorId()))
                .collect(Collectors.toSet()));
        Set<UUID> mentors = new HashSet<>();
        Set<UUID> ids = due.stream().map(MatchRequests.Due::id).collect(Collectors.toSet());
        for (MatchRequest request : requests.lockOpen(ids)) {
            request.expire(now());
            locked.get(request.mentorId()).requestExpired();
            mentors.add(request.mentorId());
            outbox.publish(new MatchRequestExpired(
                    request.id(), request.wish().id(), request.menteeId(), request.mentorId(), request.programId()));
        }
        if (!mentors.isEmpty()) {
            participations.publish(mentors);
        }
        return due.size();
    }

    /** Nobody waits for a leaver, and a leaver for nobody. An erased person's words go too. */
    void partyLeft(@Observes @Priority(FIRST) PersonLeft left) {
        UUID leaver = left.personId();
        Set<UUID> concerned = new HashSet<>(requests.mentorsAskedBy(leaver));
        concerned.add(leaver);
        Map<UUID, Participation> locked = participations.lock(concerned);
        Set<UUID> changed = new HashSet<>();
        for (MatchRequest request : requests.lockOpenOf(leaver)) {
            cancel(request, CancelReason.PARTY_LEFT, locked);
            changed.add(request.mentorId());
        }
        if (!changed.isEmpty()) {
            participations.publish(changed);
        }
        if (left.erased()) {
            requests.wishesOf(leaver).forEach(Wish::forgetWords);
            requests.answeredBy(leaver).forEach(MatchRequest::forgetAnswer);
        }
    }

    private MatchRequest locked(UUID me, UUID id) {
        MatchRequest request = visible(me, id);
        participations.lock(Set.of(request.menteeId(), request.mentorId()));
        requests.lock(request);
        return request;
    }

    MatchRequest visible(UUID me, UUID id) {
        return requests.of(id, me).orElseThrow(() -> new NotFound("match request"));
    }

    RequestView view(UUID reader, MatchRequest request) {
        return views(reader, List.of(request)).get(0);
    }

    List<RequestView> views(UUID reader, List<MatchRequest> found) {
        Map<UUID, Contact> contacts = people.contacts(found.stream()
                .flatMap(request -> Stream.of(request.menteeId(), request.mentorId()))
                .distinct()
                .toList());
        return found.stream()
                .map(request -> RequestView.of(
                        request,
                        reader,
                        contacts.get(request.menteeId()).view(),
                        contacts.get(request.mentorId()).view()))
                .toList();
    }

    /** Microseconds are what the database keeps: so an answer and its later reading say the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
