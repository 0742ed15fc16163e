package dev.belay.matching.policy;

import dev.belay.matching.policy.PolicyDocument.ParametersView;
import dev.belay.matching.policy.PolicyDocument.WeightView;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Violation;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A further version of the policy, as it is asked for. */
@Schema(
        name = "NewPolicy",
        requiredProperties = {"name", "reason", "weights", "parameters"})
record NewPolicy(
        @Schema(minLength = 1, maxLength = LONGEST_NAME, description = "For people; need not be unique.")
        String name,

        @Schema(minLength = 1, maxLength = LONGEST_REASON, description = "Why there is this version.")
        String reason,

        @Schema(description = "Every component of the score once; the weights sum to 1000.")
        List<WeightView> weights,

        ParametersView parameters) {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_REASON = 1_000;

    /** @throws InvalidRequest with every violation */
    PolicyDocument checked() {
        List<Violation> violations = new ArrayList<>();
        check("/name", name, LONGEST_NAME, violations);
        check("/reason", reason, LONGEST_REASON, violations);
        PolicyDocument document = new PolicyDocument(weights, parameters);
        violations.addAll(document.violations());
        if (!violations.isEmpty()) {
            throw InvalidRequest.body(violations);
        }
        return document;
    }

    private static void check(String pointer, String text, int longest, List<Violation> violations) {
        if (text == null || text.isBlank() || text.length() > longest) {
            violations.add(new Violation(pointer, "size", "must have 1 to " + longest + " characters"));
        }
    }
}
