package dev.belay.platform;

import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.platform.replica.Delivery;
import dev.belay.platform.replica.EventHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Set;

/** A guarded upsert as services write it. */
@ApplicationScoped
class DepartmentReplica implements EventHandler {
    private final EntityManager entities;

    DepartmentReplica(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.PERSON);
    }

    @Override
    public void apply(Delivery delivery) {
        PersonState person = (PersonState) delivery.event();
        entities.createNativeQuery(
                        "INSERT INTO replica (id, version, deleted, department) VALUES (:id, :version, :deleted, :department)"
                                + " ON CONFLICT (id) DO UPDATE SET version = excluded.version, deleted = excluded.deleted,"
                                + " department = excluded.department, deliveries = replica.deliveries + 1"
                                + " WHERE replica.version < excluded.version")
                .setParameter("id", person.id())
                .setParameter("version", person.version())
                .setParameter("deleted", person.deleted())
                .setParameter("department", person.department())
                .executeUpdate();
    }
}
