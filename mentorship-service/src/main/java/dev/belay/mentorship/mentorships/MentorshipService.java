package dev.belay.mentorship.mentorships;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.contracts.Event;
import dev.belay.contracts.MentorshipCompleted;
import dev.belay.contracts.MentorshipEnded;
import dev.belay.contracts.MentorshipPaused;
import dev.belay.contracts.MentorshipResumed;
import dev.belay.contracts.MentorshipStarted;
import dev.belay.mentorship.participation.Participations;
import dev.belay.mentorship.people.Contact;
import dev.belay.mentorship.people.People;
import dev.belay.mentorship.people.PersonLeft;
import dev.belay.platform.outbox.Outbox;
import dev.belay.platform.problems.NotFound;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Mentorships together with the places they take. Each method runs in the caller's transaction. */
@ApplicationScoped
public class MentorshipService {
    /** After the requests, which lock more people. */
    private static final int AFTER_REQUESTS = 200;

    private final Mentorships mentorships;
    private final Participations participations;
    private final People people;
    private final Outbox outbox;
    private final Clock clock;

    MentorshipService(
            Mentorships mentorships, Participations participations, People people, Outbox outbox, Clock clock) {
        this.mentorships = mentorships;
        this.participations = participations;
        this.people = people;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Starts a mentorship whose places are taken already; the caller publishes the participation of both. */
    public UUID start(Mentorship.Start start) {
        Mentorship mentorship = Mentorship.start(UuidCreator.getTimeOrderedEpoch(), start, now());
        mentorships.persist(mentorship);
        publish(
                mentorship,
                new MentorshipStarted(mentorship.id(), start.menteeId(), start.mentorId(), start.programId()));
        return mentorship.id();
    }

    MentorshipView pause(Reader reader, UUID id) {
        return take(MentorshipStep.PAUSE, reader, id, mentorship -> {
            mentorship.pause(reader.id(), now());
            publish(
                    mentorship,
                    new MentorshipPaused(
                            id, mentorship.menteeId(), mentorship.mentorId(), mentorship.programId(), null));
        });
    }

    MentorshipView resume(Reader reader, UUID id) {
        return take(MentorshipStep.RESUME, reader, id, mentorship -> {
            Map<UUID, Contact> parties = contacts(mentorship);
            for (Side side : Side.values()) {
                UUID person = side == Side.MENTEE ? mentorship.menteeId() : mentorship.mentorId();
                if (!parties.get(person).active()) {
                    throw new PartyInactive(side);
                }
            }
            mentorship.resume(reader.id());
            publish(
                    mentorship,
                    new MentorshipResumed(id, mentorship.menteeId(), mentorship.mentorId(), mentorship.programId()));
        });
    }

    MentorshipView complete(Reader reader, UUID id) {
        return take(MentorshipStep.COMPLETE, reader, id, mentorship -> {
            mentorship.complete(reader.id(), now());
            publish(
                    mentorship,
                    new MentorshipCompleted(id, mentorship.menteeId(), mentorship.mentorId(), mentorship.programId()));
            freePlaces(mentorship);
        });
    }

    MentorshipView end(Reader reader, UUID id, EndReason reason, String message) {
        return take(MentorshipStep.END, reader, id, mentorship -> {
            mentorship.end(reader.id(), reason, message, now());
            publish(
                    mentorship,
                    new MentorshipEnded(
                            id, mentorship.menteeId(), mentorship.mentorId(), mentorship.programId(), reason.name()));
            freePlaces(mentorship);
        });
    }

    private MentorshipView take(MentorshipStep step, Reader reader, UUID id, Consumer<Mentorship> change) {
        Mentorship seen = visible(reader, id);
        participations.lock(Set.of(seen.menteeId(), seen.mentorId()));
        Mentorship mentorship = mentorships.lock(id);
        if (!mentorship.wasTakenBy(step, reader.id())) {
            Map<UUID, Contact> parties = contacts(mentorship);
            boolean bothActive = parties.values().stream().allMatch(Contact::active);
            List<String> actions = reader.actionsOn(mentorship, bothActive);
            if (!step.isPossibleIn(mentorship.stage())) {
                throw new WrongState("mentorship", step.action(), mentorship.stage(), actions);
            }
            if (!reader.mayTake(step, mentorship)) {
                throw new NotYourAction(
                        "This step is the parties'. A program manager may resume or end a mentorship that rests"
                                + " because somebody has left.",
                        actions);
            }
            change.accept(mentorship);
        }
        return view(reader, mentorship);
    }

    /** Both rows are locked. */
    private void freePlaces(Mentorship mentorship) {
        participations.findById(mentorship.mentorId()).placeFreed();
        participations.findById(mentorship.menteeId()).mentorLost();
        participations.publish(Set.of(mentorship.menteeId(), mentorship.mentorId()));
    }

    Mentorship visible(Reader reader, UUID id) {
        return mentorships.findByIdOptional(id).filter(reader::maySee).orElseThrow(() -> new NotFound("mentorship"));
    }

    /** Their present mentorships rest; the words of an erased person go from all of them. */
    void partyLeft(@Observes @Priority(AFTER_REQUESTS) PersonLeft left) {
        participations.lock(Set.of(left.personId()));
        for (Mentorship mentorship : mentorships.lockPresentOf(left.personId())) {
            boolean wasActive = mentorship.stage() == MentorshipStage.ACTIVE;
            mentorship.pauseBecausePartyLeft(now());
            if (wasActive) {
                publish(
                        mentorship,
                        new MentorshipPaused(
                                mentorship.id(),
                                mentorship.menteeId(),
                                mentorship.mentorId(),
                                mentorship.programId(),
                                Mentorship.PARTY_LEFT));
            }
        }
        if (left.erased()) {
            for (Mentorship mentorship : mentorships.lockAllOf(left.personId())) {
                mentorship.forgetWordsOf(left.personId());
                outbox.publish(mentorship.published(clock));
            }
        }
    }

    /**
     * Publishes the states of the next mentorships once more.
     *
     * @param after the last id of the batch before
     * @return the ids of this batch, in order; empty at the end
     */
    public List<UUID> republish(UUID after, int limit) {
        List<Mentorship> batch = mentorships.lockAfter(after, limit);
        outbox.publish(
                batch.stream().map(mentorship -> mentorship.published(clock)).toList());
        return batch.stream().map(Mentorship::id).toList();
    }

    private void publish(Mentorship mentorship, Event fact) {
        List<Event> events = new ArrayList<>();
        events.add(mentorship.published(clock));
        events.add(fact);
        outbox.publish(events);
    }

    MentorshipView view(Reader reader, Mentorship mentorship) {
        return views(reader, List.of(mentorship)).get(0);
    }

    List<MentorshipView> views(Reader reader, List<Mentorship> found) {
        Map<UUID, Contact> contacts = people.contacts(found.stream()
                .flatMap(mentorship -> Stream.of(mentorship.menteeId(), mentorship.mentorId()))
                .distinct()
                .toList());
        return found.stream()
                .map(mentorship -> MentorshipView.of(
                        mentorship, reader, contacts.get(mentorship.menteeId()), contacts.get(mentorship.mentorId())))
                .toList();
    }

    private Map<UUID, Contact> contacts(Mentorship mentorship) {
        Collection<UUID> both = List.of(mentorship.menteeId(), mentorship.mentorId());
        return people.contacts(both);
    }

    /** Microseconds are what the database keeps: so an answer and its later reading say the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
