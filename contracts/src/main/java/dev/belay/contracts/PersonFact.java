package dev.belay.contracts;

import java.util.UUID;

/** Something that happened to a person's employment. */
public sealed interface PersonFact extends Fact permits PersonDeactivated, PersonReactivated {

    UUID personId();

    @Override
    default UUID aggregateId() {
        return personId();
    }
}
