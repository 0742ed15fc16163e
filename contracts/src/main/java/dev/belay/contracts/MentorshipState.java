package dev.belay.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mentorship between two people.
 *
 * @param state {@code ACTIVE}, {@code PAUSED}, {@code COMPLETED} or {@code ENDED}; a reader treats one it does not know
 *     as neither active nor over
 * @param goalSkills keys of the skills that the mentorship's goals name
 * @param startedAt when it became active
 * @param endedAt when it was completed or ended; null while it lasts
 * @param endReason why it ended, as a code such as {@code GOALS_CHANGED}, never the words somebody typed
 */
public record MentorshipState(
        UUID id,
        long version,
        boolean deleted,
        @Nullable UUID menteeId,
        @Nullable UUID mentorId,
        @Nullable UUID programId,
        @Nullable String state,
        @Nullable List<String> goalSkills,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endReason)
        implements State {

    public MentorshipState {
        id = Guard.required(id, "id");
        version = Guard.version(version);
        goalSkills = Guard.copy(goalSkills);
    }

    /** The state that says: this mentorship is erased. */
    public static MentorshipState deleted(UUID id, long version) {
        return new MentorshipState(id, version, true, null, null, null, null, null, null, null, null);
    }

    @Override
    public EventType type() {
        return EventType.MENTORSHIP;
    }
}
