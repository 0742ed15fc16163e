package dev.belay.matching.core.index;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everyone whom matching knows of, kept current by state events.
 *
 * <p><b>Why it converges.</b> Of each aggregate the index holds one state and its version, and a state replaces another
 * only if its version is higher. So what is held in the end is the state with the highest version seen, whatever came
 * twice, late or in another order, within a topic or across topics. A deletion is a state like any other: it leaves id and
 * version behind, so that a late older state revives nobody.
 *
 * <p><b>Why readers need no lock.</b> What a reader gets is an immutable {@link Snapshot}. Writers, one at a time, make
 * the next one and publish it by one volatile write. The members lie in segments of 512, and the next snapshot shares all
 * segments with the last but those it changes; so an update copies a few kilobytes, not the index. A mentorship changes
 * two people in one publication: nobody sees it on one side only.
 */
public final class Index {

    private final Map<UUID, Integer> places = new ConcurrentHashMap<>();
    private final Map<UUID, Held<Pair>> mentorships = new HashMap<>();
    private volatile Snapshot current = new Snapshot(places);

    /** The parties of a mentorship that lasts. */
    private record Pair(UUID menteeId, UUID mentorId) {}

    /** The present state; it does not change when the index does. */
    public Snapshot snapshot() {
        return current;
    }

    /**
     * Takes in a person's state.
     *
     * @return whether it was news: false for one that is older than what is held, or the same
     */
    public synchronized boolean apply(PersonState state) {
        Held<Profile> held = current.member(state.id()).heldProfile();
        if (Held.isStale(held, state.version())) {
            return false;
        }
        Held<Profile> next = new Held<>(state.version(), state.deleted() ? null : Profile.of(state));
        current = changed(current, state.id(), member -> member.withProfile(next));
        return true;
    }

    /**
     * Takes in a participation.
     *
     * @return whether it was news: false for one that is older than what is held, or the same
     */
    public synchronized boolean apply(ParticipationState state) {
        Held<Participation> held = current.member(state.id()).heldParticipation();
        if (Held.isStale(held, state.version())) {
            return false;
        }
        Held<Participation> next = new Held<>(state.version(), state.deleted() ? null : Participation.of(state));
        current = changed(current, state.id(), member -> member.withParticipation(next));
        return true;
    }

    /**
     * Takes in a mentorship.
     *
     * @return whether it was news: false for one that is older than what is held, or the same
     */
    public synchronized boolean apply(MentorshipState state) {
        Held<Pair> held = mentorships.get(state.id());
        if (Held.isStale(held, state.version())) {
            return false;
        }
        Held<Pair> next = new Held<>(state.version(), presentPair(state));
        mentorships.put(state.id(), next);
        current = repaired(state.id(), held, next);
        return true;
    }

    private Snapshot repaired(UUID mentorshipId, @Nullable Held<Pair> before, Held<Pair> after) {
        Snapshot next = current;
        Pair old = before == null ? null : before.value();
        if (old != null) {
            next = changed(next, old.menteeId(), member -> member.withoutMentorship(mentorshipId));
            next = changed(next, old.mentorId(), member -> member.withoutMentorship(mentorshipId));
        }
        Pair now = after.value();
        if (now != null) {
            next = changed(next, now.menteeId(), member -> member.withMentorship(mentorshipId, now.mentorId()));
            next = changed(next, now.mentorId(), member -> member.withMentorship(mentorshipId, now.menteeId()));
        }
        return next;
    }

    private Snapshot changed(Snapshot snapshot, UUID id, UnaryOperator<Member> change) {
        Integer place = places.get(id);
        if (place == null) {
            place = places.size();
            places.put(id, place);
        }
        return snapshot.with(place, change.apply(snapshot.member(id)));
    }

    /** The parties, if the mentorship lasts. One whose parties are not told pairs nobody. */
    private static @Nullable Pair presentPair(MentorshipState state) {
        boolean lasts = "ACTIVE".equals(state.state()) || "PAUSED".equals(state.state());
        UUID menteeId = state.menteeId();
        UUID mentorId = state.mentorId();
        return lasts && menteeId != null && mentorId != null ? new Pair(menteeId, mentorId) : null;
    }
}
