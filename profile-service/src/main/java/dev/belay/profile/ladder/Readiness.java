package dev.belay.profile.ladder;

import dev.belay.profile.skills.Skill;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How ready somebody is for a level, in integers that add up.
 *
 * <p><b>The figures.</b> An expectation of proficiency {@code t} and weight {@code w} is worth {@code w × min(c, t) / t} to
 * somebody at proficiency {@code c}. A competency's {@code value} is the sum of what its expectations are worth, and the
 * {@code overall} figure is the sum over the competencies of {@code weight × value / 100}; both rounded <em>down</em>. Since
 * weights sum to 100, a value is 0 to 100, and is 100 only if every expectation is met: nothing is rounded up to done.
 *
 * <p><b>The parts.</b> {@code points} sum exactly to the whole they belong to: running totals are rounded down, and each
 * part is given the difference between the total with it and without it. A part thus differs from its exact worth by less than 1, is
 * shown exactly where it is an integer (in particular, 0 for nothing and the whole weight for a met expectation), and
 * depends on the order only by that rounding.
 *
 * <p><b>More skill never lowers a value.</b> What an expectation is worth grows with {@code c}, and so does the sum, and so
 * does its floor. This holds for every {@code value} and for {@code overall}. It can't hold for the points of a part while
 * they sum to the whole: as one part grows, the point that rounding gave to its neighbour may move to it.
 *
 * @param level key of the level asked about
 * @param overall 0 to 100: the sum of the competencies' points
 * @param competencies one per competency, in the ladder's order
 */
public record Readiness(String level, int overall, List<InCompetency> competencies) {

    /** Every proficiency from 1 to 5 divides it, so that worths add up as integers. */
    private static final int SIXTIETHS = 60;

    private static final int PERCENT = 100;

    public Readiness {
        competencies = List.copyOf(competencies);
    }

    /**
     * How ready somebody is in one competency.
     *
     * @param competency key
     * @param value 0 to 100: the sum of the expectations' points
     * @param weight percent of the overall figure
     * @param points share in the overall figure, 0 to {@code weight}
     */
    public record InCompetency(
            String competency, String name, int value, int weight, int points, List<InExpectation> expectations) {

        public InCompetency {
            expectations = List.copyOf(expectations);
        }
    }

    /**
     * Where somebody stands with one expectation.
     *
     * @param key of the skill or the group that is asked for
     * @param skill key of the person's skill that counts; for a group the one of {@link Expectation#skillFor}
     * @param current the person's effective proficiency in it, 0 to 5
     * @param target the proficiency asked for, 1 to 5
     * @param weight percent of the competency's value
     * @param points share in the competency's value, 0 to {@code weight}
     * @param sentence the same in words, to the person
     */
    public record InExpectation(
            String key, String skill, int current, int target, int weight, int points, String sentence) {

        public boolean met() {
            return current >= target;
        }
    }

    /**
     * The readiness of somebody for a level.
     *
     * @param proficiency effective proficiency, 0 to 5, per skill key; absent means 0
     * @param wanted keys of the skills the person wants to learn; they decide which skill of a group is named, and never a figure
     * @throws IllegalArgumentException if a proficiency is not 0 to 5
     */
    public static Readiness of(Level target, Map<String, Integer> proficiency, Set<String> wanted) {
        var competencies = new ArrayList<InCompetency>();
        var overall = new RunningTotal(PERCENT);
        for (Standard standard : target.standards()) {
            var expectations = new ArrayList<InExpectation>();
            var value = new RunningTotal(SIXTIETHS);
            for (Expectation expectation : standard.expectations()) {
                Skill skill = expectation.skillFor(proficiency, wanted);
                int current = Expectation.current(skill.key(), proficiency);
                int counted = Math.min(current, expectation.proficiency());
                int points = value.add(expectation.weight() * counted * (SIXTIETHS / expectation.proficiency()));
                expectations.add(new InExpectation(
                        expectation.key(),
                        skill.key(),
                        current,
                        expectation.proficiency(),
                        expectation.weight(),
                        points,
                        sentence(target, expectation, skill, current, wanted)));
            }
            int points = overall.add(standard.weight() * value.floor());
            competencies.add(new InCompetency(
                    standard.competency().key(),
                    standard.competency().name(),
                    value.floor(),
                    standard.weight(),
                    points,
                    expectations));
        }
        return new Readiness(target.key(), overall.floor(), competencies);
    }

    private static String sentence(
            Level target, Expectation expectation, Skill skill, int current, Set<String> wanted) {
        boolean namesSkill = expectation.isGroup() && (current > 0 || wanted.contains(skill.key()));
        String what = namesSkill ? expectation.name() + " (" + skill.name() + ")" : expectation.name();
        String met = current >= expectation.proficiency() ? ": met" : "";
        return what + ": you are at " + Proficiency.of(current).inWords() + ", " + target.key() + " asks for "
                + Proficiency.of(expectation.proficiency()).inWords() + met;
    }

    /** A sum of fractions with one denominator whose parts, rounded, sum to the rounded whole. */
    private static final class RunningTotal {
        private final int denominator;
        private int numerator;

        RunningTotal(int denominator) {
            this.denominator = denominator;
        }

        /** Adds a fraction and answers by how much the rounded total grew. */
        int add(int fraction) {
            int before = floor();
            numerator += fraction;
            return floor() - before;
        }

        int floor() {
            return numerator / denominator;
        }
    }
}
