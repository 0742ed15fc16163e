package dev.belay.profile.people;

import static java.util.stream.Collectors.toMap;

import dev.belay.contracts.Event;
import dev.belay.contracts.PersonDeactivated;
import dev.belay.contracts.PersonReactivated;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.problems.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * HR's word becomes people: finds whom each change means, refuses what contradicts itself, links managers whichever of
 * the two arrives first, and tells the other services.
 */
@ApplicationScoped
public class HrSync {
    private final People people;
    private final PersonEvents events;
    private final LoginMatch loginMatch;
    private final EntityManager entities;
    private final Clock clock;

    HrSync(People people, PersonEvents events, LoginMatch loginMatch, EntityManager entities, Clock clock) {
        this.people = people;
        this.events = events;
        this.loginMatch = loginMatch;
        this.entities = entities;
        this.clock = clock;
    }

    /** What became of a change. */
    @Schema(name = "ImportOutcome")
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        FAILED
    }

    /**
     * What became of a change, and of whom.
     *
     * @param personId null if nobody could be found or made, or the person is another source's
     * @param violations why it failed; empty otherwise
     */
    public record Result(Outcome outcome, UUID personId, List<Violation> violations) {}

    /**
     * Applies changes in their order, each whole or not at all.
     *
     * @param source the integration that says so: it owns the people it creates, and changes no other's
     * @return a result for each change, in the same order
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Result> apply(String source, List<HrChange> changes) {
        // One after the other within a source, or two could close a circle of managers between them.
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:source, 0))", Object.class)
                .setParameter("source", "hr:" + source)
                .getSingleResult();
        Batch batch = new Batch(source, changes);
        List<Result> results = changes.stream().map(batch::apply).toList();
        events.changed(batch.changed, batch.facts);
        return results;
    }

    /** The people of some changes, and what has become of them so far. */
    private final class Batch {
        private final String source;
        private final Map<UUID, Person> byId;
        private final Map<String, Person> byExternalId = new HashMap<>();
        private final Map<String, Person> byUserName = new HashMap<>();
        /** Those who wait for a manager, by the manager's external id. */
        private final Map<String, Set<Person>> waiting = new HashMap<>();

        private final Map<String, UUID> managers;
        private final Set<Person> changed = new LinkedHashSet<>();
        private final List<Event> facts = new ArrayList<>();

        Batch(String source, List<HrChange> changes) {
            this.source = source;
            Set<String> userNames = new LinkedHashSet<>();
            texts(changes, HrField.USER_NAME).forEach(name -> userNames.add(LoginKey.fold(name)));
            byId = people.lockNamed(source, texts(changes, HrField.EXTERNAL_ID), userNames).stream()
                    .collect(toMap(Person::id, person -> person));
            byId.values().forEach(this::index);
            managers = people.byExternalIds(source, texts(changes, HrField.MANAGER_EXTERNAL_ID)).stream()
                    .collect(toMap(person -> person.hr().externalId(), Person::id));
        }

        /** Without those that nobody can have: the database would not even look for some of them. */
        private static Set<String> texts(List<HrChange> changes, HrField field) {
            Set<String> texts = new LinkedHashSet<>();
            changes.stream()
                    .map(change -> change.text(field))
                    .filter(text -> text != null && field.check(text).isEmpty())
                    .forEach(texts::add);
            return texts;
        }

        private void index(Person person) {
            byId.put(person.id(), person);
            byUserName.put(person.userNameFolded(), person);
            if (!person.source().equals(source)) {
                return;
            }
            if (person.hr().externalId() != null) {
                byExternalId.put(person.hr().externalId(), person);
            }
            if (person.managerId() == null && person.hr().managerExternalId() != null) {
                waiting.computeIfAbsent(person.hr().managerExternalId(), id -> new LinkedHashSet<>())
                        .add(person);
            }
        }

        private void forget(Person person) {
            byUserName.remove(person.userNameFolded(), person);
            Set<Person> peers = waiting.get(person.hr().managerExternalId());
            if (peers != null) {
                peers.remove(person);
            }
        }

        Result apply(HrChange change) {
            Person present = find(change).orElse(null);
            List<Violation> violations = new ArrayList<>(change.violations());
            HrFields fields = (present == null ? HrFields.NONE : present.hr()).with(change);
            check(present, fields, violations);
            if (!violations.isEmpty()) {
                return failed(present, violations);
            }
            Set<Person> reports = newReports(present, fields);
            UUID manager = managerId(present, fields);
            if (circular(present, manager, reports)) {
                HrField.MANAGER_EXTERNAL_ID
                        .violation("manager-cycle", "names somebody who reports to this person, directly or not")
                        .ifPresent(violations::add);
                return failed(present, violations);
            }
            return take(present, fields, manager, reports);
        }

        private Result failed(Person present, List<Violation> violations) {
            boolean own = present != null && present.source().equals(source);
            return new Result(Outcome.FAILED, own ? present.id() : null, List.copyOf(violations));
        }

        private Optional<Person> find(HrChange change) {
            String externalId = change.text(HrField.EXTERNAL_ID);
            String userName = change.text(HrField.USER_NAME);
            if (externalId != null && byExternalId.containsKey(externalId)) {
                return Optional.of(byExternalId.get(externalId));
            }
            return userName == null ? Optional.empty() : Optional.ofNullable(byUserName.get(LoginKey.fold(userName)));
        }

        private void check(Person present, HrFields fields, List<Violation> violations) {
            if (fields.userName() == null) {
                boolean missing = present == null;
                HrField.USER_NAME
                        .violation("required", missing ? "is needed for a new person" : "cannot be cleared")
                        .ifPresent(violations::add);
                return;
            }
            if (present != null && !present.source().equals(source)) {
                HrField.USER_NAME
                        .violation("other-source", "belongs to a person whom another integration owns")
                        .ifPresent(violations::add);
                return;
            }
            if (present != null
                    && present.hr().externalId() != null
                    && !present.hr().externalId().equals(fields.externalId())) {
                HrField.EXTERNAL_ID
                        .violation("immutable", "is not that of the person with this userName, and cannot change")
                        .ifPresent(violations::add);
            }
            Person holder = byUserName.get(LoginKey.fold(fields.userName()));
            if (holder != null && holder != present) {
                HrField.USER_NAME
                        .violation("taken", "is the userName of somebody else")
                        .ifPresent(violations::add);
            }
            if (fields.externalId() != null && fields.externalId().equals(fields.managerExternalId())) {
                HrField.MANAGER_EXTERNAL_ID
                        .violation("self", "names the person themselves")
                        .ifPresent(violations::add);
            }
        }

        private UUID managerId(Person present, HrFields fields) {
            String externalId = fields.managerExternalId();
            if (present != null && Objects.equals(externalId, present.hr().managerExternalId())) {
                return present.managerId();
            }
            Person inBatch = byExternalId.get(externalId);
            return inBatch == null ? managers.get(externalId) : inBatch.id();
        }

        /** Who has waited for this person, if this is the change by which HR names them. */
        private Set<Person> newReports(Person present, HrFields fields) {
            boolean known = present != null && present.hr().externalId() != null;
            return known || fields.externalId() == null
                    ? Set.of()
                    : Set.copyOf(waiting.getOrDefault(fields.externalId(), Set.of()));
        }

        private boolean circular(Person present, UUID manager, Set<Person> reports) {
            boolean nobodyBelow = present == null && reports.isEmpty();
            boolean sameManager = present != null && Objects.equals(present.managerId(), manager) && reports.isEmpty();
            if (manager == null || nobodyBelow || sameManager) {
                return false;
            }
            Set<UUID> below = new LinkedHashSet<>();
            reports.forEach(report -> below.add(report.id()));
            if (present != null) {
                below.add(present.id());
            }
            for (UUID above = manager; above != null; above = managerOf(above)) {
                if (below.contains(above)) {
                    return true;
                }
            }
            return false;
        }

        private UUID managerOf(UUID id) {
            Person here = byId.get(id);
            return here == null ? people.managerOf(id) : here.managerId();
        }

        private Result take(Person present, HrFields fields, UUID manager, Set<Person> reports) {
            boolean isNew = present == null;
            Person person = isNew ? new Person(source) : present;
            boolean wasActive = person.active();
            if (!isNew) {
                forget(person);
            }
            boolean isChanged = person.take(fields, manager, loginMatch.keyOf(person.id(), fields), clock);
            index(person);
            if (!isChanged) {
                return new Result(Outcome.UNCHANGED, person.id(), List.of());
            }
            if (isNew) {
                people.persist(person);
            } else if (wasActive != person.active()) {
                facts.add(person.active() ? new PersonReactivated(person.id()) : new PersonDeactivated(person.id()));
            }
            changed.add(person);
            reports.forEach(report -> link(report, person));
            return new Result(isNew ? Outcome.CREATED : Outcome.UPDATED, person.id(), List.of());
        }

        private void link(Person report, Person manager) {
            forget(report);
            report.reportTo(manager.id(), clock);
            index(report);
            changed.add(report);
        }
    }
}
