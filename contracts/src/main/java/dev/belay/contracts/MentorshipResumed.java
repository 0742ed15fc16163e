package dev.belay.contracts;

import java.util.UUID;

/** A paused mentorship is active again. */
public record MentorshipResumed(UUID mentorshipId, UUID menteeId, UUID mentorId, UUID programId)
        implements MentorshipFact {

    public MentorshipResumed {
        mentorshipId = Guard.required(mentorshipId, "mentorshipId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MENTORSHIP_RESUMED;
    }
}
