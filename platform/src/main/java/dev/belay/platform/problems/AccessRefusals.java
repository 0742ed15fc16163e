package dev.belay.platform.problems;

import dev.belay.platform.caller.Caller;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.limits.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;

/** Why a valid token was not enough. */
@ApplicationScoped
class AccessRefusals {
    private final Callers callers;
    private final RateLimits limits;

    AccessRefusals(Callers callers, RateLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    /** A person who is unknown or has left hears just that, whatever role the endpoint would have wanted. */
    Refusal refusal() {
        try {
            Caller caller = callers.current();
            // It never came to the filter that counts requests.
            limits.take(caller);
            return new RoleMissing(caller);
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private static final class RoleMissing extends Refusal {
        RoleMissing(Caller caller) {
            super("role-missing", "Your token is valid, but what you ask for needs a role that you do not have.");
            with("roles", caller.roles().stream().sorted().toList());
        }
    }
}
