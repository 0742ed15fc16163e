package dev.belay.matching.core.score;

import dev.belay.contracts.Gap;
import dev.belay.contracts.Strength;
import dev.belay.matching.core.index.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the mentee's gap the mentor's strengths exceed.
 *
 * <pre>
 * value  = 1000 × (Σ priority × taught) × credit / (Σ priority × (target − current))
 * taught = min(strength, target) − current, at least 0
 * credit = (2 × faceValue − max(faceValue, strengths named)) / faceValue, at least 0
 * </pre>
 *
 * over the mentee's gaps, rounded down once at the end. Unit: thousandths of the gap, measured in steps of proficiency
 * times priority. Weighting by size and priority is what makes a gap covered by a fraction add up: the fraction's
 * denominator is the gap's own size, and cancels.
 *
 * <p>A mentee without gaps counts {@value Measure#MISSING} with everybody. A mentor who names no strengths covers nothing:
 * strengths are an offer, not a datum, so leaving them out must not pay. Nor must naming them all: each strength beyond the
 * policy's {@code strengthsAtFaceValue} takes evenly from what all of them count, until whoever names twice as many counts
 * as one who names none. So the sum of what is believed falls with each further claim, and claiming everything is never
 * better than an honest list.
 */
final class GapCoverage implements Measure {

    private static final int GAPS_NAMED = 6;

    @Override
    public int value(Mentee mentee, Member mentor) {
        long total = mentee.gapTotal();
        if (total == 0) {
            return MISSING;
        }
        long taught = 0;
        for (Strength strength : mentor.profile().strengths()) {
            Gap gap = mentee.gap(strength.skill());
            if (gap != null) {
                taught += (long) gap.priority() * Mentee.taught(gap, strength);
            }
        }
        return mentee.believed(mentor, taught, total);
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        List<Gap> gaps = mentee.gaps();
        if (gaps.isEmpty()) {
            return Reason.of("gap-coverage.no-gaps");
        }
        Reason covered = covered(gaps, mentor);
        int named = mentor.profile().strengths().size();
        int faceValue = mentee.parameters().strengthsAtFaceValue();
        if (named <= faceValue) {
            return covered;
        }
        return named < 2 * faceValue
                ? Reason.of("gap-coverage.discounted", covered, named, faceValue)
                : Reason.of("gap-coverage.disbelieved", covered, named, 2 * faceValue);
    }

    private static Reason covered(List<Gap> gaps, Member mentor) {
        List<Gap> largest = gaps.subList(0, Math.min(GAPS_NAMED, gaps.size()));
        List<Object> taught = taught(largest, mentor);
        if (!taught.isEmpty()) {
            String which = gaps.size() > GAPS_NAMED ? "gap-coverage.covers-largest" : "gap-coverage.covers";
            return Reason.of(which, taught.size(), largest.size(), taught);
        }
        List<Object> smaller = taught(gaps.subList(largest.size(), gaps.size()), mentor);
        return smaller.isEmpty()
                ? Reason.of("gap-coverage.none")
                : Reason.of(
                        "gap-coverage.smaller",
                        largest.size(),
                        smaller.size(),
                        smaller.subList(0, Math.min(GAPS_NAMED, smaller.size())));
    }

    /** The skills of those gaps that the mentor's strengths cover, some of them in part. */
    private static List<Object> taught(List<Gap> gaps, Member mentor) {
        Map<String, Strength> strengths = new HashMap<>();
        mentor.profile().strengths().forEach(strength -> strengths.put(strength.skill(), strength));
        List<Object> covered = new ArrayList<>();
        for (Gap gap : gaps) {
            Strength strength = strengths.get(gap.skill());
            int taught = strength == null ? 0 : Mentee.taught(gap, strength);
            if (taught > 0) {
                boolean inPart = taught < gap.target() - gap.current();
                covered.add(inPart ? Reason.of("in-part", gap.skill()) : gap.skill());
            }
        }
        return covered;
    }
}
