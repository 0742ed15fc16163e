package dev.belay.profile.scim;

import java.util.Optional;
import java.util.UUID;

final class Ids {
    private Ids() {}

    /** Empty for what is no id of ours, so of nobody. */
    static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
