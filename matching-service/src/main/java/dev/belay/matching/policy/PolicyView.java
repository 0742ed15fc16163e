package dev.belay.matching.policy;

import dev.belay.matching.policy.PolicyDocument.ParametersView;
import dev.belay.matching.policy.PolicyDocument.WeightView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One version of the policy. */
@Schema(
        name = "Policy",
        requiredProperties = {
            "version",
            "name",
            "reason",
            "active",
            "weights",
            "parameters",
            "createdBy",
            "createdAt",
            "actions"
        })
record PolicyView(
        @Schema(minimum = "1") int version,

        String name,

        @Schema(description = "Why there is this version.") String reason,

        @Schema(description = "Whether it is in force.") boolean active,

        @Schema(description = "Every component of the score once; the weights sum to 1000.")
        List<WeightView> weights,

        ParametersView parameters,

        @Schema(nullable = true, description = "The person who made it; null: it is built in.")
        UUID createdBy,

        Instant createdAt,

        @Schema(description = "What the reader may do now: `activate`.")
        List<String> actions) {

    static PolicyView of(StoredPolicy policy, Activation activation) {
        boolean active = policy.version() == activation.version();
        return new PolicyView(
                policy.version(),
                policy.name(),
                policy.reason(),
                active,
                policy.document().weights(),
                policy.document().parameters(),
                policy.createdBy(),
                policy.createdAt(),
                active ? List.of() : List.of("activate"));
    }
}
