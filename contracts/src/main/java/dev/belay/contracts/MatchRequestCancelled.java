package dev.belay.contracts;

import java.util.UUID;

/**
 * The request lost its point before it was answered.
 *
 * @param reason why, as a code: {@code PARTY_LEFT}, {@code MENTOR_FULL}, {@code MENTEE_MATCHED_ENOUGH}, …
 */
public record MatchRequestCancelled(
        UUID requestId, UUID wishId, UUID menteeId, UUID mentorId, UUID programId, String reason)
        implements MatchRequestFact {

    public MatchRequestCancelled {
        requestId = Guard.required(requestId, "requestId");
        wishId = Guard.required(wishId, "wishId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
        reason = Guard.required(reason, "reason");
    }

    @Override
    public EventType type() {
        return EventType.MATCH_REQUEST_CANCELLED;
    }
}
