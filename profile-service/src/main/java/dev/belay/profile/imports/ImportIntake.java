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
    private final Event<ImportArrived> arrivals;
    private final Clock clock;
    private final ColumnsJson columns;
    private final int maxRows;

    ImportIntake(
            ImportJobs jobs,
            Idempotency idempotency,
            Event<ImportArrived> arrivals,
            Clock clock,
            ColumnsJson columns,
            ImportSettings settings) {
        this.jobs = jobs;
        this.idempotency = idempotency;
        this.arrivals = arrivals;
        this.clock = clock;
        this.columns = columns;
        this.maxRows = settings.maxRows();
    }

    /** Told once the job is committed. */
    record ImportArrived() {}

    @Transactional
    @TransactionConfiguration(timeout = 300)
    public Response accept(String source, RowFile file, String digest, HttpHeaders headers, UriInfo uri) {
        return idempotency.once(headers, uri, "POST", digest, () -> {
            ImportJob job =
                    new ImportJob(source, count(file), columns.write(file.columns()), Trace.parent(), clock.instant());
            jobs.persist(job);
            store(job, file);
            arrivals.fire(new ImportArrived());
            return Response.status(Response.Status.ACCEPTED)
                    .header(HttpHeaders.LOCATION, URI.create(uri.getPath() + "/" + job.id()))
                    .entity(ImportView.of(job))
                    .build();
        });
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
