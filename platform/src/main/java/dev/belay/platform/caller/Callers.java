package dev.belay.platform.caller;

import dev.belay.platform.problems.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Yields the caller of the request at hand; nothing else reads a token. */
@ApplicationScoped
public class Callers {
    static final String ATTRIBUTE = "belay.caller";

    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * @throws PersonUnknown if the token names nobody whom this service knows
     * @throws PersonInactive if it names somebody who has left
     */
    public Caller current() {
        Object found = identity.getAttribute(ATTRIBUTE);
        if (found instanceof Caller caller) {
            return caller;
        }
        if (found instanceof Refusal refusal) {
            throw refusal;
        }
        throw new PersonUnknown();
    }

    /** @throws PersonNeeded if the caller is a machine */
    public Caller.Person person() {
        if (current() instanceof Caller.Person person) {
            return person;
        }
        throw new PersonNeeded();
    }

    /** @throws IntegrationNeeded if the caller is not an HR integration */
    public Caller.Integration integration() {
        if (current() instanceof Caller.Integration integration) {
            return integration;
        }
        throw new IntegrationNeeded();
    }

    static final class PersonUnknown extends Refusal {
        PersonUnknown() {
            super(
                    "person-unknown",
                    "Your token is valid, but nobody here has that name yet. HR's sync may still be on its way.");
        }
    }

    static final class PersonInactive extends Refusal {
        PersonInactive() {
            super("person-inactive", "HR has deactivated this person.");
        }
    }

    private static final class PersonNeeded extends Refusal {
        PersonNeeded() {
            super("role-missing", "Only a person can do this; the token is a machine's.");
        }
    }

    private static final class IntegrationNeeded extends Refusal {
        IntegrationNeeded() {
            super("role-missing", "Only an HR integration can do this; the token is not one's.");
        }
    }
}
