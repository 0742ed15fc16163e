package dev.belay.profile.imports;

import dev.belay.profile.people.HrSync;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** All imports that are remembered, with their rows. */
@ApplicationScoped
class ImportJobs implements PanacheRepositoryBase<ImportJob, UUID> {
    private static final String UNFINISHED = "('QUEUED', 'RUNNING')";
    /**
     * Passes over what another replica is at. The imports of one source follow each other as they came; one that comes no
     * further holds up no other source.
     */
    private static final String CLAIM = "SELECT * FROM import_job job WHERE state IN " + UNFINISHED
            + " AND NOT EXISTS (SELECT 1 FROM import_job earlier WHERE earlier.source = job.source"
            + " AND earlier.id < job.id AND earlier.state IN " + UNFINISHED + ")"
            + " ORDER BY stalled, id LIMIT 1 FOR UPDATE OF job SKIP LOCKED";

    private static final String INSERT_ROWS = "INSERT INTO import_row (job_id, line, raw)"
            + " SELECT ?, chunk.line, chunk.raw FROM unnest(?, ?) AS chunk (line, raw)";

    /** An import with something left to do, for the present transaction alone. */
    Optional<ImportJob> claim() {
        return getEntityManager()
                .createNativeQuery(CLAIM, ImportJob.class)
                .getResultStream()
                .findFirst();
    }

    /** Those without a result, in the order of the file. */
    List<ImportRow> next(ImportJob job, int limit) {
        return getEntityManager()
                .createQuery(
                        "from ImportRow where id.jobId = :job and id.line > :line order by id.line", ImportRow.class)
                .setParameter("job", job.id())
                .setParameter("line", job.lastLine())
                .setMaxResults(limit)
                .getResultList();
    }

    /** Those with a result. */
    List<ImportRow> results(ImportJob job, HrSync.Outcome outcome, int afterLine, int limit) {
        return getEntityManager()
                .createQuery(
                        "from ImportRow where id.jobId = :job and id.line > :after and id.line <= :last"
                                + " and (:outcome is null or outcome = :outcome) order by id.line",
                        ImportRow.class)
                .setParameter("job", job.id())
                .setParameter("after", afterLine)
                .setParameter("last", job.lastLine())
                .setParameter("outcome", outcome)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Lines as they came. */
    void insertRows(UUID job, List<Integer> lines, List<byte[]> raws) {
        getEntityManager().flush();
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (var insert = connection.prepareStatement(INSERT_ROWS)) {
                insert.setObject(1, job);
                insert.setArray(2, connection.createArrayOf("int4", lines.toArray()));
                insert.setArray(3, connection.createArrayOf("bytea", raws.toArray(new byte[0][])));
                insert.executeUpdate();
            }
        });
    }

    /** Forgets what is no longer of use, rows and all, and answers how many imports that were. */
    long forgetFinishedBefore(Instant time) {
        return delete("finishedAt < ?1", time);
    }
}
