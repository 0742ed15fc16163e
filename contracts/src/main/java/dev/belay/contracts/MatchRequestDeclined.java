package dev.belay.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mentor said no.
 *
 * @param reason the mentor's reason as a code such as {@code NO_TIME}, never the words; null if none was given
 */
public record MatchRequestDeclined(
        UUID requestId,
        UUID wishId,
        UUID menteeId,
        UUID mentorId,
        UUID programId,
        @Nullable String reason) implements MatchRequestFact {

    public MatchRequestDeclined {
        requestId = Guard.required(requestId, "requestId");
        wishId = Guard.required(wishId, "wishId");
        menteeId = Guard.required(menteeId, "menteeId");
        mentorId = Guard.required(mentorId, "mentorId");
        programId = Guard.required(programId, "programId");
    }

    @Override
    public EventType type() {
        return EventType.MATCH_REQUEST_DECLINED;
    }
}
