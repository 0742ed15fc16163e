package dev.belay.contracts;

import java.util.UUID;

/** Something that happened to a mentorship. */
public sealed interface MentorshipFact extends Fact
        permits MentorshipStarted, MentorshipPaused, MentorshipResumed, MentorshipCompleted, MentorshipEnded {

    UUID mentorshipId();

    UUID menteeId();

    UUID mentorId();

    UUID programId();

    @Override
    default UUID aggregateId() {
        return mentorshipId();
    }
}
