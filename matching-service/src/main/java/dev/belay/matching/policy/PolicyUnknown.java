package dev.belay.matching.policy;

import dev.belay.platform.problems.Refusal;

/** This replica has not read yet which policy is in force. */
final class PolicyUnknown extends Refusal {
    PolicyUnknown() {
        super("service-unavailable", "The policy in force is not known here yet. Ask again in a moment.");
        header("Retry-After", "1");
    }
}
