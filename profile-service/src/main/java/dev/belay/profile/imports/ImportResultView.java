package dev.belay.profile.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
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

        @Schema(required = true, description = "Why it failed.")
        List<Fault> violations) {

    /** Something wrong with a row. */
    @Schema(name = "ImportViolation", description = "Something wrong with a row.")
    record Fault(
            @Schema(required = true, description = "JSON Pointer into the row; empty if it is the row as a whole.")
            String field,

            @Schema(required = true, nullable = true, description = "The column of a CSV file, as its header has it.")
            String column,

            @Schema(required = true) String rule,
            @Schema(required = true) String message,

            @Schema(description = "Values that would be accepted, if any are near.")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<String> suggestions) {}

    /** @param columns of the file, if it is CSV */
    static ImportResultView of(ImportRow row, List<Column> columns, ObjectMapper json) {
        List<Fault> faults = violations(row.violations(), json).stream()
                .map(violation -> new Fault(
                        violation.field(),
                        column(violation.field(), columns),
                        violation.rule(),
                        violation.message(),
                        violation.suggestions()))
                .toList();
        return new ImportResultView(row.line(), row.externalId(), row.outcome(), row.personId(), faults);
    }

    private static List<Violation> violations(String text, ObjectMapper json) {
        try {
            return text == null ? List.of() : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Violations that we wrote ourselves", e);
        }
    }

    private static String column(String pointer, List<Column> columns) {
        return columns.stream()
                .filter(column -> column.field() != null && pointer.equals(ImportLine.pointer(column.field())))
                .map(Column::name)
                .findFirst()
                .orElse(null);
    }
}
