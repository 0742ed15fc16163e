package dev.belay.matching.recommend;

import dev.belay.matching.core.score.Policy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** By which policy was judged. */
@Schema(
        name = "AppliedPolicy",
        requiredProperties = {"name", "version"})
record AppliedPolicy(String name, int version) {

    static AppliedPolicy of(Policy policy) {
        return new AppliedPolicy(policy.name(), policy.version());
    }
}
