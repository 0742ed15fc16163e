package dev.belay.contracts;

import java.util.UUID;

/** A person who had been deactivated is active again. */
public record PersonReactivated(UUID personId) implements PersonFact {

    public PersonReactivated {
        personId = Guard.required(personId, "personId");
    }

    @Override
    public EventType type() {
        return EventType.PERSON_REACTIVATED;
    }
}
