package dev.belay.profile.scim;

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

/** Lists of resources, read by SQL that filters and orders have become. Part of whatever transaction there is. */
@ApplicationScoped
class Database {
    private static final Duration PAGES_KEPT = Duration.ofHours(6);

    private final AgroalDataSource database;
    private final Clock clock;

    Database(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A page of resources with their ids. */
    interface Identified {
        UUID id();
    }

    /**
     * Some of the resources, by id, and so in the order in which they came. Where a page begins is remembered from the
     * page before: nobody is lost or met twice because somebody else came or went, and the thousandth page costs what the
     * first did. A page that nobody has led up to is counted off.
     *
     * @param select without an order, its condition last
     * @param id the column of ids
     * @param listing what is asked for, of whatever part
     * @param startIndex from 1
     */
    <T extends Identified> List<T> page(
            Sql select, String id, Reader<T> reader, String source, String listing, long startIndex, int count) {
        if (count == 0) {
            return List.of();
        }
        byte[] hash = sha256(listing);
        Optional<UUID> after = startIndex == 1 ? Optional.empty() : pageBefore(source, hash, startIndex);
        String order = " ORDER BY " + id + " LIMIT ?";
        Sql from = after.map(last -> select.then(Sql.of(" AND " + id + " > ?" + order, last, count)))
                .orElseGet(() -> select.then(Sql.of(order + " OFFSET ?", count, startIndex - 1)));
        List<T> rows = query(from, reader);
        if (rows.size() == count) {
            remember(source, hash, startIndex + count, rows.get(count - 1).id());
        }
        return rows;
    }

    /** In an order of one's own, counted off. */
    <T> List<T> sorted(Sql select, Sql order, Reader<T> reader, long startIndex, int count) {
        return count == 0
                ? List.of()
                : query(
                        select.then(" ORDER BY ").then(order).then(Sql.of(" LIMIT ? OFFSET ?", count, startIndex - 1)),
                        reader);
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

    <T> List<T> query(Sql sql, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("What HR asks for cannot be read", e);
        }
    }

    void update(Sql sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("What HR says cannot be kept", e);
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
