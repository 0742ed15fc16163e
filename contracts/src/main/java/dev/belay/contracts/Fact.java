package dev.belay.contracts;

import java.util.UUID;

/**
 * Something that has happened. It tells ids and codes, never names or words that somebody typed: who needs more asks
 * the owner, which knows what the asker may see.
 *
 * <p>When it happened is the header {@code ce_time}; its identity, by which a reader recognises a repeat, is
 * {@code ce_id}.
 */
public sealed interface Fact extends Event permits PersonFact, MatchRequestFact, MentorshipFact {

    /** The id of the aggregate to which this happened. */
    UUID aggregateId();

    @Override
    default String key() {
        return aggregateId().toString();
    }
}
