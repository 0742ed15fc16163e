package dev.belay.profile.imports;

import dev.belay.platform.idempotency.Idempotency;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.trace.Trace;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes a job of a file: with all its rows, or not at all. */
@ApplicationScoped
class ImportIntake {
    private static final int CHUNK = 1_000;
    /** Of a chunk, which is held in memory. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final ImportJobs jobs;
    private final Idempotency idempotency;
    private final Arrivals arrivals;
    private final Event<ImportArrived> arrived;
    private final Clock clock;
    private final ColumnsJson columns;
    private final int maxRows;

    ImportIntake(
            ImportJobs jobs,
            Idempotency idempotency,
            Arrivals arrivals,
            Event<ImportArrived> arrived,
            Clock clock,
            ColumnsJson columns,
            ImportSettings settings) {
        this.jobs = jobs;
        this.idempotency = idempotency;
        this.arrivals = arrivals;
        this.arrived = arrived;
        this.clock = clock;
        this.columns = columns;
        this.maxRows = settings.maxRows();
    }

    /** Told once the job is committed. */
    record ImportArrived() {}

    /**
     * A file that has come in.
     *
     * @param digest of its bytes
     * @param place that it has had since its request arrived
     */
    record Upload(String source, long place, ImportMode mode, boolean dryRun, RowFile file, String digest) {
        /** What tells this request from another with the same key. */
        private Object request() {
            boolean isPlain =
                    mode == ImportMode.UPSERT && !dryRun && file.columns().isEmpty();
            return isPlain
                    ? digest
                    : List.of(digest, mode, dryRun, file.columns().size());
        }
    }

    @Transactional
    @TransactionConfiguration(timeout = 540)
    public Response accept(Upload upload, HttpHeaders headers, UriInfo uri) {
        return idempotency.once(headers, uri, "POST", upload.request(), () -> {
            ImportJob job = new ImportJob(
                    new ImportJob.Request(
                            upload.source(),
                            upload.place(),
                            upload.mode(),
                            upload.dryRun(),
                            columns.write(upload.file().columns())),
                    count(upload.file()),
                    Trace.parent(),
                    clock.instant());
            jobs.persist(job);
            store(job, upload.file());
            arrivals.left(upload.place());
            wake();
            return Response.status(Response.Status.ACCEPTED)
                    .header(HttpHeaders.LOCATION, URI.create(uri.getPath() + "/" + job.id()))
                    .entity(ImportView.of(job))
                    .build();
        });
    }

    /** There is something to do once the present transaction has committed. */
    void wake() {
        arrived.fire(new ImportArrived());
    }

    private int count(RowFile file) {
        int[] rows = {0};
        file.forEachRow((line, raw) -> rows[0]++);
        if (rows[0] == 0) {
            throw InvalidRequest.body("", "required", "holds no row");
        }
        if (rows[0] > maxRows) {
            throw new Spool.TooLarge("An import of at most " + maxRows + " rows is accepted here.");
        }
        return rows[0];
    }

    private void store(ImportJob job, RowFile file) {
        List<Integer> lines = new ArrayList<>();
        List<byte[]> raws = new ArrayList<>();
        int[] bytes = {0};
        file.forEachRow((line, raw) -> {
            lines.add(line);
            raws.add(raw);
            bytes[0] += raw.length;
            if (lines.size() == CHUNK || bytes[0] >= CHUNK_BYTES) {
                jobs.insertRows(job.id(), lines, raws);
                lines.clear();
                raws.clear();
                bytes[0] = 0;
            }
        });
        if (!lines.isEmpty()) {
            jobs.insertRows(job.id(), lines, raws);
        }
    }
}
