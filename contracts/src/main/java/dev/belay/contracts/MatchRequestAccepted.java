package dev.belay.contracts;

import java.util.UUID;

/** The mentor said yes; a {@link MentorshipStarted} tells of the mentorship. */
public record MatchRequestAccepted(UUID requestId, UUID wishId, UUID menteeId, UUID mentorId, UUID programId)
        implements MatchRequestFact {

    public MatchRequestAccepted {
        requestId = Guard.required(requestId, "requestId");
        wishId = Guard.required(wishId, "wishId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MATCH_REQUEST_ACCEPTED;
    }
}
