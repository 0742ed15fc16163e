package dev.belay.matching.recommend;

import dev.belay.matching.core.score.Reason;
import dev.belay.matching.core.score.Recommendation.ScoredComponent;
import dev.belay.matching.sentences.Sentences;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The why of one score, as much of it as was asked for.
 *
 * @param sentence null unless asked for
 * @param components null unless asked for
 */
record Explanation(String sentence, List<ComponentView> components) {

    @Schema(
            name = "ScoreComponent",
            requiredProperties = {"key", "value", "weight", "points", "sentence"})
    record ComponentView(
            @Schema(description = "Which component; more may be added.")
            String key,

            @Schema(minimum = "0", maximum = "1000", description = "How well the pair does in it; 500 if not known.")
            int value,

            @Schema(minimum = "1", maximum = "1000") int weight,

            @Schema(minimum = "0", maximum = "1000000", description = "weight × value")
            int points,

            @Schema(description = "Why it is that value, in the first language of `Accept-Language` that there is.")
            String sentence) {

        static ComponentView of(ScoredComponent component, Sentences sentences) {
            return new ComponentView(
                    component.component().key(),
                    component.value(),
                    component.weight(),
                    component.points(),
                    sentences.of(component.reason()));
        }
    }

    static Explanation of(List<ScoredComponent> components, Explain explain, Sentences sentences) {
        return new Explanation(
                explain == Explain.NONE
                        ? null
                        : joined(
                                ScoredComponent.strongest(components).stream()
                                        .map(ScoredComponent::reason)
                                        .toList(),
                                sentences),
                explain == Explain.FULL
                        ? components.stream()
                                .map(component -> ComponentView.of(component, sentences))
                                .toList()
                        : null);
    }

    private static String joined(List<Reason> reasons, Sentences sentences) {
        return reasons.stream().map(sentences::of).collect(Collectors.joining(" "));
    }
}
