package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;

/**
 * How near the mentor's level is to the one the mentee aims for, from above.
 *
 * <pre>
 * value = 1000 − 200 × (mentor's level − mentee's target), in steps of the policy's ladder, at least 0
 * </pre>
 *
 * Full for whoever stands where the mentee wants to go; each step further costs a fifth, because who walked the stretch
 * lately is more alike in daily work (perceived likeness goes with support: Ghosh, Journal of Vocational Behavior 84,
 * 2014), and because the few at the top are needed by those just below them.
 *
 * <p>If either level is not known, or the mentor's is too low: 0, not the usual {@value Measure#MISSING}, as
 * {@link HardRule#LEVEL_AT_TARGET} lets an unknown level pass and leaving it out must not pay as well.
 */
final class SeniorityFit implements Measure {

    private static final int COST_OF_A_STEP = 200;

    @Override
    public int value(Mentee mentee, Member mentor) {
        int rank = mentee.parameters().rank(mentor.profile().level());
        int target = mentee.targetRank();
        if (rank < 0 || target < 0 || rank < target) {
            return 0;
        }
        return Math.max(0, FULL - COST_OF_A_STEP * (rank - target));
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        String level = mentor.profile().level();
        int rank = mentee.parameters().rank(level);
        int target = mentee.targetRank();
        if (target < 0) {
            return Reason.of("seniority-fit.no-target");
        }
        if (level == null || rank < 0) {
            return Reason.of("seniority-fit.unknown");
        }
        if (rank < target) {
            return Reason.of("seniority-fit.below", level);
        }
        return rank == target
                ? Reason.of("seniority-fit.at", level)
                : Reason.of("seniority-fit.above", level, rank - target);
    }
}
