package dev.belay.profile.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.problems.Violation;
import dev.belay.platform.trace.Trace;
import dev.belay.profile.people.HrChange;
import dev.belay.profile.people.HrSync;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final int BATCH = 200;
    private static final int ATTEMPTS_PER_ROW = 3;
    /** SQLSTATE classes: data exception, constraint violation. */
    private static final Set<String> REFUSED = Set.of("22", "23");

    private final ImportJobs jobs;
    private final HrSync hrSync;
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
            HrSync hrSync,
            ObjectMapper json,
            ColumnsJson columns,
            Clock clock,
            ImportSettings settings) {
        this.jobs = jobs;
        this.hrSync = hrSync;
        this.json = json;
        this.columns = columns;
        this.clock = clock;
        this.kept = settings.kept();
    }

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
        job.start(clock.instant());
        List<ImportRow> rows = jobs.next(job, size);
        List<Column> cells = columns.read(job.columns());
        List<ImportLine> lines = rows.stream()
                .map(row -> ImportLine.read(json, cells, row.raw()))
                .toList();
        List<HrChange> changes = new ArrayList<>();
        lines.stream().filter(line -> line.change() != null).forEach(line -> changes.add(line.change()));
        List<HrSync.Result> results = changes.isEmpty() ? List.of() : hrSync.apply(job.source(), changes);
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            ImportLine line = lines.get(i);
            HrSync.Result result = line.change() == null
                    ? new HrSync.Result(HrSync.Outcome.FAILED, null, line.violations())
                    : results.get(next++);
            finish(job, rows.get(i), line.externalId(), result);
        }
        completeIfDone(job, rows.size() < size);
        return true;
    }

    private boolean failRow() {
        Optional<ImportJob> found = jobs.claim();
        if (found.isEmpty()) {
            return false;
        }
        ImportJob job = found.get();
        List<ImportRow> rows = jobs.next(job, 1);
        for (ImportRow row : rows) {
            Violation violation = new Violation("", "internal", "could not be saved for a failure of ours");
            String externalId = ImportLine.read(json, columns.read(job.columns()), row.raw())
                    .externalId();
            finish(job, row, externalId, new HrSync.Result(HrSync.Outcome.FAILED, null, List.of(violation)));
        }
        completeIfDone(job, rows.isEmpty());
        return true;
    }

    private void finish(ImportJob job, ImportRow row, String externalId, HrSync.Result result) {
        row.finish(externalId, result.outcome(), result.personId(), write(result.violations()));
        job.count(row.line(), result.outcome());
    }

    private void completeIfDone(ImportJob job, boolean isDone) {
        if (isDone) {
            job.complete(clock.instant());
            LOG.infof(
                    "Import %s of %s: %d created, %d updated, %d unchanged, %d failed",
                    job.id(), job.source(), job.created(), job.updated(), job.unchanged(), job.failed());
        }
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
