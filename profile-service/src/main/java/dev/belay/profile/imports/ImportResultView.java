package dev.belay.profile.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.problems.Violation;
import dev.belay.profile.people.HrSync;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a row. */
@Schema(name = "ImportResult", description = "What became of a row.")
record ImportResultView(
        @Schema(required = true, description = "The line of the file, from 1.")
        int line,

        @Schema(required = true, nullable = true) String externalId,
        @Schema(required = true) HrSync.Outcome outcome,

        @Schema(
                required = true,
                nullable = true,
                description = "The person, if there is one and they are of this source.")
        UUID personId,

        @Schema(required = true, description = "Why it failed; each field is a JSON Pointer into the row.")
        List<Violation> violations) {

    static ImportResultView of(ImportRow row, ObjectMapper json) {
        return new ImportResultView(
                row.line(), row.externalId(), row.outcome(), row.personId(), violations(row.violations(), json));
    }

    private static List<Violation> violations(String text, ObjectMapper json) {
        try {
            return text == null ? List.of() : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Violations that we wrote ourselves", e);
        }
    }
}
