package dev.belay.matching.recommend;

import dev.belay.matching.core.score.Diversity;
import dev.belay.matching.core.score.Obstacles;
import dev.belay.matching.core.score.Obstacles.Obstacle;
import dev.belay.matching.core.score.Recommendation;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The best mentors, why they are, and why the others are not offered. */
@Schema(
        name = "MentorRecommendations",
        requiredProperties = {"asOf", "policy", "items", "excluded", "diversity", "whyFew", "nextCursor"})
record MentorsView(
        @Schema(description = "The instant whose week was compared and whose date decided who is away.")
        Instant asOf,

        AppliedPolicy policy,

        @Schema(description = "Best first: by score, ties by the mentor's id.")
        List<Item> items,

        @Schema(
                nullable = true,
                description = "How many who offer mentoring, and meet the filter, are not recommended, each under the"
                        + " first rule that refuses the pair. Rules that refused nobody are absent. Null if there are"
                        + " as many items as asked for: it takes a look at everybody to count.")
        List<Excluded> excluded,

        @Schema(
                nullable = true,
                description = "What the bound on one department or team costs; null if none was asked for.")
        DiversityView diversity,

        @Schema(
                nullable = true,
                description =
                        "Why there are fewer than five, although more were asked for; null if there are more, or if"
                                + " `explain=none`.")
        WhyFew whyFew,

        @Schema(nullable = true, description = "Always null: the list is whole up to its limit.")
        String nextCursor) {

    @Schema(
            name = "RecommendedMentor",
            requiredProperties = {"mentor", "score", "sentence", "components"})
    record Item(
            PersonRef mentor,

            @Schema(minimum = "0", maximum = "1000000", description = "The sum of the components' points, exactly.")
            int score,

            @Schema(nullable = true, description = "What adds most to the score; null if `explain=none`.")
            String sentence,

            @Schema(
                    nullable = true,
                    description = "What the score is made of; the weights sum to 1000. Null unless `explain=full`.")
            List<Explanation.ComponentView> components) {

        static Item of(ScoredMentor mentor, Explain explain, Sentences sentences) {
            Explanation why = Explanation.of(mentor.components(), explain, sentences);
            return new Item(new PersonRef(mentor.mentorId()), mentor.score(), why.sentence(), why.components());
        }
    }

    @Schema(
            name = "Diversity",
            requiredProperties = {"of", "atMost", "passedOver", "price", "sentence"})
    record DiversityView(
            @Schema(
                    description =
                            "What counts as one group: `department`, or `team`, which is who has the same manager.")
            String of,

            @Schema(minimum = "1", description = "How many of one group.")
            int atMost,

            @Schema(minimum = "0", description = "How many of the best were passed over.")
            int passedOver,

            @Schema(minimum = "0", description = "By how much the list's scores sum to less than those of the best.")
            long price,

            String sentence) {

        static DiversityView of(Diversity diversity, Diversity.Outcome outcome, Sentences sentences) {
            return new DiversityView(
                    diversity.group().key(),
                    diversity.atMost(),
                    outcome.passedOver(),
                    outcome.price(),
                    outcome.passedOver() == 0
                            ? sentences.say("diversity.free")
                            : sentences.say("diversity.price", outcome.passedOver(), outcome.price()));
        }
    }

    @Schema(
            name = "WhyFew",
            requiredProperties = {"sentence", "obstacles"})
    record WhyFew(
            String sentence,

            @Schema(description = "Rules and filters that exclude somebody; first without which most would be gained.")
            List<ObstacleView> obstacles) {

        static WhyFew of(Obstacles obstacles, int recommended, Sentences sentences) {
            String sentence = obstacles.offering() == 0
                    ? sentences.say("why.nobody-offers")
                    : recommended == 0
                            ? sentences.say("why.empty", obstacles.offering())
                            : sentences.say("why.short", obstacles.offering(), recommended);
            return new WhyFew(
                    sentence,
                    obstacles.obstacles().stream()
                            .map(obstacle -> ObstacleView.of(obstacle, sentences))
                            .toList());
        }
    }

    @Schema(
            name = "Obstacle",
            requiredProperties = {"kind", "key", "excludes", "alone", "bestScore", "sentence"})
    record ObstacleView(
            @Schema(description = "`rule`, or `filter` for what the request asked for.")
            String kind,

            @Schema(description = "Which hard rule, or which filter; more may be added.")
            String key,

            @Schema(minimum = "1", description = "How many it excludes, whatever else does.")
            int excludes,

            @Schema(minimum = "0", description = "How many nothing else excludes: so many more there were without it.")
            int alone,

            @Schema(nullable = true, description = "The best score among those; null if there are none.")
            Integer bestScore,

            String sentence) {

        static ObstacleView of(Obstacle obstacle, Sentences sentences) {
            String excludes = sentences.say("why." + obstacle.key(), obstacle.excludes());
            Integer bestScore = obstacle.bestScore();
            return new ObstacleView(
                    obstacle.isFilter() ? "filter" : "rule",
                    obstacle.key(),
                    obstacle.excludes(),
                    obstacle.alone(),
                    bestScore,
                    bestScore == null ? excludes : sentences.say("why.alone", excludes, obstacle.alone(), bestScore));
        }
    }

    static MentorsView of(
            Recommendation recommendation,
            DiversityView diversity,
            WhyFew whyFew,
            Explain explain,
            Sentences sentences) {
        return new MentorsView(
                recommendation.asOf(),
                AppliedPolicy.of(recommendation.policy()),
                recommendation.mentors().stream()
                        .map(mentor -> Item.of(mentor, explain, sentences))
                        .toList(),
                recommendation.excluded() == null ? null : Excluded.of(recommendation.excluded()),
                diversity,
                whyFew,
                null);
    }
}
