package dev.belay.profile.people;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How well somebody masters a skill. */
@Schema(description = "How well somebody masters a skill.")
record SkillRating(
        @Schema(
                required = true,
                description = "Key of the skill. A name or an alias is understood too, and answered as the key.",
                examples = "spring-boot")
        @NotNull(message = "is missing")
        @Size(min = 1, max = 100, message = "must be 1 to 100 characters long")
        String skill,

        @Schema(
                required = true,
                description = "0 none, 1 aware, 2 beginner, 3 practitioner, 4 advanced, 5 expert.",
                examples = "3")
        @NotNull(message = "is missing")
        @Min(value = 0, message = "must be 0 to 5")
        @Max(value = 5, message = "must be 0 to 5")
        Integer proficiency) {}
