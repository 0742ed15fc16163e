package dev.belay.matching.recommend;

import dev.belay.matching.core.score.HardRule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Excluded",
        requiredProperties = {"rule", "count"})
record Excluded(
        @Schema(description = "Which hard rule; more may be added.")
        String rule,

        @Schema(minimum = "1") int count) {

    /** What somebody keeps to themselves is counted where it cannot be told apart. */
    static List<Excluded> of(Map<HardRule, Integer> excluded) {
        Map<HardRule, Integer> told = new EnumMap<>(HardRule.class);
        excluded.forEach((rule, count) -> told.merge(rule.disclosedAs(), count, Integer::sum));
        return told.entrySet().stream()
                .map(rule -> new Excluded(rule.getKey().key(), rule.getValue()))
                .toList();
    }
}
