package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Goal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a mentee asks for, and of whom. */
@Schema(name = "NewMatchRequest")
record NewWish(
        @Schema(
                required = true,
                minItems = 1,
                maxItems = 1,
                description = "the mentors to ask, best first; exactly one for now")
        @NotNull(message = "is required")
        @Size(min = 1, max = 1, message = "must hold exactly one mentor: asking the next one by itself comes later")
        List<@NotNull(message = "must be a person's id") UUID> mentorIds,

        @Schema(nullable = true, maxLength = 2000) @Size(max = 2000, message = "must have at most 2000 characters")
        String message,

        @Schema(maxItems = 10) @Size(max = 10, message = "must hold at most 10 goals")
        List<@NotNull(message = "must be a goal") @Valid Goal> goals,

        @Schema(nullable = true, description = "absent: the built-in program `open`")
        UUID programId) {

    NewWish {
        goals = goals == null ? List.of() : goals;
    }
}
