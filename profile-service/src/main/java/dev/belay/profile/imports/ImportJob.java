package dev.belay.profile.imports;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.profile.people.HrSync;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A file of people that HR sent, and what has become of it so far. */
@Entity
@Table(name = "import_job")
class ImportJob {
    /** After so many attempts in a row that came no further, an import is given up, or it would block its source for ever. */
    private static final int MOST_STALLS = 10;

    @Id
    private UUID id;

    private String source;

    @Enumerated(EnumType.STRING)
    private ImportState state;

    private String traceparent;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Column(name = "last_line")
    private int lastLine;

    private String columns;

    private int stalled;
    private int total;
    private int created;
    private int updated;
    private int unchanged;
    private int failed;

    protected ImportJob() {}

    /** @param columns as JSON; null if each row names its fields itself */
    ImportJob(String source, int total, String columns, String traceparent, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.source = source;
        this.state = ImportState.QUEUED;
        this.traceparent = traceparent;
        this.createdAt = now;
        this.total = total;
        this.columns = columns;
    }

    void start(Instant now) {
        if (state == ImportState.QUEUED) {
            state = ImportState.RUNNING;
            startedAt = now;
        }
    }

    /** The row of this line has its result. */
    void count(int line, HrSync.Outcome outcome) {
        lastLine = line;
        stalled = 0;
        switch (outcome) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case FAILED -> failed++;
        }
    }

    void complete(Instant now) {
        state = ImportState.COMPLETED;
        finishedAt = now;
    }

    void stall(Instant now) {
        stalled++;
        if (stalled >= MOST_STALLS) {
            state = ImportState.FAILED;
            finishedAt = now;
        }
    }

    boolean isUnfinished() {
        return state == ImportState.QUEUED || state == ImportState.RUNNING;
    }

    UUID id() {
        return id;
    }

    String source() {
        return source;
    }

    ImportState state() {
        return state;
    }

    String traceparent() {
        return traceparent;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant finishedAt() {
        return finishedAt;
    }

    String columns() {
        return columns;
    }

    int lastLine() {
        return lastLine;
    }

    int total() {
        return total;
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    int failed() {
        return failed;
    }
}
