package dev.belay.profile.people;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.contracts.Event;
import dev.belay.contracts.PersonDeactivated;
import dev.belay.contracts.PersonReactivated;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.problems.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    private final Duration namesKept;

    HrSync(
            People people,
            PersonEvents events,
            LoginMatch loginMatch,
            EntityManager entities,
            Clock clock,
            @ConfigProperty(name = "belay.people.removed-names-kept") Duration namesKept) {
        this.people = people;
        this.events = events;
        this.loginMatch = loginMatch;
        this.entities = entities;
        this.clock = clock;
        this.namesKept = namesKept;
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
        lock(source);
        Batch batch = new Batch(source, changes);
        List<Result> results = changes.stream().map(batch::apply).toList();
        events.changed(batch.changed, batch.facts);
        return results;
    }

    /**
     * Makes a new person; one whom the source took away a while ago and brings under the same id is the same person again.
     *
     * @return CREATED, with the violation {@code taken} FAILED if the id or the name is somebody's
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Result create(String source, HrChange change) {
        lock(source);
        Batch batch = new Batch(source, List.of(change));
        Result result = batch.create(change);
        events.changed(batch.changed, batch.facts);
        return result;
    }

    /**
     * Changes the person with one of our ids, whatever HR's id and name of them are.
     *
     * @return empty if the source has no such person
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Result> change(String source, UUID id, HrChange change) {
        lock(source);
        Optional<Person> present = people.lockOf(source, id);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Batch batch = new Batch(source, List.of(change));
        batch.index(present.get());
        Result result = batch.change(present.get(), change, true);
        events.changed(batch.changed, batch.facts);
        return Optional.of(result);
    }

    /**
     * Takes a person away: a leaver, whose name stays theirs for a while, and of whom HR sees nothing more.
     *
     * @return whether the source had such a person
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean remove(String source, UUID id) {
        lock(source);
        Optional<Person> present = people.lockOf(source, id);
        present.ifPresent(person -> {
            boolean wasActive = person.active();
            person.remove(clock);
            events.changed(List.of(person), wasActive ? List.of(new PersonDeactivated(id)) : List.of());
        });
        return present.isPresent();
    }

    /**
     * People have joined or left groups.
     *
     * @param roles what their groups give each of them now
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void regrouped(String source, Map<UUID, List<String>> roles) {
        lock(source);
        List<Person> regrouped = people.lockAll(roles.keySet());
        events.changed(
                regrouped.stream()
                        .filter(person -> person.regroup(roles.get(person.id()), clock))
                        .toList(),
                List.of());
    }

    /** One change after the other within a source, or two could close a circle of managers between them. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(String source) {
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:source, 0))", Object.class)
                .setParameter("source", "hr:" + source)
                .getSingleResult();
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
            managers = new HashMap<>();
            people.byExternalIds(source, texts(changes, HrField.MANAGER_EXTERNAL_ID))
                    .forEach(person -> managers.put(person.hr().externalId(), person.id()));
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
            byExternalId.remove(person.hr().externalId(), person);
            Set<Person> peers = waiting.get(person.hr().managerExternalId());
            if (peers != null) {
                peers.remove(person);
            }
        }

        Result apply(HrChange change) {
            Person present = stillTheirs(find(change).orElse(null));
            boolean isBack = present != null && present.removedAt() != null;
            // Whoever stands in a file works here, unless it says otherwise: also who had been taken away.
            HrChange full =
                    isBack && change.active() == null ? new HrChange(change.texts(), true, change.document()) : change;
            return change(present, full, false);
        }

        Result create(HrChange change) {
            HrChange full = change.active() == null ? new HrChange(change.texts(), true, change.document()) : change;
            String externalId = change.text(HrField.EXTERNAL_ID);
            String userName = change.text(HrField.USER_NAME);
            Person sameName = stillTheirs(userName == null ? null : byUserName.get(LoginKey.fold(userName)));
            Person same = stillTheirs(externalId == null ? null : byExternalId.get(externalId));
            if (same == null && externalId == null && sameName != null && isNameless(sameName)) {
                // Without an id of HR, the name is all there is to know them by.
                same = sameName;
            }
            if (same != null && same.removedAt() == null) {
                return failed(same, List.of(taken(HrField.EXTERNAL_ID)));
            }
            return change(same, full, true);
        }

        private boolean isNameless(Person person) {
            return person.source().equals(source)
                    && person.removedAt() != null
                    && person.hr().externalId() == null;
        }

        /** Who was taken away too long ago has no claim to their names any more. */
        private Person stillTheirs(Person found) {
            if (found == null
                    || found.removedAt() == null
                    || found.removedAt().plus(namesKept).isAfter(clock.instant())) {
                return found;
            }
            forget(found);
            found.releaseNames(clock);
            changed.add(found);
            // Before another takes the name: what the database hears last must not come first.
            entities.flush();
            return null;
        }

        /** @param byOurId whether the person is meant by our id, so that HR's id of them is an attribute like others */
        Result change(Person present, HrChange change, boolean byOurId) {
            List<Violation> violations = new ArrayList<>(change.violations());
            HrFields fields = (present == null ? HrFields.NONE : present.hr()).with(withKnownManager(change));
            check(present, fields, byOurId, violations);
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
            return take(present, fields, change.document(), manager, reports);
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

        private void check(Person present, HrFields fields, boolean byOurId, List<Violation> violations) {
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
                    && !byOurId
                    && present.hr().externalId() != null
                    && !present.hr().externalId().equals(fields.externalId())) {
                HrField.EXTERNAL_ID
                        .violation("immutable", "is not that of the person with this userName, and cannot change")
                        .ifPresent(violations::add);
            }
            Person holder = stillTheirs(byUserName.get(LoginKey.fold(fields.userName())));
            if (holder != null && holder != present) {
                violations.add(taken(HrField.USER_NAME));
            }
            Person namesake = stillTheirs(byExternalId.get(fields.externalId()));
            if (namesake != null && namesake != present) {
                violations.add(taken(HrField.EXTERNAL_ID));
            }
            if (fields.externalId() != null && fields.externalId().equals(fields.managerExternalId())) {
                HrField.MANAGER_EXTERNAL_ID
                        .violation("self", "names the person themselves")
                        .ifPresent(violations::add);
            }
        }

        private static Violation taken(HrField field) {
            return field.violation("taken", "is the " + field.wireName() + " of somebody else")
                    .orElseThrow();
        }

        /** A manager may be named by our own id: HR's is kept where there is one, or it would look like another manager. */
        private HrChange withKnownManager(HrChange change) {
            String named = change.text(HrField.MANAGER_EXTERNAL_ID);
            if (named == null || byExternalId.containsKey(named) || managers.containsKey(named)) {
                return change;
            }
            Person manager = uuid(named).flatMap(id -> people.of(source, id)).orElse(null);
            if (manager == null) {
                return change;
            }
            String kept = manager.hr().externalId() == null
                    ? manager.id().toString()
                    : manager.hr().externalId();
            managers.put(kept, manager.id());
            Map<HrField, String> texts = new EnumMap<>(HrField.class);
            texts.putAll(change.texts());
            texts.put(HrField.MANAGER_EXTERNAL_ID, kept);
            return new HrChange(texts, change.active(), change.document());
        }

        private static Optional<UUID> uuid(String text) {
            try {
                return Optional.of(UUID.fromString(text))
                        .filter(id -> id.toString().equalsIgnoreCase(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
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
            boolean known = present != null && Objects.equals(present.hr().externalId(), fields.externalId());
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

        private Result take(Person present, HrFields fields, ObjectNode document, UUID manager, Set<Person> reports) {
            boolean isNew = present == null;
            Person person = isNew ? new Person(source) : present;
            boolean wasActive = person.active();
            if (!isNew) {
                forget(person);
            }
            boolean isChanged = person.take(fields, document, manager, loginMatch.keyOf(person.id(), fields), clock);
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
