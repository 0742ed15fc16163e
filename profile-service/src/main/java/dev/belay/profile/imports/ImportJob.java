package dev.belay.profile.imports;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.platform.problems.Refusal;
import dev.belay.profile.people.HrSync;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A file of people that HR sent, and what has become of it so far. */
@Entity
@Table(name = "import_job")
class ImportJob {
    /** After so many attempts in a row that came no further, an import is given up, or it would block its source for ever. */
    private static final int MOST_STALLS = 10;
    /** So many people a full sync switches off without asking, and so many per cent. */
    private static final int FEW = 5;

    private static final int FEW_PERCENT = 10;

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

    private long place;

    @Enumerated(EnumType.STRING)
    private ImportMode mode;

    @Column(name = "dry_run")
    private boolean dryRun;

    private String columns;

    private Integer people;

    @Column(name = "without_key")
    private int withoutKey;

    private Integer missing;
    private boolean confirmed;
    private int deactivated;

    private int stalled;
    private int total;
    private int created;
    private int updated;
    private int unchanged;
    private int failed;

    protected ImportJob() {}

    ImportJob(Request request, int total, String traceparent, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.source = request.source();
        this.place = request.place();
        this.mode = request.mode();
        this.dryRun = request.dryRun();
        this.columns = request.columns();
        this.state = ImportState.QUEUED;
        this.traceparent = traceparent;
        this.createdAt = now;
        this.total = total;
    }

    /**
     * What is asked for.
     *
     * @param place among all imports, in the order of their arrival
     * @param dryRun whether it is only to be told what would happen
     * @param columns as JSON; null if each row names its fields itself
     */
    record Request(String source, long place, ImportMode mode, boolean dryRun, String columns) {}

    void start(Instant now) {
        if (state == ImportState.QUEUED) {
            state = ImportState.RUNNING;
            startedAt = now;
        }
    }

    /** A full sync begins, of a source with so many active people. */
    void beginFullSync(int people) {
        this.people = people;
    }

    /** The row of this line has its result. */
    void count(int line, HrSync.Outcome outcome, boolean withoutKey) {
        lastLine = line;
        stalled = 0;
        if (withoutKey) {
            this.withoutKey++;
        }
        switch (outcome) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case FAILED -> failed++;
        }
    }

    /** Every row of a full sync has its result, and so many active people have no row. */
    void miss(int missing, Instant now) {
        this.missing = missing;
        if (dryRun) {
            complete(now);
        } else if (needsConfirmation()) {
            state = ImportState.NEEDS_CONFIRMATION;
        }
    }

    /** A truncated file is the classic disaster: nobody is switched off by a list that may not be whole. */
    boolean needsConfirmation() {
        return missing != null && !confirmed && (withoutKey > 0 || missing > mostWithoutAsking());
    }

    /** How many people may be switched off without a word. */
    int mostWithoutAsking() {
        return Math.max(FEW, (int) ((long) people * FEW_PERCENT / 100));
    }

    /** Whether the rows are done, and those who are missing are being switched off. */
    boolean isDeactivating() {
        return missing != null;
    }

    void deactivated(int people) {
        deactivated += people;
        stalled = 0;
    }

    /** It is meant so. Said twice, it holds all the same. */
    void confirm() {
        if (state == ImportState.NEEDS_CONFIRMATION) {
            confirmed = true;
            state = ImportState.RUNNING;
        } else if (!confirmed || state == ImportState.CANCELLED) {
            throw new WrongState(this);
        }
    }

    /** Goes no further. Said twice, it holds all the same. */
    void cancel(Instant now) {
        if (isUnfinished() || state == ImportState.NEEDS_CONFIRMATION) {
            state = ImportState.CANCELLED;
            finishedAt = now;
        } else if (state != ImportState.CANCELLED) {
            throw new WrongState(this);
        }
    }

    /** What can be done with it now. */
    List<String> actions() {
        return switch (state) {
            case QUEUED, RUNNING -> List.of("cancel");
            case NEEDS_CONFIRMATION -> List.of("confirm", "cancel");
            case COMPLETED, CANCELLED, FAILED -> List.of();
        };
    }

    private static final class WrongState extends Refusal {
        WrongState(ImportJob job) {
            super("wrong-state", "The import is " + job.state + ".");
            with("state", job.state);
            with("actions", job.actions());
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

    ImportMode mode() {
        return mode;
    }

    boolean dryRun() {
        return dryRun;
    }

    /** Null unless it is a full sync that has begun. */
    Integer people() {
        return people;
    }

    int withoutKey() {
        return withoutKey;
    }

    /** Null until all rows of a full sync have a result. */
    Integer missing() {
        return missing;
    }

    int deactivated() {
        return deactivated;
    }

    long place() {
        return place;
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
