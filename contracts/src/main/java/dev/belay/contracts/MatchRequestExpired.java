package dev.belay.contracts;

import java.util.UUID;

/** The mentor did not answer in time. */
public record MatchRequestExpired(UUID requestId, UUID wishId, UUID menteeId, UUID mentorId, UUID programId)
        implements MatchRequestFact {

    public MatchRequestExpired {
        requestId = Guard.required(requestId, "requestId");
        wishId = Guard.required(wishId, "wishId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MATCH_REQUEST_EXPIRED;
    }
}
