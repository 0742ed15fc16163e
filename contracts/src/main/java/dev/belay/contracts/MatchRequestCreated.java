package dev.belay.contracts;

import java.util.UUID;

/** A mentee asked a mentor, or a wish fell through to its next mentor. */
public record MatchRequestCreated(UUID requestId, UUID wishId, UUID menteeId, UUID mentorId, UUID programId)
        implements MatchRequestFact {

    public MatchRequestCreated {
        requestId = Guard.required(requestId, "requestId");
        wishId = Guard.required(wishId, "wishId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MATCH_REQUEST_CREATED;
    }
}
