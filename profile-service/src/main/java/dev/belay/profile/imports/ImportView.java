package dev.belay.profile.imports;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import and how far it is. */
@Schema(name = "Import", description = "An import and how far it is.")
record ImportView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "The integration that sent it, which owns the people it creates.")
        String source,

        @Schema(
                required = true,
                description = "`COMPLETED`: every row has a result. `FAILED`: given up for a failure of ours.")
        ImportState state,

        @Schema(required = true) Counts counts,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true, nullable = true) Instant startedAt,
        @Schema(required = true, nullable = true) Instant finishedAt) {

    /** Rows, in all and by what became of them; those without a result yet are in none of the four. */
    @Schema(name = "ImportCounts")
    record Counts(
            @Schema(required = true) int total,
            @Schema(required = true) int created,
            @Schema(required = true) int updated,
            @Schema(required = true) int unchanged,
            @Schema(required = true) int failed) {}

    static ImportView of(ImportJob job) {
        return new ImportView(
                job.id(),
                job.source(),
                job.state(),
                new Counts(job.total(), job.created(), job.updated(), job.unchanged(), job.failed()),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
