package dev.belay.contracts;

import java.util.UUID;

/** A person left, or HR suspended them. */
public record PersonDeactivated(UUID personId) implements PersonFact {

    public PersonDeactivated {
        personId = Guard.required(personId, "personId");
    }

    @Override
    public EventType type() {
        return EventType.PERSON_DEACTIVATED;
    }
}
