package dev.belay.mentorship.participation;

import dev.belay.contracts.ParticipationState;
import dev.belay.platform.outbox.Outbox;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Who takes part, and how much of it is taken.
 *
 * <p>The rows are also the locks of everything that happens between two people: whoever changes a request or a
 * mentorship first locks the participation of both. They are always locked in the order of the ids, for one person may
 * be the mentor here and the mentee there; thus two commands never wait for each other.
 */
@ApplicationScoped
public class Participations implements PanacheRepositoryBase<Participation, UUID> {
    private static final String CREATE = """
            INSERT INTO participation (person_id)
            SELECT id FROM person
            WHERE id = ANY (?) AND NOT EXISTS (SELECT 1 FROM participation WHERE person_id = id)
            ORDER BY id
            ON CONFLICT (person_id) DO NOTHING""";

    /** The mentorships belong to another feature; here they are only counted by name, to tell the index who is paired. */
    private static final String TIES = """
            SELECT person.id, person.deleted,
                   ARRAY(SELECT other_id FROM not_with WHERE person_id = person.id
                         UNION SELECT person_id FROM not_with WHERE other_id = person.id ORDER BY 1),
                   ARRAY(SELECT mentor_id FROM mentorship
                             WHERE mentee_id = person.id AND state IN ('ACTIVE', 'PAUSED')
                         UNION SELECT mentee_id FROM mentorship
                             WHERE mentor_id = person.id AND state IN ('ACTIVE', 'PAUSED') ORDER BY 1)
            FROM person WHERE person.id = ANY (?)""";

    private final EntityManager entities;
    private final Outbox outbox;
    private final Clock clock;

    Participations(EntityManager entities, Outbox outbox, Clock clock) {
        this.entities = entities;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Locks the rows of these people, in the order of their ids, and makes those that are missing. A
     * transaction reads what its rules need about these people after this, never before.
     *
     * @param people known to this service
     */
    public Map<UUID, Participation> lock(Collection<UUID> people) {
        Set<UUID> ids = new TreeSet<>(people);
        // Before any lock: who waits for a row that another is just making must hold nothing yet.
        create(ids);
        Map<UUID, Participation> locked = new HashMap<>();
        find("personId IN ?1 ORDER BY personId", ids).withLock(LockModeType.PESSIMISTIC_WRITE).stream()
                .forEach(row -> locked.put(row.personId(), row));
        return locked;
    }

    private void create(Set<UUID> ids) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
                insert.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                insert.executeUpdate();
            }
        });
    }

    /**
     * Takes one of the mentor's places, if one is free at this very moment: the capacity and the count are compared and
     * changed by one statement, so there are never more mentorships than places.
     *
     * @return whether there was one
     */
    public boolean takePlace(Participation mentor) {
        return guarded(
                mentor, "UPDATE Participation SET active = active + 1 WHERE personId = ?1 AND active < capacity");
    }

    /**
     * Counts one more mentor of the mentee, unless she has as many as she wants.
     *
     * @return whether she wanted one
     */
    public boolean takeMentor(Participation mentee) {
        return guarded(
                mentee,
                "UPDATE Participation SET mentors = mentors + 1 WHERE personId = ?1 AND mentors < mentorsWanted");
    }

    private boolean guarded(Participation participation, String update) {
        entities.flush();
        boolean done = entities.createQuery(update)
                        .setParameter(1, participation.personId())
                        .executeUpdate()
                == 1;
        entities.refresh(participation);
        return done;
    }

    /** Whether one of the two does not want to be paired with the other. */
    public boolean isBlocked(UUID one, UUID other) {
        return !entities.createNativeQuery(
                        "SELECT 1 FROM not_with WHERE (person_id = ?1 AND other_id = ?2) OR (person_id = ?2 AND other_id = ?1)")
                .setParameter(1, one)
                .setParameter(2, other)
                .getResultList()
                .isEmpty();
    }

    /** Publishes these people's participation as it is now; their rows are locked. */
    public void publish(Collection<UUID> people) {
        entities.flush();
        Map<UUID, Ties> ties = ties(people);
        List<ParticipationState> states = new ArrayList<>();
        for (UUID id : new TreeSet<>(people)) {
            states.add(findById(id).published(ties.get(id), clock));
        }
        outbox.publish(states);
    }

    private Map<UUID, Ties> ties(Collection<UUID> people) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            Map<UUID, Ties> ties = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(TIES)) {
                select.setArray(1, connection.createArrayOf("uuid", people.toArray()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        ties.put(
                                row.getObject(1, UUID.class),
                                new Ties(row.getBoolean(2), uuids(row.getArray(3)), uuids(row.getArray(4))));
                    }
                }
            }
            return ties;
        });
    }

    private static List<UUID> uuids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }

    /** Whom the person does not want to be paired with, by their own word. */
    List<UUID> notWith(UUID person) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT other_id FROM not_with WHERE person_id = ? ORDER BY other_id")) {
                select.setObject(1, person);
                List<UUID> others = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        others.add(row.getObject(1, UUID.class));
                    }
                }
                return others;
            }
        });
    }

    /** @return everyone whose block with the person came or went */
    Set<UUID> replaceNotWith(UUID person, Set<UUID> others) {
        Set<UUID> before = new HashSet<>(notWith(person));
        Set<UUID> gone = new HashSet<>(before);
        gone.removeAll(others);
        Set<UUID> come = new HashSet<>(others);
        come.removeAll(before);
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                            "DELETE FROM not_with WHERE person_id = ? AND other_id = ANY (?)");
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO not_with (person_id, other_id) SELECT ?, unnest(?)")) {
                delete.setObject(1, person);
                delete.setArray(2, connection.createArrayOf("uuid", gone.toArray()));
                delete.executeUpdate();
                insert.setObject(1, person);
                insert.setArray(2, connection.createArrayOf("uuid", come.toArray()));
                insert.executeUpdate();
            }
        });
        gone.addAll(come);
        return gone;
    }

    /** Everyone who blocks the person or is blocked by them. */
    Set<UUID> blockedWith(UUID person) {
        return new HashSet<>(ties(Set.of(person)).get(person).blocked());
    }

    /** Forgets every block of the person, on both sides. */
    void unblockAll(UUID person) {
        entities.createNativeQuery("DELETE FROM not_with WHERE person_id = ?1 OR other_id = ?1")
                .setParameter(1, person)
                .executeUpdate();
    }

    /**
     * Publishes the states of the next people once more.
     *
     * @param after the last person of the batch before
     * @return the people of this batch, in order; empty at the end
     */
    public List<UUID> republish(UUID after, int limit) {
        List<UUID> ids = entities.createQuery(
                        "SELECT personId FROM Participation WHERE personId > ?1 ORDER BY personId", UUID.class)
                .setParameter(1, after)
                .setMaxResults(limit)
                .getResultList();
        if (!ids.isEmpty()) {
            lock(ids);
            publish(ids);
        }
        return ids;
    }
}
