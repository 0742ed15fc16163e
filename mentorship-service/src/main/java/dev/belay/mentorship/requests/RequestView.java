package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Goal;
import dev.belay.mentorship.mentorships.Side;
import dev.belay.mentorship.people.PersonView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A match request as one of its parties sees it. */
@Schema(name = "MatchRequest")
record RequestView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "the wish of which it is one rank")
        UUID wishId,

        @Schema(required = true, description = "1 is the mentee's first choice")
        int rank,

        @Schema(required = true) UUID programId,
        @Schema(required = true) PersonView mentee,
        @Schema(required = true) PersonView mentor,
        @Schema(required = true) RequestState state,

        @Schema(required = true, nullable = true, description = "whose answer an open request waits for; else null")
        Side waitingFor,

        @Schema(
                required = true,
                nullable = true,
                description = "why it was declined (`NO_TIME`, `NOT_MY_FIELD`, `NOT_A_FIT`, `OTHER`) or"
                        + " cancelled (`PARTY_LEFT`, `MENTOR_FULL`, `MENTEE_MATCHED_ENOUGH`, `ALREADY_PAIRED`)",
                examples = "NO_TIME")
        String reason,

        @Schema(required = true, nullable = true, description = "what the mentee wrote")
        String message,

        @Schema(required = true, nullable = true, description = "what the mentor wrote when declining")
        String answer,

        @Schema(required = true) List<Goal> goals,
        @Schema(required = true) Instant createdAt,

        @Schema(required = true, description = "when it expires if nobody answers")
        Instant expiresAt,

        @Schema(required = true, nullable = true, description = "the mentorship that came of it")
        UUID mentorshipId,

        @Schema(required = true, description = "what the reader may do now", examples = "[\"accept\", \"decline\"]")
        List<String> actions) {

    static RequestView of(MatchRequest request, UUID reader, PersonView mentee, PersonView mentor) {
        return new RequestView(
                request.id(),
                request.wish().id(),
                request.rank(),
                request.programId(),
                mentee,
                mentor,
                request.state(),
                request.waitingFor(),
                request.reason(),
                request.wish().message(),
                request.answer(),
                request.wish().goals(),
                request.createdAt(),
                request.expiresAt(),
                request.mentorshipId(),
                request.actionsOf(reader));
    }
}
