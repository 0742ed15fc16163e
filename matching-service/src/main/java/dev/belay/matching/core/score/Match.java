package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One pair, whether or not the rules let it pass, and why.
 *
 * @param verdicts of each rule that is told of
 * @param scored what the score is, or would be if no rule refused
 */
public record Match(
        UUID menteeId, Instant asOf, Policy policy, List<Verdict> verdicts, Recommendation.ScoredMentor scored) {

    public Match {
        verdicts = List.copyOf(verdicts);
    }

    /** The pair of two people; nothing need be known of either. */
    public static Match of(UUID menteeId, UUID mentorId, Snapshot snapshot, Policy policy, Instant asOf) {
        Mentee mentee = Mentee.of(menteeId, snapshot, policy, asOf);
        var mentor = snapshot.member(mentorId);
        return new Match(
                menteeId,
                asOf,
                policy,
                Verdict.of(mentee, mentor),
                Recommendation.ScoredMentor.of(mentee, mentor, policy));
    }

    /** Whether every rule lets the pair pass. */
    public boolean passes() {
        return verdicts.stream().allMatch(Verdict::passes);
    }
}
