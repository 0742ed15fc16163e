package dev.belay.profile.scim;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.platform.outbox.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The groups of a source and who is in them. */
@ApplicationScoped
class Groups {
    private static final String SELECT =
            "SELECT g.id, g.version, g.external_id, g.display_name FROM scim_group g WHERE g.source = ? AND ";

    private final Database database;
    private final Clock clock;

    Groups(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Row(UUID id, long version, String externalId, String displayName) implements Database.Identified {
        private static Row of(ResultSet row) throws SQLException {
            return new Row(row.getObject(1, UUID.class), row.getLong(2), row.getString(3), row.getString(4));
        }
    }

    Optional<Row> find(String source, UUID id) {
        return database.query(select(source, Sql.of("g.id = ?", id)), Row::of).stream()
                .findFirst();
    }

    long count(String source, Sql where) {
        return database.query(
                        Sql.of("SELECT count(*) FROM scim_group g WHERE g.source = ? AND ", source)
                                .then(where),
                        row -> row.getLong(1))
                .get(0);
    }

    List<Row> page(String source, Sql where, String listing, long startIndex, int count) {
        return database.page(select(source, where), "g.id", Row::of, source, listing, startIndex, count);
    }

    List<Row> sorted(String source, Sql where, Sql order, long startIndex, int count) {
        return database.sorted(select(source, where), order, Row::of, startIndex, count);
    }

    private static Sql select(String source, Sql where) {
        return Sql.of(SELECT, source).then(where.in("(", ")"));
    }

    /** Whether another group of the source has the name or HR's id. */
    boolean isTaken(String source, UUID other, String displayName, String externalId) {
        return !database.query(
                        select(
                                source,
                                Sql.of(
                                        "g.id <> ? AND (lower(g.display_name) = lower(?) OR g.external_id = ?::text)",
                                        other,
                                        displayName,
                                        externalId)),
                        Row::of)
                .isEmpty();
    }

    UUID create(String source, String externalId, String displayName) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        database.update(Sql.of(
                "INSERT INTO scim_group (id, source, external_id, display_name, version) VALUES (?, ?, ?::text, ?, ?)",
                id,
                source,
                externalId,
                displayName,
                Versions.next(0, clock)));
        return id;
    }

    void change(Row group, String externalId, String displayName) {
        database.update(Sql.of(
                "UPDATE scim_group SET external_id = ?::text, display_name = ?, version = ? WHERE id = ?",
                externalId,
                displayName,
                Versions.next(group.version(), clock),
                group.id()));
    }

    void delete(UUID id) {
        database.update(Sql.of("DELETE FROM scim_group WHERE id = ?", id));
    }

    /** Of those who are still there for HR. */
    Set<UUID> members(UUID group) {
        return new TreeSet<>(database.query(
                Sql.of(
                        "SELECT m.person_id FROM scim_group_member m JOIN person p ON p.id = m.person_id"
                                + " WHERE m.group_id = ? AND p.removed_at IS NULL",
                        group),
                row -> row.getObject(1, UUID.class)));
    }

    /** Those of some people whom the source has. */
    Set<UUID> known(String source, Collection<UUID> people) {
        return new HashSet<>(database.query(
                Sql.of(
                        "SELECT p.id FROM person p WHERE p.source = ? AND p.removed_at IS NULL AND p.id = ANY (?::uuid[])",
                        source,
                        ids(people)),
                row -> row.getObject(1, UUID.class)));
    }

    void add(UUID group, Collection<UUID> people) {
        database.update(Sql.of(
                "INSERT INTO scim_group_member (group_id, person_id) SELECT ?, unnest(?::uuid[]) ON CONFLICT DO NOTHING",
                group,
                ids(people)));
    }

    void remove(UUID group, Collection<UUID> people) {
        database.update(Sql.of(
                "DELETE FROM scim_group_member WHERE group_id = ? AND person_id = ANY (?::uuid[])",
                group,
                ids(people)));
    }

    /** A person leaves all groups. */
    void leave(UUID person) {
        database.update(Sql.of("DELETE FROM scim_group_member WHERE person_id = ?", person));
    }

    private static String[] ids(Collection<UUID> people) {
        return people.stream().map(UUID::toString).toArray(String[]::new);
    }

    record Membership(UUID group, String displayName) {}

    /** The groups of people, by the person. */
    Map<UUID, List<Membership>> of(Collection<UUID> people) {
        Map<UUID, List<Membership>> memberships = new HashMap<>();
        if (people.isEmpty()) {
            return memberships;
        }
        database.query(
                Sql.of(
                        "SELECT m.person_id, g.id, g.display_name FROM scim_group_member m"
                                + " JOIN scim_group g ON g.id = m.group_id WHERE m.person_id = ANY (?::uuid[]) ORDER BY g.id",
                        (Object) ids(people)),
                row -> memberships
                        .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                        .add(new Membership(row.getObject(2, UUID.class), row.getString(3))));
        return memberships;
    }
}
