package dev.belay.matching.policy;

import dev.belay.matching.core.score.Policy;
import java.time.Instant;
import java.util.UUID;

/**
 * One version of the policy.
 *
 * @param reason why there is this version
 * @param createdBy who made it; null: it is built in
 */
record StoredPolicy(
        int version, String name, String reason, PolicyDocument document, UUID createdBy, Instant createdAt) {

    Policy policy() {
        return document.policy(name, version);
    }
}
