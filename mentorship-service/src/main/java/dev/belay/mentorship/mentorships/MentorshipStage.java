package dev.belay.mentorship.mentorships;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a mentorship stands; clients know it as its {@code state}. */
@Schema(name = "MentorshipState")
enum MentorshipStage {
    ACTIVE,
    /** It rests, and keeps its place. */
    PAUSED,
    COMPLETED,
    ENDED;

    /** Those that hold one of the mentor's places. */
    static final Set<MentorshipStage> PRESENT = EnumSet.of(ACTIVE, PAUSED);
}
