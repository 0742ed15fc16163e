package dev.belay.contracts;

import java.util.UUID;

/**
 * One aggregate, whole, as it is after a change. It replaces every state of the same id with a lower version, whatever
 * the order of arrival.
 *
 * <p>A component that is null is not known, or not told. A deleted aggregate has id and version alone: a reader drops
 * what it holds and keeps these two, so that an older state that arrives late revives nobody.
 */
public sealed interface State extends Event permits PersonState, ContactState, ParticipationState, MentorshipState {

    /** The aggregate's id. */
    UUID id();

    /** Grows with each change; at least the time of the change in microseconds since 1970. */
    long version();

    /** Whether the aggregate is gone. */
    boolean deleted();

    @Override
    default String key() {
        return id().toString();
    }
}
