package dev.belay.matching.recommend;

import dev.belay.matching.core.score.Match;
import dev.belay.matching.core.score.Verdict;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One pair, explained whether or not it could be matched. */
@Schema(
        name = "Match",
        requiredProperties = {"asOf", "policy", "mentee", "mentor", "passes", "sentence", "rules", "score", "components"
        })
record MatchView(
        @Schema(description = "The instant whose week was compared and whose date decided who is away.")
        Instant asOf,

        AppliedPolicy policy,
        PersonRef mentee,
        PersonRef mentor,

        @Schema(description = "Whether every rule lets the pair pass.")
        boolean passes,

        String sentence,

        @Schema(description = "What each hard rule says, in the order in which they are asked.")
        List<VerdictView> rules,

        @Schema(
                minimum = "0",
                maximum = "1000000",
                description = "The score of the pair; of a refused one, what it would be without the rules.")
        int score,

        @Schema(description = "What the score is made of. The weights sum to 1000.")
        List<Explanation.ComponentView> components) {

    @Schema(
            name = "RuleVerdict",
            requiredProperties = {"rule", "passes", "sentence"})
    record VerdictView(
            @Schema(description = "Which hard rule; more may be added.")
            String rule,

            boolean passes,

            String sentence) {

        static VerdictView of(Verdict verdict, Sentences sentences) {
            return new VerdictView(verdict.rule().key(), verdict.passes(), sentences.of(verdict.reason()));
        }
    }

    static MatchView of(Match match, Sentences sentences) {
        int refusals = (int)
                match.verdicts().stream().filter(verdict -> !verdict.passes()).count();
        return new MatchView(
                match.asOf(),
                AppliedPolicy.of(match.policy()),
                new PersonRef(match.menteeId()),
                new PersonRef(match.scored().mentorId()),
                match.passes(),
                refusals == 0 ? sentences.say("match.passes") : sentences.say("match.refused", refusals),
                match.verdicts().stream()
                        .map(verdict -> VerdictView.of(verdict, sentences))
                        .toList(),
                match.scored().score(),
                Explanation.of(match.scored().components(), Explain.FULL, sentences)
                        .components());
    }
}
