package dev.belay.platform;

import dev.belay.contracts.PersonState;
import java.util.List;
import java.util.UUID;

/** States as other services publish them. */
final class TestStates {
    private TestStates() {}

    static PersonState person(UUID id, long version, String department) {
        return new PersonState(
                id,
                version,
                false,
                "key",
                true,
                List.of(),
                null,
                department,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
