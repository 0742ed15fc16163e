package dev.belay.platform.caller;

import java.util.Set;
import java.util.UUID;

/** Who asks: an active person, an HR integration, or another service of the suite. */
public sealed interface Caller {
    /** The union of the token's groups and, for a person, the roles that HR's groups map to. */
    Set<String> roles();

    /** A stable text that names the caller, the scope of idempotency keys and rate limits. */
    String key();

    default boolean is(String role) {
        return roles().contains(role);
    }

    /** @param id the person's id, the same in all services */
    record Person(UUID id, Set<String> roles) implements Caller {
        @Override
        public String key() {
            return "person:" + id;
        }
    }

    /** @param client the token's {@code client_id}: the integration, and the source of the rows it owns */
    record Integration(String client, Set<String> roles) implements Caller {
        @Override
        public String key() {
            return "integration:" + client;
        }
    }

    record Service(String client, Set<String> roles) implements Caller {
        @Override
        public String key() {
            return "service:" + client;
        }
    }
}
