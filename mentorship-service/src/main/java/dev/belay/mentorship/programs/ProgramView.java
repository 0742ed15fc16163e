package dev.belay.mentorship.programs;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Program")
record ProgramView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "kebab-case; never changes", examples = "open")
        String key,

        @Schema(required = true, examples = "Open mentoring")
        String name,

        @Schema(required = true) Instant createdAt) {}
