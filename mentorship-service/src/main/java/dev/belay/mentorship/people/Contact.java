package dev.belay.mentorship.people;

import java.util.UUID;

/**
 * How to address a person.
 *
 * @param displayName null if it is not known, or the person is erased
 * @param email likewise
 * @param active whether the person works here now
 */
public record Contact(UUID id, String displayName, String email, boolean active) {
    public PersonView view() {
        return new PersonView(id, displayName);
    }
}
