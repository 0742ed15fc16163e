package dev.belay.profile.imports;

import dev.belay.profile.people.HrSync;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
            + " AND earlier.place < job.place AND earlier.state IN " + UNFINISHED + ")"
            + " AND NOT EXISTS (SELECT 1 FROM import_arrival earlier WHERE earlier.source = job.source"
            + " AND earlier.place < job.place AND earlier.seen_at > :lost)"
            + " ORDER BY stalled, place LIMIT 1 FOR UPDATE OF job SKIP LOCKED";

    private static final String INSERT_ROWS = "INSERT INTO import_row (job_id, line, raw)"
            + " SELECT ?, chunk.line, chunk.raw FROM unnest(?, ?) AS chunk (line, raw)";

    private static final String FINISH_ROWS = "UPDATE import_row SET raw = NULL, external_id = done.external_id,"
            + " outcome = done.outcome, person_id = done.person_id, violations = done.violations"
            + " FROM unnest(?, ?, ?, ?, ?) AS done (line, external_id, outcome, person_id, violations)"
            + " WHERE import_row.job_id = ? AND import_row.line = done.line";

    private final Clock clock;

    ImportJobs(Clock clock) {
        this.clock = clock;
    }

    /** An import with something left to do, for the present transaction alone. */
    Optional<ImportJob> claim() {
        return getEntityManager()
                .createNativeQuery(CLAIM, ImportJob.class)
                .setParameter("lost", clock.instant().minus(Arrivals.PATIENCE))
                .getResultStream()
                .findFirst();
    }

    /** A row that has no result yet. */
    record Raw(int line, byte[] bytes) {}

    /** The next rows after a line, in the order of the file. */
    List<Raw> next(ImportJob job, int after, int limit) {
        return getEntityManager()
                .createQuery(
                        "select id.line, raw from ImportRow where id.jobId = :job and id.line > :line order by id.line",
                        Raw.class)
                .setParameter("job", job.id())
                .setParameter("line", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * What became of a row.
     *
     * @param externalId null if it says none that can be read
     * @param personId null if there is nobody, or nobody of this source
     * @param violations as JSON; null if there are none
     */
    record Done(int line, String externalId, HrSync.Outcome outcome, UUID personId, String violations) {}

    /** Keeps results, and forgets the rows themselves. */
    void finish(ImportJob job, List<Done> results) {
        getEntityManager().flush();
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (var update = connection.prepareStatement(FINISH_ROWS)) {
                update.setArray(1, array(connection, "int4", results, Done::line));
                update.setArray(2, array(connection, "text", results, Done::externalId));
                update.setArray(
                        3,
                        array(
                                connection,
                                "text",
                                results,
                                done -> done.outcome().name()));
                update.setArray(4, array(connection, "uuid", results, Done::personId));
                update.setArray(5, array(connection, "text", results, Done::violations));
                update.setObject(6, job.id());
                update.executeUpdate();
            }
        });
    }

    private static <T> Array array(Connection connection, String type, List<T> rows, Function<T, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
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

    /** The rows that will never have a result. */
    void forgetUndone(ImportJob job) {
        getEntityManager()
                .createQuery("delete from ImportRow where id.jobId = :job and id.line > :last")
                .setParameter("job", job.id())
                .setParameter("last", job.lastLine())
                .executeUpdate();
    }

    /** Full syncs that wait for a word are settled by a later one. */
    void supersede(ImportJob later, Instant now) {
        update(
                "state = ?1, finishedAt = ?2 where source = ?3 and place < ?4 and state = ?5",
                ImportState.CANCELLED,
                now,
                later.source(),
                later.place(),
                ImportState.NEEDS_CONFIRMATION);
    }

    /** Rows as they came. */
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
        return delete("finishedAt < ?1 or (state = ?2 and startedAt < ?1)", time, ImportState.NEEDS_CONFIRMATION);
    }
}
