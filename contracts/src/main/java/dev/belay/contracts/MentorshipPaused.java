package dev.belay.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mentorship rests; it keeps its place.
 *
 * @param reason why, as a code such as {@code PARTY_LEFT}; null if a party paused it and gave none
 */
public record MentorshipPaused(
        UUID mentorshipId,
        UUID menteeId,
        UUID mentorId,
        UUID programId,
        @Nullable String reason) implements MentorshipFact {

    public MentorshipPaused {
        mentorshipId = Guard.required(mentorshipId, "mentorshipId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MENTORSHIP_PAUSED;
    }
}
