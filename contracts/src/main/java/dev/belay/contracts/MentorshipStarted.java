package dev.belay.contracts;

import java.util.UUID;

/** A mentorship is active from now on and holds one of the mentor's places. */
public record MentorshipStarted(UUID mentorshipId, UUID menteeId, UUID mentorId, UUID programId)
        implements MentorshipFact {

    public MentorshipStarted {
        mentorshipId = Guard.required(mentorshipId, "mentorshipId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MENTORSHIP_STARTED;
    }
}
