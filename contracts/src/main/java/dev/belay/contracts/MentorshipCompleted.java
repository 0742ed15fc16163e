package dev.belay.contracts;

import java.util.UUID;

/** A mentorship reached its end as planned; its place is free. */
public record MentorshipCompleted(UUID mentorshipId, UUID menteeId, UUID mentorId, UUID programId)
        implements MentorshipFact {

    public MentorshipCompleted {
        mentorshipId = Guard.required(mentorshipId, "mentorshipId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MENTORSHIP_COMPLETED;
    }
}
