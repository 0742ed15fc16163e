package dev.belay.profile.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.problems.Violation;
import dev.belay.platform.trace.Trace;
import dev.belay.profile.people.HrChange;
import dev.belay.profile.people.HrSync;
import dev.belay.profile.people.Roster;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Applies imports in the background, a batch of rows per transaction.
 *
 * <p>The transaction holds the job's row, and writes the people, the rows' results and the counts together. So each row
 * takes effect exactly once, one replica at a time works on a job, and whoever dies leaves it where the last commit was,
 * for any replica to go on. A batch that the database refuses as a whole is done again row by row, so that one bad row
 * costs no other its place.
 */
@ApplicationScoped
class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class);
    private static final int BATCH = 500;
    /** Batches that a dry run takes back together. */
    private static final int DRY_BATCHES = 10;

    private static final int ATTEMPTS_PER_ROW = 3;
    /** SQLSTATE classes: data exception, constraint violation. */
    private static final Set<String> REFUSED = Set.of("22", "23");

    private final ImportJobs jobs;
    private final Arrivals arrivals;
    private final Leavers leavers;
    private final HrSync hrSync;
    private final Roster roster;
    private final EntityManager entities;
    private final ObjectMapper json;
    private final ColumnsJson columns;
    private final Clock clock;
    private final Duration kept;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "people-imports"));
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean stopped;

    ImportRunner(
            ImportJobs jobs,
            Arrivals arrivals,
            Leavers leavers,
            HrSync hrSync,
            Roster roster,
            EntityManager entities,
            ObjectMapper json,
            ColumnsJson columns,
            Clock clock,
            ImportSettings settings) {
        this.jobs = jobs;
        this.arrivals = arrivals;
        this.leavers = leavers;
        this.hrSync = hrSync;
        this.roster = roster;
        this.entities = entities;
        this.json = json;
        this.columns = columns;
        this.clock = clock;
        this.kept = settings.kept();
    }

    /** As soon as the present transaction has committed. */
    void arrived(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportIntake.ImportArrived arrival) {
        wake();
    }

    /** What another replica left, or what failed a moment ago. */
    @Scheduled(every = "2s", delayed = "1s", identity = "people-imports")
    void look() {
        wake();
    }

    @Scheduled(every = "1h", delayed = "15m", identity = "people-imports-forgotten")
    void forget() {
        QuarkusTransaction.requiringNew().run(arrivals::forgetLost);
        long forgotten = QuarkusTransaction.requiringNew()
                .call(() -> jobs.forgetFinishedBefore(clock.instant().minus(kept)));
        if (forgotten > 0) {
            LOG.infof("Forgot %d imports that were finished more than %s ago", forgotten, kept);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        worker.shutdown();
        // The batch at hand is either committed or rolled back; no need to wait for more.
        worker.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void wake() {
        if (!stopped && wanted.compareAndSet(false, true)) {
            worker.execute(this::work);
        }
    }

    private void work() {
        wanted.set(false);
        try {
            while (!stopped && workOnce()) {
                // Until nothing is left.
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "Imports pause");
        } finally {
            Trace.end();
        }
    }

    private static final class Claimed {
        UUID job;
    }

    /** @return whether there may be more to do at once */
    private boolean workOnce() {
        Claimed claimed = new Claimed();
        try {
            return QuarkusTransaction.requiringNew().timeout(120).call(() -> applyBatch(claimed, BATCH));
        } catch (RuntimeException e) {
            if (claimed.job == null) {
                throw e;
            }
            LOG.debugf(e, "A batch of import %s goes row by row", claimed.job);
        }
        try {
            return rowByRow();
        } catch (RuntimeException e) {
            LOG.warnf(e, "Import %s comes no further for now", claimed.job);
            QuarkusTransaction.requiringNew().run(() -> stall(claimed.job));
            return false;
        }
    }

    private boolean rowByRow() {
        boolean more = true;
        for (int i = 0; i < BATCH && more && !stopped; i++) {
            more = oneRow();
        }
        return more;
    }

    private boolean oneRow() {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> applyBatch(new Claimed(), 1));
            } catch (RuntimeException e) {
                // Another integration may have brought the same name in between: once it is seen, it is a plain
                // violation.
                if (attempt < ATTEMPTS_PER_ROW) {
                    continue;
                }
                if (!isOfTheRow(e)) {
                    throw e;
                }
                LOG.errorf(e, "A row cannot be saved");
                return QuarkusTransaction.requiringNew().call(this::failRow);
            }
        }
    }

    private boolean applyBatch(Claimed claimed, int size) {
        Optional<ImportJob> found = jobs.claim();
        if (found.isEmpty()) {
            return false;
        }
        ImportJob job = found.get();
        claimed.job = job.id();
        Trace.begin(job.traceparent());
        // While a table grows by a million rows, the planner still takes it for a small one that is best read whole.
        entities.createNativeQuery("SET LOCAL enable_seqscan = off").executeUpdate();
        if (job.isDeactivating()) {
            deactivate(job, size);
            return true;
        }
        begin(job);
        if (job.dryRun()) {
            return tryOut(job, size == BATCH ? DRY_BATCHES : 1, size);
        }
        List<ImportJobs.Raw> rows = jobs.next(job, job.lastLine(), size);
        List<Applied> applied = apply(job, rows);
        leavers.named(
                job.source(),
                applied.stream()
                        .map(row -> row.done().personId())
                        .filter(Objects::nonNull)
                        .toList());
        finish(job, applied);
        if (rows.size() < size) {
            rowsDone(job);
        }
        return true;
    }

    private void begin(ImportJob job) {
        if (job.state() == ImportState.QUEUED) {
            job.start(clock.instant());
            if (job.mode() == ImportMode.FULL_SYNC) {
                job.beginFullSync(roster.active(job.source()));
            }
        }
    }

    /**
     * A row and what became of it.
     *
     * @param withoutKey whether it may have been about anybody
     */
    private record Applied(ImportJobs.Done done, boolean withoutKey) {
        Applied withoutPerson() {
            return new Applied(
                    new ImportJobs.Done(done.line(), done.externalId(), done.outcome(), null, done.violations()),
                    withoutKey);
        }
    }

    private List<Applied> apply(ImportJob job, List<ImportJobs.Raw> rows) {
        List<Column> cells = columns.read(job.columns());
        List<ImportLine> lines = rows.stream()
                .map(row -> ImportLine.read(json, cells, row.bytes()))
                .map(line -> job.mode() == ImportMode.FULL_SYNC ? line.ofAll() : line)
                .toList();
        List<HrChange> changes = new ArrayList<>();
        lines.stream().filter(line -> line.change() != null).forEach(line -> changes.add(line.change()));
        List<HrSync.Result> results = changes.isEmpty() ? List.of() : hrSync.apply(job.source(), changes);
        Map<Roster.Key, UUID> meant = whomTheBrokenMean(job, lines);
        List<Applied> applied = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            ImportLine line = lines.get(i);
            HrSync.Result result = line.change() == null
                    ? new HrSync.Result(HrSync.Outcome.FAILED, meant.get(line.key()), line.violations())
                    : results.get(next++);
            applied.add(applied(rows.get(i).line(), line, result));
        }
        return applied;
    }

    /** Those are not missing, whatever else is wrong with their rows. */
    private Map<Roster.Key, UUID> whomTheBrokenMean(ImportJob job, List<ImportLine> lines) {
        List<Roster.Key> keys = lines.stream()
                .filter(line -> line.change() == null)
                .map(ImportLine::key)
                .toList();
        return keys.isEmpty() ? Map.of() : roster.find(job.source(), keys);
    }

    private Applied applied(int line, ImportLine read, HrSync.Result result) {
        boolean withoutKey = result.outcome() == HrSync.Outcome.FAILED && result.personId() == null && !read.isKeyed();
        return new Applied(
                new ImportJobs.Done(
                        line, read.key().externalId(), result.outcome(), result.personId(), write(result.violations())),
                withoutKey);
    }

    private void finish(ImportJob job, List<Applied> applied) {
        jobs.finish(job, applied.stream().map(Applied::done).toList());
        applied.forEach(row -> job.count(row.done().line(), row.done().outcome(), row.withoutKey()));
    }

    /**
     * Does as many batches as can be taken back together, so that later ones see what the earlier ones would have
     * changed, and takes them back. Nobody else sees any of it, but whoever wants to change one of these people waits; so
     * they are not too many.
     */
    private boolean tryOut(ImportJob claimed, int batches, int size) {
        entities.flush();
        entities.createNativeQuery("SAVEPOINT dry_run").executeUpdate();
        List<Applied> applied = new ArrayList<>();
        int line = claimed.lastLine();
        boolean isDone = false;
        for (int i = 0; i < batches && !isDone && !stopped; i++) {
            List<ImportJobs.Raw> rows = jobs.next(claimed, line, size);
            for (Applied row : apply(claimed, rows)) {
                applied.add(row.done().outcome() == HrSync.Outcome.CREATED ? row.withoutPerson() : row);
                line = row.done().line();
            }
            entities.flush();
            entities.clear();
            isDone = rows.size() < size;
        }
        entities.createNativeQuery("ROLLBACK TO SAVEPOINT dry_run").executeUpdate();
        ImportJob job = jobs.findById(claimed.id());
        finish(job, applied);
        if (isDone) {
            rowsDone(job);
        }
        return true;
    }

    private void rowsDone(ImportJob job) {
        if (job.mode() == ImportMode.FULL_SYNC) {
            if (!job.dryRun()) {
                jobs.supersede(job, clock.instant());
            }
            job.miss(leavers.find(job), clock.instant());
            if (job.state() == ImportState.NEEDS_CONFIRMATION) {
                LOG.warnf(
                        "Import %s of %s needs confirmation: %d of %d people are missing, %d rows have no key",
                        job.id(), job.source(), job.missing(), job.people(), job.withoutKey());
            }
        } else {
            job.complete(clock.instant());
        }
        tell(job);
    }

    private void deactivate(ImportJob job, int size) {
        Leavers.Progress progress = leavers.deactivate(job, size);
        job.deactivated(progress.deactivated());
        if (progress.seen() < size) {
            job.complete(clock.instant());
            tell(job);
        }
    }

    private static void tell(ImportJob job) {
        if (job.state() == ImportState.COMPLETED) {
            LOG.infof(
                    "Import %s of %s: %d created, %d updated, %d unchanged, %d failed, %d deactivated",
                    job.id(),
                    job.source(),
                    job.created(),
                    job.updated(),
                    job.unchanged(),
                    job.failed(),
                    job.deactivated());
        }
    }

    private boolean failRow() {
        Optional<ImportJob> found = jobs.claim();
        if (found.isEmpty()) {
            return false;
        }
        ImportJob job = found.get();
        if (job.isDeactivating()) {
            leavers.fail(job);
            return true;
        }
        begin(job);
        List<ImportJobs.Raw> rows = jobs.next(job, job.lastLine(), 1);
        List<Column> cells = columns.read(job.columns());
        for (ImportJobs.Raw row : rows) {
            Violation violation = new Violation("", "internal", "could not be saved for a failure of ours");
            ImportLine line = ImportLine.read(json, cells, row.bytes());
            UUID person = roster.find(job.source(), List.of(line.key())).get(line.key());
            HrSync.Result result = new HrSync.Result(HrSync.Outcome.FAILED, person, List.of(violation));
            finish(job, List.of(applied(row.line(), line, result)));
        }
        if (rows.isEmpty()) {
            rowsDone(job);
        }
        return true;
    }

    private void stall(UUID id) {
        ImportJob job = jobs.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (job.isUnfinished()) {
            job.stall(clock.instant());
        }
    }

    private String write(List<Violation> violations) {
        try {
            return violations.isEmpty() ? null : json.writeValueAsString(violations);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Violations are plain values", e);
        }
    }

    /** Whether the database refuses what the row says; anything else may well work next time. */
    private static boolean isOfTheRow(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return REFUSED.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
