package dev.belay.matching.policy;

import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * With what a version is compared, and for whom.
 *
 * @param against null: the version in force
 * @param mentees null: a sample
 * @param sample null: {@value #USUAL_SAMPLE}
 */
@Schema(name = "DryRunRequest")
record DryRunRequest(
        @Schema(nullable = true, minimum = "1", description = "The version to compare with; absent: the one in force.")
        Integer against,

        @Schema(nullable = true, maxItems = MOST, description = "Whose lists; absent: a sample.")
        List<UUID> mentees,

        @Schema(
                nullable = true,
                minimum = "1",
                maximum = "200",
                defaultValue = "50",
                description = "How many of those who look for a mentor, the same ones each time; not beside `mentees`.")
        Integer sample) {

    static final int MOST = 200;
    static final int USUAL_SAMPLE = 50;

    /** @throws InvalidRequest with every violation */
    void check() {
        List<Violation> violations = new ArrayList<>();
        if (mentees != null && (mentees.isEmpty() || mentees.size() > MOST)) {
            violations.add(new Violation("/mentees", "size", "must hold 1 to " + MOST + " ids"));
        }
        if (mentees != null && mentees.contains(null)) {
            violations.add(new Violation("/mentees/" + mentees.indexOf(null), "required", "must be a person's id"));
        }
        if (sample != null && (sample < 1 || sample > MOST)) {
            violations.add(new Violation("/sample", "range", "must be a whole number from 1 to " + MOST));
        }
        if (sample != null && mentees != null) {
            violations.add(new Violation("/sample", "one-of", "cannot stand beside mentees: choose one"));
        }
        if (!violations.isEmpty()) {
            throw InvalidRequest.body(violations);
        }
    }
}
