package dev.belay.profile.people;

import dev.belay.contracts.ContactState;
import dev.belay.contracts.Event;
import dev.belay.contracts.Gap;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.SkillLevel;
import dev.belay.contracts.Strength;
import dev.belay.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the other services how people stand now. The people are locked by whoever calls. */
@ApplicationScoped
class PersonEvents {
    private final Outbox outbox;
    private final Standings standings;

    PersonEvents(Outbox outbox, Standings standings) {
        this.outbox = outbox;
        this.standings = standings;
    }

    /** After a change of the person's own profile, which holds nothing that a message to them needs. */
    void profileChanged(Person person) {
        Standing standing = standings.of(person);
        person.teaches(standing.strengths());
        outbox.publish(state(person, standing));
    }

    /**
     * The whole state of people after HR's changes, or once more.
     *
     * @param facts what else happened
     */
    void changed(Collection<Person> people, List<? extends Event> facts) {
        if (people.isEmpty()) {
            return;
        }
        Map<UUID, Standing> where = standings.of(people);
        List<Event> events = new ArrayList<>();
        for (Person person : people) {
            Standing standing = where.get(person.id());
            person.teaches(standing.strengths());
            events.add(state(person, standing));
            events.add(contact(person));
        }
        events.addAll(facts);
        outbox.publish(events);
    }

    private static PersonState state(Person person, Standing standing) {
        boolean aims = person.level() != null || person.targetLevel() != null;
        return new PersonState(
                person.id(),
                person.version(),
                false,
                person.loginKey(),
                person.active(),
                person.roles(),
                person.managerId(),
                person.hr().department(),
                person.hr().country(),
                person.hr().location(),
                person.hr().timeZone(),
                // Who has not said which languages they speak does speak one: it is unknown, not none.
                person.languages().isEmpty() ? null : person.languages(),
                person.track(),
                person.level(),
                // Whose level is unknown aims at an unknown one, although the gaps have to assume something.
                aims ? standing.aim().key() : null,
                standing.proficiency().entrySet().stream()
                        .map(skill -> new SkillLevel(skill.getKey(), skill.getValue()))
                        .toList(),
                standing.gaps().stream()
                        .map(gap -> new Gap(gap.skill(), gap.competency(), gap.current(), gap.target(), gap.priority()))
                        .toList(),
                standing.strengths().stream()
                        .map(strength -> new Strength(strength.skill(), strength.proficiency()))
                        .toList(),
                standing.competencyGoals());
    }

    private static ContactState contact(Person person) {
        return new ContactState(
                person.id(),
                person.version(),
                false,
                person.displayName(),
                person.hr().email(),
                person.locale());
    }
}
