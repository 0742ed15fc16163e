package dev.belay.profile.imports;

import dev.belay.profile.people.HrSync;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;

/** A line of an import: as it came until it has its result, then the result alone. */
@Entity
@Table(name = "import_row")
class ImportRow {
    /** @param line of the file, from 1 */
    @Embeddable
    record Id(
            @Column(name = "job_id") UUID jobId,
            @Column(name = "line") int line) {}

    @EmbeddedId
    private Id id;

    private byte[] raw;

    @Column(name = "external_id")
    private String externalId;

    @Enumerated(EnumType.STRING)
    private HrSync.Outcome outcome;

    @Column(name = "person_id")
    private UUID personId;

    private String violations;

    protected ImportRow() {}

    int line() {
        return id.line();
    }

    String externalId() {
        return externalId;
    }

    HrSync.Outcome outcome() {
        return outcome;
    }

    UUID personId() {
        return personId;
    }

    String violations() {
        return violations;
    }
}
