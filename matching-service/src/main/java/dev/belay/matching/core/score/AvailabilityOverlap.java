package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.time.Duration;

/**
 * How much time a week the two have in common.
 *
 * <pre>
 * value = 500 + 500 × (min(overlap, full) − min) / (full − min), at least 500
 * </pre>
 *
 * with {@code overlap} in whole minutes of the {@link dev.belay.matching.core.index.IsoWeek} of the search, and
 * {@code min} and {@code full} the policy's {@code minOverlapMinutes} and {@code fullOverlapMinutes}; rounded down. It
 * saturates, because past a weekly meeting more common hours do not make more meetings; that meeting often is what
 * matters: Eby et al., Psychological Bulletin 139(2), 2013 (ρ .25).
 *
 * <p>If either's hours are not known: {@value Measure#MISSING}. That is the least of what known hours give to a pair that
 * {@link HardRule#ENOUGH_OVERLAP} lets pass, so that nobody gains by hiding their hours.
 */
final class AvailabilityOverlap implements Measure {

    @Override
    public int value(Mentee mentee, Member mentor) {
        int least = mentee.parameters().minOverlapMinutes();
        int full = mentee.parameters().fullOverlapMinutes();
        int overlap = mentee.member().commonMinutes(mentor, mentee.week()).orElse(least);
        return MISSING + (FULL - MISSING) * Math.max(0, Math.min(overlap, full) - least) / (full - least);
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        var overlap = mentee.member().commonMinutes(mentor, mentee.week());
        if (overlap.isPresent()) {
            return Reason.of(
                    "availability-overlap.known",
                    Duration.ofMinutes(overlap.getAsInt()),
                    mentee.week().monday());
        }
        return Reason.of("availability-overlap." + (mentee.member().hoursKnown() ? "mentor" : "mentee") + "-unknown");
    }
}
