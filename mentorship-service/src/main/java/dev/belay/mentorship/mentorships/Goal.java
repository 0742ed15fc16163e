package dev.belay.mentorship.mentorships;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a mentee wants to reach.
 *
 * @param skills keys of the skills that it is about; empty if it is about none
 */
public record Goal(
        @Schema(required = true, examples = "Design a service on my own")
        @NotBlank(message = "is required")
        @Size(max = 500, message = "must have at most 500 characters")
        String text,

        @Schema(description = "keys of the catalogue's skills", examples = "[\"postgresql\"]")
        @Size(max = 20, message = "must hold at most 20 skills")
        List<
                        @NotNull(message = "is required") @Size(max = 100, message = "must have at most 100 characters")
                        @Pattern(regexp = "^[a-z0-9][a-z0-9.+#-]*$", message = "must be the key of a skill") String>
                skills) {

    public Goal {
        skills = skills == null ? List.of() : skills;
    }
}
