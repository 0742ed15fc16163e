package dev.belay.mentorship.programs;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Every program of the installation; the built-in one is {@link dev.belay.contracts.Programs#OPEN}. */
@ApplicationScoped
public class AllPrograms implements PanacheRepositoryBase<Program, UUID> {
    public boolean exists(UUID id) {
        return findById(id) != null;
    }

    /** In the order of their making, which is that of their ids. */
    List<Program> after(UUID last, int limit) {
        return find("id > ?1 ORDER BY id", last).page(0, limit).list();
    }
}
