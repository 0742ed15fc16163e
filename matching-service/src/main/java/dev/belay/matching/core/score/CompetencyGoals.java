package dev.belay.matching.core.score;

import dev.belay.contracts.Gap;
import dev.belay.contracts.Strength;
import dev.belay.matching.core.index.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the mentor helps with the competencies that the mentee wants to grow in.
 *
 * <p>For each of the mentee's goals, the coverage of the gaps in that competency alone, by the formula of
 * {@link GapCoverage}; the value is the mean over the goals, rounded down. Unit: thousandths. Unlike in gap coverage each
 * goal has the same voice, however few gaps it has: it is the mentee's own word on where to grow, so it should not be
 * outvoted by a competency that happens to list more skills.
 *
 * <p>A goal without gaps says nothing about mentors and is left out; if none is left, the value is
 * {@value Measure#MISSING}.
 */
final class CompetencyGoals implements Measure {

    @Override
    public int value(Mentee mentee, Member mentor) {
        List<Mentee.Goal> goals = mentee.goals();
        if (goals.isEmpty()) {
            return MISSING;
        }
        int sum = 0;
        for (int value : values(mentee, mentor)) {
            sum += value;
        }
        return sum / goals.size();
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        List<Mentee.Goal> goals = mentee.goals();
        if (goals.isEmpty()) {
            return Reason.of("competency-goals.no-goals");
        }
        int[] values = values(mentee, mentor);
        List<Reason.Term> helped = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                helped.add(new Reason.Term("competency", goals.get(i).competency()));
            }
        }
        return helped.isEmpty()
                ? Reason.of("competency-goals.none")
                : Reason.of("competency-goals.helps", helped.size(), goals.size(), helped);
    }

    private static int[] values(Mentee mentee, Member mentor) {
        List<Mentee.Goal> goals = mentee.goals();
        long[] taught = new long[goals.size()];
        for (Strength strength : mentor.profile().strengths()) {
            Gap gap = mentee.gap(strength.skill());
            if (gap != null) {
                for (int i = 0; i < taught.length; i++) {
                    if (gap.competency().equals(goals.get(i).competency())) {
                        taught[i] += (long) gap.priority() * Mentee.taught(gap, strength);
                    }
                }
            }
        }
        int[] values = new int[taught.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = mentee.believed(mentor, taught[i], goals.get(i).gapTotal());
        }
        return values;
    }
}
