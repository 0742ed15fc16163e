package dev.belay.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mentorship ended early; its place is free.
 *
 * @param reason why, as a code such as {@code GOALS_CHANGED}, never the words; null if none is known
 */
public record MentorshipEnded(
        UUID mentorshipId,
        UUID menteeId,
        UUID mentorId,
        UUID programId,
        @Nullable String reason) implements MentorshipFact {

    public MentorshipEnded {
        mentorshipId = Guard.required(mentorshipId, "mentorshipId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MENTORSHIP_ENDED;
    }
}
