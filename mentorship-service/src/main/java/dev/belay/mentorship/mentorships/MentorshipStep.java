package dev.belay.mentorship.mentorships;

import static dev.belay.mentorship.mentorships.MentorshipStage.ACTIVE;
import static dev.belay.mentorship.mentorships.MentorshipStage.COMPLETED;
import static dev.belay.mentorship.mentorships.MentorshipStage.ENDED;
import static dev.belay.mentorship.mentorships.MentorshipStage.PAUSED;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The one table of what can become of a mentorship. */
enum MentorshipStep {
    PAUSE(PAUSED, EnumSet.of(ACTIVE), false),
    RESUME(ACTIVE, EnumSet.of(PAUSED), true),
    COMPLETE(COMPLETED, MentorshipStage.PRESENT, false),
    END(ENDED, MentorshipStage.PRESENT, true);

    private final MentorshipStage to;
    private final Set<MentorshipStage> from;
    private final boolean forManagers;

    MentorshipStep(MentorshipStage to, Set<MentorshipStage> from, boolean forManagers) {
        this.to = to;
        this.from = from;
        this.forManagers = forManagers;
    }

    MentorshipStage to() {
        return to;
    }

    boolean isPossibleIn(MentorshipStage stage) {
        return from.contains(stage);
    }

    /** Whether a program manager may take it too, once a party has left. */
    boolean isForManagers() {
        return forManagers;
    }

    /** The name under which clients know it. */
    String action() {
        return name().toLowerCase(Locale.ROOT);
    }
}
