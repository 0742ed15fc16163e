package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Side;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class MatchRequests implements PanacheRepositoryBase<MatchRequest, UUID> {
    private final EntityManager entities;

    MatchRequests(EntityManager entities) {
        this.entities = entities;
    }

    /** The request, if the person is one of its two parties. */
    Optional<MatchRequest> of(UUID id, UUID party) {
        return find(
                        "FROM MatchRequest r JOIN FETCH r.wish WHERE r.id = ?1 AND (r.menteeId = ?2 OR r.mentorId = ?2)",
                        id,
                        party)
                .firstResultOptional();
    }

    /** Brings the request up to date and locks it; the participation of both parties is locked already. */
    void lock(MatchRequest request) {
        entities.refresh(request, LockModeType.PESSIMISTIC_WRITE);
    }

    boolean isOpen(UUID menteeId, UUID mentorId) {
        return count("menteeId = ?1 AND mentorId = ?2 AND state = ?3", menteeId, mentorId, RequestState.PENDING) > 0;
    }

    long openOf(UUID menteeId) {
        return count("menteeId = ?1 AND state = ?2", menteeId, RequestState.PENDING);
    }

    /** The mentors whom the mentee is asking now. */
    Set<UUID> mentorsAskedBy(UUID menteeId) {
        return new HashSet<>(
                entities.createQuery("SELECT mentorId FROM MatchRequest WHERE menteeId = ?1 AND state = ?2", UUID.class)
                        .setParameter(1, menteeId)
                        .setParameter(2, RequestState.PENDING)
                        .getResultList());
    }

    /** Open requests in which the person is a party, locked in the order of their ids. */
    List<MatchRequest> lockOpenOf(UUID person) {
        return find("(menteeId = ?1 OR mentorId = ?1) AND state = ?2 ORDER BY id", person, RequestState.PENDING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Open requests of the mentee or to the mentor or between the two, locked in the order of their ids. */
    List<MatchRequest> lockOpenAround(UUID menteeId, UUID mentorId) {
        return find(
                        "(menteeId = ?1 OR mentorId = ?2 OR (menteeId = ?2 AND mentorId = ?1)) AND state = ?3 ORDER BY id",
                        menteeId,
                        mentorId,
                        RequestState.PENDING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** A request that is overdue, by the people whom its expiry concerns. */
    record Due(UUID id, UUID menteeId, UUID mentorId) {}

    /** The longest overdue first. */
    List<Due> due(Instant now, int limit) {
        return entities.createQuery(
                        "SELECT id, menteeId, mentorId FROM MatchRequest WHERE state = ?1 AND expiresAt <= ?2 ORDER BY expiresAt",
                        Due.class)
                .setParameter(1, RequestState.PENDING)
                .setParameter(2, now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Those of these requests that are still open, locked in the order of their ids. */
    List<MatchRequest> lockOpen(Set<UUID> ids) {
        return find("id IN ?1 AND state = ?2 ORDER BY id", ids, RequestState.PENDING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** All requests to an erased mentor, to forget what they answered. */
    List<MatchRequest> answeredBy(UUID mentorId) {
        return list("mentorId = ?1 AND answer IS NOT NULL ORDER BY id", mentorId);
    }

    List<Wish> wishesOf(UUID menteeId) {
        return entities.createQuery("FROM Wish WHERE menteeId = ?1 ORDER BY id", Wish.class)
                .setParameter(1, menteeId)
                .getResultList();
    }

    void persist(Wish wish) {
        entities.persist(wish);
    }

    /** A person's requests, newest first, from below the id {@code before}; null does not narrow the list. */
    List<MatchRequest> list(UUID person, Side as, RequestState state, Optional<UUID> before, int limit) {
        StringBuilder query = new StringBuilder("FROM MatchRequest r JOIN FETCH r.wish WHERE ");
        if (as == null) {
            query.append("(r.menteeId = :person OR r.mentorId = :person)");
        } else {
            query.append(as == Side.MENTEE ? "r.menteeId = :person" : "r.mentorId = :person");
        }
        Parameters parameters = Parameters.with("person", person);
        if (state != null) {
            query.append(" AND r.state = :state");
            parameters.and("state", state);
        }
        before.ifPresent(id -> {
            query.append(" AND r.id < :before");
            parameters.and("before", id);
        });
        return find(query.append(" ORDER BY r.id DESC").toString(), parameters)
                .page(0, limit)
                .list();
    }
}
