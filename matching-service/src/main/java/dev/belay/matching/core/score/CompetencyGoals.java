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
    public String sentence(Mentee mentee, Member mentor) {
        List<Mentee.Goal> goals = mentee.goals();
        if (goals.isEmpty()) {
            return "You have no competency goals with gaps, so this counts half with every mentor.";
        }
        int[] values = values(mentee, mentor);
        List<String> helped = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                helped.add(Words.spaced(goals.get(i).competency()));
            }
        }
        if (helped.isEmpty()) {
            return "This mentor helps with none of your competency goals.";
        }
        return "This mentor helps with " + helped.size() + " of your " + Words.count(goals.size(), "competency goal")
                + ": " + Words.list(helped) + ".";
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
