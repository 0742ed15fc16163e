package dev.belay.mentorship.mentorships;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class Mentorships implements PanacheRepositoryBase<Mentorship, UUID> {
    private final EntityManager entities;

    Mentorships(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether the two are in a present mentorship, whoever of them is the mentor. */
    public boolean arePaired(UUID one, UUID other) {
        return count(
                        "((menteeId = ?1 AND mentorId = ?2) OR (menteeId = ?2 AND mentorId = ?1)) AND stage IN ?3",
                        one,
                        other,
                        MentorshipStage.PRESENT)
                > 0;
    }

    /** The mentorship as it is now, locked; the participation of both parties is locked already. */
    Mentorship lock(UUID id) {
        Mentorship mentorship = findById(id);
        entities.refresh(mentorship, LockModeType.PESSIMISTIC_WRITE);
        return mentorship;
    }

    /** The person's present mentorships, locked in the order of their ids. */
    List<Mentorship> lockPresentOf(UUID person) {
        return find("(menteeId = ?1 OR mentorId = ?1) AND stage IN ?2 ORDER BY id", person, MentorshipStage.PRESENT)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** All mentorships that the person has or had, locked in the order of their ids. */
    List<Mentorship> lockAllOf(UUID person) {
        return find("(menteeId = ?1 OR mentorId = ?1) ORDER BY id", person)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Locks the next mentorships after that id, in the order of the ids. */
    List<Mentorship> lockAfter(UUID last, int limit) {
        return find("id > ?1 ORDER BY id", last)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }

    /**
     * What a list asks for; null does not narrow it.
     *
     * @param person whose mentorships
     * @param as on which side the person stands
     */
    record Filter(UUID person, Side as, MentorshipStage stage, String pauseReason) {}

    /** Newest first, from below the id {@code before}. */
    List<Mentorship> list(Filter filter, Optional<UUID> before, int limit) {
        StringBuilder query = new StringBuilder("1 = 1");
        Parameters parameters = new Parameters();
        if (filter.person() != null) {
            if (filter.as() == null) {
                query.append(" AND (menteeId = :person OR mentorId = :person)");
            } else {
                query.append(filter.as() == Side.MENTEE ? " AND menteeId = :person" : " AND mentorId = :person");
            }
            parameters.and("person", filter.person());
        }
        if (filter.stage() != null) {
            query.append(" AND stage = :stage");
            parameters.and("stage", filter.stage());
        }
        if (filter.pauseReason() != null) {
            query.append(" AND stage = :paused AND pauseReason = :pauseReason");
            parameters.and("paused", MentorshipStage.PAUSED).and("pauseReason", filter.pauseReason());
        }
        before.ifPresent(id -> {
            query.append(" AND id < :before");
            parameters.and("before", id);
        });
        return find(query.append(" ORDER BY id DESC").toString(), parameters)
                .page(0, limit)
                .list();
    }
}
