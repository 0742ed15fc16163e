package dev.belay.matching.recommend;

import dev.belay.matching.core.score.MenteeSearch;
import dev.belay.matching.core.score.MenteeSearch.ScoredMentee;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom the asking mentor could help. */
@Schema(
        name = "MenteeRecommendations",
        requiredProperties = {"asOf", "policy", "items", "excluded", "nextCursor"})
record MenteesView(
        @Schema(description = "The instant whose week was compared and whose date decided who is away.")
        Instant asOf,

        AppliedPolicy policy,

        @Schema(description = "Best first: by score, ties by the mentee's id.")
        List<Item> items,

        @Schema(
                description =
                        "How many who look for a mentor are not recommended, each under the first rule that refuses"
                                + " the pair. Rules that refused nobody are absent.")
        List<Excluded> excluded,

        @Schema(nullable = true, description = "Always null: the list is whole up to its limit.")
        String nextCursor) {

    @Schema(
            name = "RecommendedMentee",
            requiredProperties = {"mentee", "score", "sentence", "components"})
    record Item(
            PersonRef mentee,

            @Schema(minimum = "0", maximum = "1000000", description = "The score that the mentee sees for this pair.")
            int score,

            @Schema(nullable = true, description = "What adds most to the score; null if `explain=none`.")
            String sentence,

            @Schema(
                    nullable = true,
                    description = "What the score is made of; the weights sum to 1000. Null unless `explain=full`.")
            List<Explanation.ComponentView> components) {

        static Item of(ScoredMentee mentee, Explain explain, Sentences sentences) {
            Explanation why = Explanation.of(mentee.components(), explain, sentences);
            return new Item(new PersonRef(mentee.menteeId()), mentee.score(), why.sentence(), why.components());
        }
    }

    static MenteesView of(MenteeSearch.Outcome outcome, Explain explain, Sentences sentences) {
        return new MenteesView(
                outcome.asOf(),
                AppliedPolicy.of(outcome.policy()),
                outcome.mentees().stream()
                        .map(mentee -> Item.of(mentee, explain, sentences))
                        .toList(),
                Excluded.of(outcome.excluded()),
                null);
    }
}
