package dev.belay.profile.people;

import dev.belay.platform.caller.LoginKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is on the books of an integration, for those who send whole lists. */
@ApplicationScoped
public class Roster {
    private final HrSync hrSync;
    private final EntityManager entities;

    Roster(HrSync hrSync, EntityManager entities) {
        this.hrSync = hrSync;
        this.entities = entities;
    }

    /**
     * What a row says of whom it means.
     *
     * @param externalId null if it says none that can be read
     * @param userName null if it says none that can be read
     */
    public record Key(String externalId, String userName) {}

    /** How many people of this source work here. */
    @Transactional(Transactional.TxType.MANDATORY)
    public int active(String source) {
        return entities.createQuery(
                        "select count(*) from Person where source = :source and hr.active = true", Long.class)
                .setParameter("source", source)
                .getSingleResult()
                .intValue();
    }

    /** Whom each key means, found as {@link HrSync} finds them; those that mean nobody of this source are left out. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Key, UUID> find(String source, Collection<Key> keys) {
        Set<String> externalIds = new LinkedHashSet<>();
        Set<String> userNames = new LinkedHashSet<>();
        for (Key key : keys) {
            if (key.externalId() != null) {
                externalIds.add(key.externalId());
            }
            if (key.userName() != null) {
                userNames.add(LoginKey.fold(key.userName()));
            }
        }
        Map<String, UUID> byExternalId = new HashMap<>();
        Map<String, UUID> byUserName = new HashMap<>();
        entities.createQuery(
                        "select id, hr.externalId, userNameFolded from Person where source = :source"
                                + " and (hr.externalId in :externalIds or userNameFolded in :userNames)",
                        Object[].class)
                .setParameter("source", source)
                .setParameter("externalIds", externalIds)
                .setParameter("userNames", userNames)
                .getResultList()
                .forEach(person -> {
                    byExternalId.put((String) person[1], (UUID) person[0]);
                    byUserName.put((String) person[2], (UUID) person[0]);
                });
        Map<Key, UUID> found = new HashMap<>();
        for (Key key : keys) {
            UUID id = key.externalId() == null ? null : byExternalId.get(key.externalId());
            if (id == null && key.userName() != null) {
                id = byUserName.get(LoginKey.fold(key.userName()));
            }
            if (id != null) {
                found.put(key, id);
            }
        }
        return found;
    }

    /**
     * Switches people off whom their source does not name any more.
     *
     * @param versions by the person's id, of HR's fields when that was found out: who has changed since stays
     * @return those who were switched off
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<UUID> deactivate(String source, Map<UUID, Long> versions) {
        hrSync.lock(source);
        List<UUID> ids = new ArrayList<>();
        List<HrChange> changes = new ArrayList<>();
        entities.createQuery(
                        "select id, hrVersion, hr.externalId, hr.userName from Person"
                                + " where id in :ids and source = :source and hr.active = true order by id",
                        Object[].class)
                .setParameter("ids", versions.keySet())
                .setParameter("source", source)
                .getResultStream()
                .filter(person -> versions.get(person[0]).equals(person[1]))
                .forEach(person -> {
                    ids.add((UUID) person[0]);
                    Map<HrField, String> keys = new EnumMap<>(HrField.class);
                    if (person[2] != null) {
                        keys.put(HrField.EXTERNAL_ID, (String) person[2]);
                    }
                    keys.put(HrField.USER_NAME, (String) person[3]);
                    changes.add(new HrChange(keys, false));
                });
        List<HrSync.Result> results = changes.isEmpty() ? List.of() : hrSync.apply(source, changes);
        Set<UUID> gone = new LinkedHashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (results.get(i).outcome() == HrSync.Outcome.UPDATED) {
                gone.add(ids.get(i));
            }
        }
        return gone;
    }
}
