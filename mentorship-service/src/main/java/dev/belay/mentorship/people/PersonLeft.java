package dev.belay.mentorship.people;

import java.util.UUID;

/**
 * A person has become inactive, or is erased. Fired in the transaction that learns it, after the person's row has
 * changed; whoever holds something of the person acts on it in that same transaction.
 *
 * @param erased whether nothing personal may stay
 */
public record PersonLeft(UUID personId, boolean erased) {}
