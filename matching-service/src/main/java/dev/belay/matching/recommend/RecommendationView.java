package dev.belay.matching.recommend;

import dev.belay.matching.core.score.HardRule;
import dev.belay.matching.core.score.Policy;
import dev.belay.matching.core.score.Recommendation;
import dev.belay.matching.core.score.Recommendation.ScoredComponent;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The best mentors, why they are, and why the others are not offered. */
@Schema(
        name = "MentorRecommendations",
        requiredProperties = {"asOf", "policy", "items", "excluded", "nextCursor"})
record RecommendationView(
        @Schema(description = "The instant whose week was compared and whose date decided who is away.")
        Instant asOf,

        PolicyView policy,

        @Schema(description = "Best first: by score, ties by the mentor's id.")
        List<Item> items,

        @Schema(
                description = "How many who offer mentoring are not recommended, each under the first rule that refuses"
                        + " the pair. Rules that refused nobody are absent.")
        List<Excluded> excluded,

        @Schema(nullable = true, description = "Always null: the list is whole up to its limit.")
        String nextCursor) {

    @Schema(
            name = "AppliedPolicy",
            requiredProperties = {"name", "version"})
    record PolicyView(String name, int version) {

        static PolicyView of(Policy policy) {
            return new PolicyView(policy.name(), policy.version());
        }
    }

    @Schema(
            name = "RecommendedMentor",
            requiredProperties = {"mentor", "score", "components"})
    record Item(
            PersonRef mentor,

            @Schema(minimum = "0", maximum = "1000000", description = "The sum of the components' points, exactly.")
            int score,

            @Schema(description = "What the score is made of. The weights sum to 1000.")
            List<ComponentView> components) {

        static Item of(ScoredMentor mentor) {
            return new Item(
                    new PersonRef(mentor.mentorId()),
                    mentor.score(),
                    mentor.components().stream().map(ComponentView::of).toList());
        }
    }

    @Schema(
            name = "PersonRef",
            requiredProperties = {"id"},
            description = "Matching holds no names: `GET /v1/people?ids=` has the cards.")
    record PersonRef(UUID id) {}

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

            @Schema(description = "Why it is that value, to the mentee, in English.")
            String sentence) {

        static ComponentView of(ScoredComponent component) {
            return new ComponentView(
                    component.component().key(),
                    component.value(),
                    component.weight(),
                    component.points(),
                    component.sentence());
        }
    }

    @Schema(
            name = "ExcludedMentors",
            requiredProperties = {"rule", "count"})
    record Excluded(
            @Schema(description = "Which hard rule; more may be added.")
            String rule,

            @Schema(minimum = "1") int count) {}

    static RecommendationView of(Recommendation recommendation) {
        return new RecommendationView(
                recommendation.asOf(),
                PolicyView.of(recommendation.policy()),
                recommendation.mentors().stream().map(Item::of).toList(),
                disclosed(recommendation.excluded()),
                null);
    }

    /** What somebody keeps to themselves is counted where it cannot be told apart. */
    private static List<Excluded> disclosed(Map<HardRule, Integer> excluded) {
        Map<HardRule, Integer> told = new EnumMap<>(HardRule.class);
        excluded.forEach((rule, count) -> told.merge(rule.disclosedAs(), count, Integer::sum));
        return told.entrySet().stream()
                .map(rule -> new Excluded(rule.getKey().key(), rule.getValue()))
                .toList();
    }
}
