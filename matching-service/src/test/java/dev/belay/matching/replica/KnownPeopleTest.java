package dev.belay.matching.replica;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.PersonState;
import dev.belay.platform.caller.KnownPerson;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownPeopleTest {

    private final KnownPeople people = new KnownPeople();

    @Test
    void findsAPersonByLoginKey() {
        people.apply(aMentee(1).loginKey("ada").person(1));

        assertEquals(Optional.of(id(1)), people.byLoginKey("ada").map(KnownPerson::id));
        assertEquals(Optional.empty(), people.byLoginKey("grace"));
    }

    @Test
    void followsAChangedLoginKey() {
        people.apply(aMentee(1).loginKey("ada").person(1));
        people.apply(aMentee(1).loginKey("ada.king").person(2));

        assertEquals(Optional.empty(), people.byLoginKey("ada"));
        assertEquals(Optional.of(id(1)), people.byLoginKey("ada.king").map(KnownPerson::id));
    }

    @Test
    void knowsALeaverAsInactive() {
        people.apply(aMentee(1).loginKey("ada").inactive().person(1));

        assertFalse(people.byLoginKey("ada").orElseThrow().active());
    }

    @Test
    void givesANameThatTwoActivePeopleBearToNeither() {
        people.apply(aMentee(1).loginKey("ada").person(1));
        people.apply(aMentee(2).loginKey("ada").person(2));
        assertEquals(Optional.empty(), people.byLoginKey("ada"));

        people.apply(aMentee(2).loginKey("ada").inactive().person(3));
        assertEquals(Optional.of(id(1)), people.byLoginKey("ada").map(KnownPerson::id));
    }

    @Test
    void forgetsTheDeleted() {
        people.apply(aMentee(1).loginKey("ada").person(1));
        people.apply(PersonState.deleted(id(1), 2));

        assertEquals(Optional.empty(), people.byLoginKey("ada"));
    }

    @Test
    void givesANameThatPassedOnToTheActiveBearerInAnyOrder() {
        UUID newcomer = id(2);
        people.apply(aMentee(2).loginKey("ada").person(7));
        people.apply(aMentee(1).loginKey("ada").inactive().person(8));
        assertEquals(newcomer, people.byLoginKey("ada").orElseThrow().id());
        assertTrue(people.byLoginKey("ada").orElseThrow().active());

        people.apply(PersonState.deleted(id(1), 9));
        assertEquals(newcomer, people.byLoginKey("ada").orElseThrow().id());
    }
}
