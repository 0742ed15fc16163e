package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.profile.people.HrDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final String OWN = " WHERE p.source = ? AND p.removed_at IS NULL AND ";

    private final Database database;

    Users(Database database) {
        this.database = database;
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
            ObjectNode document)
            implements Database.Identified {

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
        return database.query(select(source, Sql.of("p.id = ?", id)), Row::of).stream()
                .findFirst();
    }

    long count(String source, Sql where) {
        Sql count = Sql.of("SELECT count(*) FROM person p" + OWN, source).then(where);
        return database.query(count, row -> row.getLong(1)).get(0);
    }

    /** See {@link Database#page}. */
    List<Row> page(String source, Sql where, String listing, long startIndex, int count) {
        return database.page(select(source, where), "p.id", Row::of, source, listing, startIndex, count);
    }

    List<Row> sorted(String source, Sql where, Sql order, long startIndex, int count) {
        return database.sorted(select(source, where), order, Row::of, startIndex, count);
    }

    private static Sql select(String source, Sql where) {
        return Sql.of(SELECT + OWN, source).then(where.in("(", ")"));
    }
}
