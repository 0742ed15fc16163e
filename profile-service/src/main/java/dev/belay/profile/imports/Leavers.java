package dev.belay.profile.imports;

import dev.belay.profile.people.Roster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;

/** Those whom full syncs do not name. */
@ApplicationScoped
class Leavers {
    private final EntityManager entities;
    private final Roster roster;

    Leavers(EntityManager entities, Roster roster) {
        this.entities = entities;
        this.roster = roster;
    }

    /** What became of somebody. */
    @Schema(name = "ImportLeaverOutcome")
    enum Outcome {
        DEACTIVATED,
        /** HR has changed or named them meanwhile. */
        KEPT,
        FAILED
    }

    /**
     * Writes down who is active, was there when the import began, and has no row in it.
     *
     * @return how many they are
     */
    int find(ImportJob job) {
        entities.flush();
        // The planner knows nothing of rows that were written a moment ago, and would take them one by one.
        entities.createNativeQuery("SET LOCAL enable_nestloop = off").executeUpdate();
        entities.createNativeQuery("SET LOCAL enable_seqscan = on").executeUpdate();
        int found = entities.createNativeQuery("INSERT INTO import_leaver (job_id, person_id, hr_version)"
                        + " SELECT :job, person.id, person.hr_version FROM person"
                        + " WHERE person.source = :source AND person.active AND person.id < :began"
                        + " AND NOT EXISTS (SELECT 1 FROM import_row row"
                        + " WHERE row.job_id = :job AND row.person_id = person.id)")
                .setParameter("job", job.id())
                .setParameter("source", job.source())
                .setParameter("began", firstIdAt(job.startedAt()))
                .executeUpdate();
        entities.createNativeQuery("SET LOCAL enable_nestloop = on").executeUpdate();
        return found;
    }

    /** UUIDs of version 7 begin with their millisecond. */
    private static UUID firstIdAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    /**
     * Switches the next of them off.
     *
     * @return how many were looked at, and how many of them switched off
     */
    Progress deactivate(ImportJob job, int limit) {
        Map<UUID, Long> versions = new TreeMap<>();
        next(job, limit).forEach(leaver -> versions.put((UUID) leaver[0], (Long) leaver[1]));
        Set<UUID> gone = versions.isEmpty() ? Set.of() : roster.deactivate(job.source(), versions);
        finish(job, gone, Outcome.DEACTIVATED);
        versions.keySet().removeAll(gone);
        finish(job, versions.keySet(), Outcome.KEPT);
        return new Progress(gone.size() + versions.size(), gone.size());
    }

    record Progress(int seen, int deactivated) {}

    /** The next of them cannot be switched off for a failure of ours. */
    void fail(ImportJob job) {
        next(job, 1).forEach(leaver -> finish(job, Set.of((UUID) leaver[0]), Outcome.FAILED));
    }

    private List<Object[]> next(ImportJob job, int limit) {
        return entities.createNativeQuery(
                        "SELECT person_id, hr_version FROM import_leaver WHERE job_id = :job AND outcome IS NULL"
                                + " ORDER BY person_id LIMIT :limit",
                        Object[].class)
                .setParameter("job", job.id())
                .setParameter("limit", limit)
                .getResultList();
    }

    private void finish(ImportJob job, Collection<UUID> people, Outcome outcome) {
        if (!people.isEmpty()) {
            entities.createNativeQuery("UPDATE import_leaver SET outcome = :outcome"
                            + " WHERE job_id = :job AND person_id = ANY (:people)")
                    .setParameter("outcome", outcome.name())
                    .setParameter("job", job.id())
                    .setParameter("people", people.toArray(new UUID[0]))
                    .executeUpdate();
        }
    }

    /** Whom a later import names, nobody misses any more. */
    void named(String source, Collection<UUID> people) {
        entities.createNativeQuery("DELETE FROM import_leaver leaver USING import_job job WHERE job.source = :source"
                        + " AND job.state = 'NEEDS_CONFIRMATION' AND leaver.job_id = job.id"
                        + " AND leaver.person_id = ANY (:people)")
                .setParameter("source", source)
                .setParameter("people", people.toArray(new UUID[0]))
                .executeUpdate();
    }

    /** Somebody whom a full sync does not name. */
    @Schema(name = "ImportLeaver", description = "Somebody whom a full sync does not name.")
    record View(
            @Schema(required = true) UUID personId,
            @Schema(required = true, nullable = true) String externalId,
            @Schema(required = true, nullable = true) String userName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Null until it is decided; `KEPT`: HR has changed or named them meanwhile.")
            Outcome outcome) {}

    List<View> list(ImportJob job, UUID after, int limit) {
        return entities.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT leaver.person_id, person.external_id, person.user_name, leaver.outcome"
                                + " FROM import_leaver leaver LEFT JOIN person ON person.id = leaver.person_id"
                                + " WHERE leaver.job_id = :job AND leaver.person_id > :after"
                                + " ORDER BY leaver.person_id LIMIT :limit",
                        Object[].class)
                .setParameter("job", job.id())
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultStream()
                .map(row -> new View(
                        (UUID) row[0],
                        (String) row[1],
                        (String) row[2],
                        row[3] == null ? null : Outcome.valueOf((String) row[3])))
                .toList();
    }
}
