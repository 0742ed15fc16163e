package dev.belay.profile.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
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
                description =
                        "`COMPLETED`: every row has a result. `NEEDS_CONFIRMATION`: the same, and more people would be"
                                + " switched off than goes without saying; nobody was. `CANCELLED`: ended by somebody, or overtaken by a"
                                + " later full sync. `FAILED`: given up for a failure of ours.")
        ImportState state,

        @Schema(required = true) Mode mode,

        @Schema(required = true, description = "Whether nothing was changed, and the counts say what would have been.")
        boolean dryRun,

        @Schema(required = true) Counts counts,

        @Schema(required = true, nullable = true, description = "Of a full sync that has begun.")
        FullSync fullSync,

        @Schema(required = true, description = "What can be done with it now.")
        List<String> actions,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true, nullable = true) Instant startedAt,
        @Schema(required = true, nullable = true) Instant finishedAt) {

    /** As the parameter has it. */
    @Schema(
            name = "ImportMode",
            enumeration = {"upsert", "full-sync"})
    enum Mode {
        @JsonProperty("upsert")
        UPSERT,
        @JsonProperty("full-sync")
        FULL_SYNC
    }

    /** People, not rows. */
    @Schema(name = "ImportFullSync")
    record FullSync(
            @Schema(required = true, description = "Active people of the source when it began.")
            int people,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Those who have no row and would be switched off; null until all rows have a result.")
            Integer missing,

            @Schema(required = true, description = "Rows that cannot be read so far as to say whom they mean.")
            int withoutKey,

            @Schema(
                    required = true,
                    description =
                            "So many are switched off without asking, if every row says whom it means: 10 %, at least 5.")
            int mostWithoutAsking,

            @Schema(
                    required = true,
                    description = "Whether somebody has to confirm it, or would have to after a dry run.")
            boolean needsConfirmation,

            @Schema(required = true) int deactivated) {}

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
                Mode.valueOf(job.mode().name()),
                job.dryRun(),
                new Counts(job.total(), job.created(), job.updated(), job.unchanged(), job.failed()),
                job.people() == null
                        ? null
                        : new FullSync(
                                job.people(),
                                job.missing(),
                                job.withoutKey(),
                                job.mostWithoutAsking(),
                                job.needsConfirmation(),
                                job.deactivated()),
                job.actions(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
