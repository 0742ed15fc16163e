package dev.belay.profile.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All people, leavers too. */
@ApplicationScoped
class People implements PanacheRepositoryBase<Person, UUID> {

    /** For a change: whoever else wants to change this person waits. */
    Optional<Person> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** In the order of ids, so that those who lock several meet no deadlock. */
    List<Person> lockAfter(UUID id, int limit) {
        return find("id > ?1 order by id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }

    /** The people whom a batch of HR's changes may touch: those it names, and those who wait for one of them as manager. */
    List<Person> lockNamed(String source, Collection<String> externalIds, Collection<String> foldedUserNames) {
        // Each part has an index of its own, which one condition with OR would not be given for sure.
        List<UUID> ids = getEntityManager()
                .createNativeQuery(
                        "SELECT id FROM person WHERE source = :source AND external_id = ANY (:externalIds)"
                                + " UNION SELECT id FROM person WHERE source = :source AND manager_id IS NULL"
                                + " AND manager_external_id = ANY (:externalIds)"
                                + " UNION SELECT id FROM person WHERE user_name_folded = ANY (:userNames)",
                        UUID.class)
                .setParameter("source", source)
                .setParameter("externalIds", externalIds.toArray(new String[0]))
                .setParameter("userNames", foldedUserNames.toArray(new String[0]))
                .getResultList();
        return ids.isEmpty()
                ? List.of()
                : find("id in ?1 order by id", ids)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list();
    }

    /** For a change of one whom HR means by our own id. */
    Optional<Person> lockOf(String source, UUID id) {
        return find("id = ?1 and source = ?2 and removedAt is null", id, source)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    List<Person> lockAll(Collection<UUID> ids) {
        return find("id in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Whom HR names by our own id. */
    Optional<Person> of(String source, UUID id) {
        return find("id = ?1 and source = ?2 and removedAt is null", id, source).firstResultOptional();
    }

    List<Person> byExternalIds(String source, Collection<String> externalIds) {
        return list("source = ?1 and hr.externalId in ?2", source, externalIds);
    }

    List<Person> byExternalId(String externalId) {
        return list("hr.externalId = ?1 order by source", externalId);
    }

    Optional<Person> byUserName(String folded) {
        return find("userNameFolded", folded).firstResultOptional();
    }

    /** The next people of a search, by name; leavers are not found. */
    List<Person> search(PeopleSearch search, PeopleSearch.Place after, int limit) {
        StringBuilder where = new StringBuilder("hr.active = true");
        Parameters parameters = new Parameters();
        List<String> words = search.words();
        for (int i = 0; i < words.size(); i++) {
            where.append(" and searchText like :word").append(i);
            parameters.and("word" + i, "% " + words.get(i) + "%");
        }
        if (search.strength() != null) {
            where.append(" and array_contains(strengths, :strength)");
            parameters.and("strength", search.strength());
        }
        if (search.department() != null) {
            where.append(" and lower(hr.department) = lower(:department)");
            parameters.and("department", search.department());
        }
        if (after != null) {
            where.append(" and (sortName > :name or (sortName = :name and id > :id))");
            parameters.and("name", after.sortName()).and("id", after.id());
        }
        return find(where + " order by sortName, id", parameters).page(0, limit).list();
    }

    /** Null at the top. */
    UUID managerOf(UUID id) {
        return getEntityManager()
                .createQuery("select managerId from Person where id = :id", UUID.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    /** Those of these people who exist, in the order asked for. */
    List<Person> byIds(List<UUID> ids) {
        List<Person> found = new ArrayList<>(list("id in ?1", ids));
        found.sort(Comparator.comparingInt(person -> ids.indexOf(person.id())));
        return found;
    }
}
