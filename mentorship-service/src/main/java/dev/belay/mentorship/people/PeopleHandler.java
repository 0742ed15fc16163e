package dev.belay.mentorship.people;

import dev.belay.contracts.ContactState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.platform.replica.Delivery;
import dev.belay.platform.replica.EventHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;

/** Follows people and how to address them, and tells the other features of those who leave. */
@ApplicationScoped
class PeopleHandler implements EventHandler {
    private final People people;
    private final Event<PersonLeft> left;

    PeopleHandler(People people, Event<PersonLeft> left) {
        this.people = people;
        this.left = left;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.PERSON, Topics.CONTACT);
    }

    @Override
    public void apply(Delivery delivery) {
        if (delivery.event() instanceof ContactState contact) {
            people.apply(contact);
        } else if (delivery.event() instanceof PersonState person) {
            switch (people.apply(person)) {
                case LEFT -> left.fire(new PersonLeft(person.id(), false));
                case ERASED -> left.fire(new PersonLeft(person.id(), true));
                case NONE, OTHER -> {
                    // Older than what is held, or of no consequence here.
                }
            }
        }
    }
}
