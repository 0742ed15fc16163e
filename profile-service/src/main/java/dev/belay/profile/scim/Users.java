package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.profile.people.HrDocument;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The people of a source as its connector sees them: without those whom it took away. Reads alone; what changes people is
 * {@link dev.belay.profile.people.HrSync}.
 */
@ApplicationScoped
class Users {
    private static final String SELECT =
            "SELECT p.id, p.hr_version, p.external_id, p.user_name, p.active, p.manager_id,"
                    + " p.manager_external_id, p.hr_document::text FROM person p";
    private static final String OWN = " WHERE p.source = ? AND p.removed_at IS NULL";
    private static final Duration PAGES_KEPT = Duration.ofHours(6);

    private final AgroalDataSource database;
    private final Clock clock;

    Users(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param managerId the manager, once they have arrived
     * @param managerExternalId as HR named them
     */
    record Row(
            UUID id,
            long version,
            String externalId,
            String userName,
            boolean active,
            UUID managerId,
            String managerExternalId,
            ObjectNode document) {

        private static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject(1, UUID.class),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getObject(6, UUID.class),
                    row.getString(7),
                    HrDocument.parse(row.getString(8)));
        }
    }

    Optional<Row> find(String source, UUID id) {
        return rows(Sql.of(SELECT + OWN + " AND p.id = ?", source, id)).stream().findFirst();
    }

    long count(String source, Sql where) {
        Sql count =
                Sql.of("SELECT count(*) FROM person p" + OWN + " AND ", source).then(where);
        return query(count, row -> row.getLong(1)).get(0);
    }

    /**
     * Some of the people for whom a condition holds, by id, and so in the order in which they came. Where a page begins is
     * remembered from the page before: nobody is lost or met twice because somebody else came or went, and the
     * thousandth page costs what the first did. A page that nobody has led up to is counted off.
     *
     * @param listing what is asked for, of whatever part
     * @param startIndex from 1
     */
    List<Row> page(String source, Sql where, String listing, long startIndex, int count) {
        if (count == 0) {
            return List.of();
        }
        Sql select = Sql.of(SELECT + OWN + " AND ", source).then(where);
        byte[] hash = sha256(listing);
        Optional<UUID> after = startIndex == 1 ? Optional.empty() : pageBefore(source, hash, startIndex);
        Sql from = after.map(id -> select.then(Sql.of(" AND p.id > ? ORDER BY p.id LIMIT ?", id, count)))
                .orElseGet(() -> select.then(Sql.of(" ORDER BY p.id LIMIT ? OFFSET ?", count, startIndex - 1)));
        List<Row> rows = rows(from);
        if (rows.size() == count) {
            remember(source, hash, startIndex + count, rows.get(count - 1).id());
        }
        return rows;
    }

    /** In an order of one's own, counted off. */
    List<Row> sorted(String source, Sql where, Sql order, long startIndex, int count) {
        return count == 0
                ? List.of()
                : rows(Sql.of(SELECT + OWN + " AND ", source)
                        .then(where)
                        .then(" ORDER BY ")
                        .then(order)
                        .then(Sql.of(" LIMIT ? OFFSET ?", count, startIndex - 1)));
    }

    private Optional<UUID> pageBefore(String source, byte[] listing, long startIndex) {
        return query(
                        Sql.of(
                                "SELECT after_id FROM scim_page WHERE source = ? AND query = ? AND start_index = ?",
                                source,
                                listing,
                                startIndex),
                        row -> row.getObject(1, UUID.class))
                .stream()
                .findFirst();
    }

    private void remember(String source, byte[] listing, long startIndex, UUID after) {
        update(Sql.of(
                "INSERT INTO scim_page (source, query, start_index, after_id, written_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (source, query, start_index)"
                        + " DO UPDATE SET after_id = excluded.after_id, written_at = excluded.written_at",
                source,
                listing,
                startIndex,
                after,
                Timestamp.from(clock.instant())));
    }

    @Scheduled(every = "1h", delayed = "20m", identity = "scim-pages-forgotten")
    void forgetPages() {
        update(Sql.of(
                "DELETE FROM scim_page WHERE written_at < ?",
                Timestamp.from(clock.instant().minus(PAGES_KEPT))));
    }

    private List<Row> rows(Sql select) {
        return query(select, Row::of);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(Sql sql, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("People cannot be read", e);
        }
    }

    private void update(Sql sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The place in a list cannot be kept", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        for (int i = 0; i < sql.values().size(); i++) {
            statement.setObject(i + 1, sql.values().get(i));
        }
        return statement;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
