package dev.belay.mentorship.people;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person by name. */
@Schema(name = "Person")
public record PersonView(
        @Schema(required = true) UUID id,

        @Schema(required = true, nullable = true, description = "null if it is not known, or the person is erased")
        String displayName) {}
