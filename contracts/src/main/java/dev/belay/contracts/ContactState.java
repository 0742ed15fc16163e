package dev.belay.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to address a person and where to write to them.
 *
 * @param id the person's id
 * @param displayName the name to show
 * @param email the address for mail
 * @param locale BCP 47 tag of the language to write in
 */
public record ContactState(
        UUID id,
        long version,
        boolean deleted,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String locale)
        implements State {

    public ContactState {
        id = Guard.required(id, "id");
        version = Guard.version(version);
    }

    /** The state that says: this person is gone. */
    public static ContactState deleted(UUID id, long version) {
        return new ContactState(id, version, true, null, null, null);
    }

    @Override
    public EventType type() {
        return EventType.CONTACT;
    }
}
