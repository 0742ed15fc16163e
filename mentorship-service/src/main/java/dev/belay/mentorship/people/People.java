package dev.belay.mentorship.people;

import dev.belay.contracts.ContactState;
import dev.belay.contracts.PersonState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;

/**
 * The replica of people. Nothing of it is kept in the session: a rule that reads it after taking its locks sees what
 * is committed at that moment.
 */
@ApplicationScoped
public class People {
    private static final String UPSERT_PERSON = """
            INSERT INTO person AS held (id, version, deleted, active, login_key, roles, manager_id, time_zone)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, deleted = excluded.deleted, active = excluded.active,
                login_key = excluded.login_key, roles = excluded.roles, manager_id = excluded.manager_id,
                time_zone = excluded.time_zone,
                display_name = CASE WHEN excluded.deleted THEN NULL ELSE held.display_name END,
                email = CASE WHEN excluded.deleted THEN NULL ELSE held.email END
            WHERE held.version < excluded.version""";

    /** An erased person's name is not taken up again, should an older contact arrive after the deletion. */
    private static final String UPSERT_CONTACT = """
            INSERT INTO person AS held (id, contact_version, display_name, email)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                contact_version = excluded.contact_version,
                display_name = CASE WHEN held.deleted THEN NULL ELSE excluded.display_name END,
                email = CASE WHEN held.deleted THEN NULL ELSE excluded.email END
            WHERE held.contact_version < excluded.contact_version""";

    private static final String PAIR = """
            SELECT mentee.active, mentor.active, mentor.time_zone,
                   coalesce(mentor.id IN (mentee.manager_id, mentees.manager_id)
                       OR mentee.id IN (mentor.manager_id, mentors.manager_id), false)
            FROM person mentee
            CROSS JOIN person mentor
            LEFT JOIN person mentees ON mentees.id = mentee.manager_id
            LEFT JOIN person mentors ON mentors.id = mentor.manager_id
            WHERE mentee.id = ? AND mentor.id = ?""";

    private final EntityManager entities;

    People(EntityManager entities) {
        this.entities = entities;
    }

    /** What a newer state of a person changed. */
    enum Change {
        NONE,
        LEFT,
        ERASED,
        OTHER
    }

    Change apply(PersonState state) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            boolean wasActive = false;
            boolean wasHeld = false;
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT active, deleted FROM person WHERE id = ? FOR NO KEY UPDATE")) {
                select.setObject(1, state.id());
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        wasActive = row.getBoolean(1);
                        wasHeld = !row.getBoolean(2);
                    }
                }
            }
            boolean active = !state.deleted() && Boolean.TRUE.equals(state.active());
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT_PERSON)) {
                upsert.setObject(1, state.id());
                upsert.setLong(2, state.version());
                upsert.setBoolean(3, state.deleted());
                upsert.setBoolean(4, active);
                upsert.setString(5, state.loginKey());
                List<String> roles = state.roles() == null ? List.of() : state.roles();
                upsert.setArray(6, connection.createArrayOf("text", roles.toArray()));
                upsert.setObject(7, state.managerId());
                upsert.setString(8, state.timeZone());
                if (upsert.executeUpdate() == 0) {
                    return Change.NONE;
                }
            }
            if (state.deleted() && wasHeld) {
                return Change.ERASED;
            }
            return wasActive && !active ? Change.LEFT : Change.OTHER;
        });
    }

    void apply(ContactState state) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT_CONTACT)) {
                upsert.setObject(1, state.id());
                upsert.setLong(2, state.version());
                upsert.setString(3, state.displayName());
                upsert.setString(4, state.email());
                upsert.executeUpdate();
            }
        });
    }

    /** Those of these people of whom this service knows who they are; the erased are not among them. */
    public Set<UUID> known(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return query("SELECT id FROM person WHERE id = ANY (?) AND version > 0 AND NOT deleted", ids, row -> {
            Set<UUID> known = new HashSet<>();
            while (row.next()) {
                known.add(row.getObject(1, UUID.class));
            }
            return known;
        });
    }

    /** The two as they are committed now; both must be known. */
    public Pair pair(UUID menteeId, UUID mentorId) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(PAIR)) {
                select.setObject(1, menteeId);
                select.setObject(2, mentorId);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Pair(row.getBoolean(1), row.getBoolean(2), row.getBoolean(4), zone(row.getString(3)));
                }
            }
        });
    }

    /** How to address each of these people; an id of which nothing is known has neither name nor address. */
    public Map<UUID, Contact> contacts(Collection<UUID> ids) {
        Map<UUID, Contact> contacts = new HashMap<>();
        ids.forEach(id -> contacts.put(id, new Contact(id, null, null, false)));
        if (ids.isEmpty()) {
            return contacts;
        }
        return query("SELECT id, display_name, email, active FROM person WHERE id = ANY (?)", ids, row -> {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                contacts.put(id, new Contact(id, row.getString(2), row.getString(3), row.getBoolean(4)));
            }
            return contacts;
        });
    }

    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Collection<UUID> ids, Rows<T> rows) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                try (ResultSet found = select.executeQuery()) {
                    return rows.read(found);
                }
            }
        });
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
