package dev.belay.matching.core.index;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
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
 * the next one and publish it by one volatile write. People lie {@linkplain Packed packed} in {@linkplain Block blocks}, and
 * the next snapshot shares all that did not change; so an update copies some three kilobytes, however large the index is. A
 * mentorship changes two people in one publication: nobody sees it on one side only.
 *
 * <p><b>Memory</b> depends on who is there and not on what happened: a person changed a thousand times takes what they would
 * if that had been their first state. Only the dictionaries of shared words, and what is remembered of deletions, grow.
 */
public final class Index {

    private final Map<UUID, Held<Pair>> mentorships = new HashMap<>();
    private boolean keepsColumns;
    private volatile Snapshot current = Snapshot.empty();

    /** The parties of a mentorship that lasts. */
    private record Pair(UUID menteeId, UUID mentorId) {}

    /** The present state; it does not change when the index does. */
    public Snapshot snapshot() {
        return current;
    }

    /**
     * Makes the columns that searches want, and keeps them from now on. Before, an index that takes in a whole history
     * would make them again and again; a search without them finds the same and takes longer.
     */
    public synchronized void keepColumns() {
        keepsColumns = true;
        current = current.withColumns();
    }

    /**
     * Takes in a person's state.
     *
     * @return whether it was news: false for one that is older than what is held, or the same
     */
    public synchronized boolean apply(PersonState state) {
        byte[] held = current.packed(state.id());
        if (Packed.isStaleProfile(held, state.version())) {
            return false;
        }
        byte[] next = Packed.withProfile(
                held, state.version(), state.deleted() ? null : Profile.of(state), current.dictionaries());
        current = current.with(next, !Packed.has(next, Packed.OFFERS), keepsColumns);
        return true;
    }

    /**
     * Takes in a participation.
     *
     * @return whether it was news: false for one that is older than what is held, or the same
     */
    public synchronized boolean apply(ParticipationState state) {
        byte[] held = current.packed(state.id());
        if (Packed.isStaleParticipation(held, state.version())) {
            return false;
        }
        byte[] next = Packed.withParticipation(held, state.version(), state.deleted() ? null : Participation.of(state));
        boolean columnsHold = !Packed.has(next, Packed.OFFERS) || Packed.isSameToColumns(held, next);
        current = current.with(next, columnsHold, keepsColumns);
        return true;
    }

    /**
     * Takes in a mentorship.
     *
     * @return whether it was news: false for one that is older than what is held, or the same
     */
    public synchronized boolean apply(MentorshipState state) {
        Held<Pair> held = mentorships.get(state.id());
        if (held != null && state.version() <= held.version()) {
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
            next = changed(next, old.menteeId(), mentorships -> mentorships.remove(mentorshipId));
            next = changed(next, old.mentorId(), mentorships -> mentorships.remove(mentorshipId));
        }
        Pair now = after.value();
        if (now != null) {
            next = changed(next, now.menteeId(), mentorships -> mentorships.put(mentorshipId, now.mentorId()));
            next = changed(next, now.mentorId(), mentorships -> mentorships.put(mentorshipId, now.menteeId()));
        }
        return next;
    }

    private Snapshot changed(Snapshot snapshot, UUID id, Consumer<SortedMap<UUID, UUID>> change) {
        byte[] person = snapshot.packed(id);
        SortedMap<UUID, UUID> changed = new TreeMap<>(Packed.mentorships(person));
        change.accept(changed);
        return snapshot.with(Packed.withMentorships(person, changed), true, keepsColumns);
    }

    /** The parties, if the mentorship lasts. One whose parties are not told pairs nobody. */
    private static @Nullable Pair presentPair(MentorshipState state) {
        boolean lasts = "ACTIVE".equals(state.state()) || "PAUSED".equals(state.state());
        UUID menteeId = state.menteeId();
        UUID mentorId = state.mentorId();
        return lasts && menteeId != null && mentorId != null ? new Pair(menteeId, mentorId) : null;
    }
}
