package dev.belay.profile.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What HR keeps of everybody, leavers too, a page after the other. */
@ApplicationScoped
public class Directory {
    private final EntityManager entities;

    Directory(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * What HR keeps of somebody.
     *
     * @param texts every field, in their order; null if it is not known
     */
    public record Entry(UUID id, Map<HrField, String> texts, boolean active) {
        private static Entry of(UUID id, HrFields hr) {
            Map<HrField, String> texts = new EnumMap<>(HrField.class);
            texts.put(HrField.EXTERNAL_ID, hr.externalId());
            texts.put(HrField.USER_NAME, hr.userName());
            texts.put(HrField.GIVEN_NAME, hr.givenName());
            texts.put(HrField.FAMILY_NAME, hr.familyName());
            texts.put(HrField.EMAIL, hr.email());
            texts.put(HrField.TITLE, hr.title());
            texts.put(HrField.DEPARTMENT, hr.department());
            texts.put(HrField.MANAGER_EXTERNAL_ID, hr.managerExternalId());
            texts.put(HrField.LOCATION, hr.location());
            texts.put(HrField.COUNTRY, hr.country());
            texts.put(HrField.TIME_ZONE, hr.timeZone());
            return new Entry(id, Collections.unmodifiableMap(texts), hr.active());
        }
    }

    /** The next people after an id, in the order of ids; of one source, or of all. Whom HR took away is not among them. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Entry> after(UUID id, Optional<String> source, int limit) {
        var query = entities.createQuery(
                        "select id, hr from Person where id > :id and removedAt is null"
                                + (source.isPresent() ? " and source = :source" : "") + " order by id",
                        Object[].class)
                .setParameter("id", id)
                .setMaxResults(limit);
        source.ifPresent(name -> query.setParameter("source", name));
        List<Entry> entries = new ArrayList<>();
        query.getResultList().forEach(row -> entries.add(Entry.of((UUID) row[0], (HrFields) row[1])));
        return entries;
    }
}
