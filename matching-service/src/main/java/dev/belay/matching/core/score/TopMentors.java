package dev.belay.matching.core.score;

import dev.belay.contracts.Gap;
import dev.belay.matching.core.index.Block;
import dev.belay.matching.core.index.Columns;
import dev.belay.matching.core.index.CommonTime;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The search for the best mentors that does not look at everybody, and finds exactly what {@link MentorSearch} finds, which
 * does.
 *
 * <p><b>Method.</b> For each mentor an upper bound of the score is made, in steps that cost more and say more. Once as many
 * as are wanted have been found, a mentor whose bound is below the worst of them is passed over; one whose bound equals it
 * is if their id is the higher. Who is left at the end of the steps is judged by the rules and components themselves, so
 * that a bound can cost time but never a place: the one thing that must hold is that it is no lower than the score. The
 * steps:
 *
 * <ol>
 *   <li>a block, by the best in each of the mentee's gaps that anybody in it teaches: it is passed over as a whole;
 *   <li>a mentor, by what they teach of the mentee's gaps, added up skill by skill from the block's lists, with everything
 *       else as good as can be. Nobody who teaches something else is looked at;
 *   <li>with the real points for level and language, asked of the components once for each level and each list of
 *       languages that occurs, and for answered requests;
 *   <li>with the minutes in common;
 *   <li>of those who are left in a block, the most promising first, with the points for strengths exactly.
 * </ol>
 *
 * The idea is that of MaxScore and block-max WAND (Turtle and Flood, Information Processing &amp; Management 31(6), 1995;
 * Ding and Suel, SIGIR 2011), with sums of whole numbers in place of weights of words.
 *
 * <p><b>Cost.</b> One addition for each strength in a gap of the mentee's and one comparison for each mentor, both over arrays
 * that are read in order; then some hundred mentors who are judged in full. A mentee who has no gaps, or a filter that few
 * meet, leaves the bounds little to tell apart, and more are judged.
 *
 * <p><b>Not counted</b> here is whom the rules refuse: that takes a look at everybody, which {@link MentorSearch} takes.
 */
public final class TopMentors {

    private static final int REFUSED = -1;
    private static final int NOT_ASKED = -2;

    /** For each proficiency, 0–5. */
    private static final int[] NO_POINTS = new int[6];

    private static final HardRule[] RULES = HardRule.values();
    private static final Component[] COMPONENTS = Component.values();

    private static final Comparator<Candidate> WORST_FIRST =
            Comparator.comparingInt(Candidate::score).thenComparing(Candidate::mentor, Member.BY_ID.reversed());

    private final Snapshot snapshot;
    private final Mentee mentee;
    private final Policy policy;
    private final int limit;
    private final Predicate<Member> filter;

    private final PriorityQueue<Candidate> best = new PriorityQueue<>(WORST_FIRST);
    /** The score of the worst of those found, once there are enough; less than that is of no use. */
    private int worst = Integer.MIN_VALUE;

    /** What every mentor gets, as the mentee has no gaps, or no goals. */
    private int forEverybody;
    /** The most that the strengths do not decide. */
    private final int mostOfTheRest;
    /** The most that neither the strengths nor a step of their own decides. */
    private final int mostOfOthers;

    private final int levelWeight;
    private final int languageWeight;
    private final int responsivenessWeight;
    private final int overlapWeight;

    /** By the skill's number, then by proficiency. */
    private final int[][] gapPoints;

    /** What each strength teaches, in steps times the gap's priority: of all gaps, and of those of each goal. */
    private final int[][] gapSteps;

    private final int[][][] goalSteps;

    private final int[] gapSkills;
    private final int[] levelPoints;
    private final int[] languagePoints;
    private final CommonTime commonTime;
    private final int[] sums = new int[Block.ROWS];
    /** Of a block, those whose bound is high enough: the bound in the upper half, the row in the lower. */
    private final long[] candidates = new long[Block.ROWS];

    private int count;

    private record Candidate(int score, Member mentor) {}

    private TopMentors(Mentee mentee, Snapshot snapshot, Policy policy, int limit, Predicate<Member> filter) {
        this.snapshot = snapshot;
        this.mentee = mentee;
        this.policy = policy;
        this.limit = limit;
        this.filter = filter;
        this.levelWeight = policy.weight(Component.SENIORITY_FIT);
        this.languageWeight = policy.weight(Component.LANGUAGE);
        this.responsivenessWeight = policy.weight(Component.RESPONSIVENESS);
        this.overlapWeight = policy.weight(Component.AVAILABILITY_OVERLAP);
        int strengths = policy.weight(Component.GAP_COVERAGE) + policy.weight(Component.COMPETENCY_GOALS);
        this.mostOfTheRest = (Policy.SUM_OF_WEIGHTS - strengths) * Measure.FULL;
        this.mostOfOthers =
                mostOfTheRest - (levelWeight + languageWeight + responsivenessWeight + overlapWeight) * Measure.FULL;
        this.gapPoints = new int[snapshot.skills()][];
        this.gapSteps = new int[snapshot.skills()][];
        this.goalSteps = new int[mentee.goals().size()][snapshot.skills()][];
        Arrays.fill(gapPoints, NO_POINTS);
        Arrays.fill(gapSteps, NO_POINTS);
        for (int[][] steps : goalSteps) {
            Arrays.fill(steps, NO_POINTS);
        }
        this.gapSkills = pointsOfGaps();
        this.levelPoints = notAsked(snapshot.levels());
        this.languagePoints = notAsked(snapshot.languages());
        this.commonTime = new CommonTime(mentee.member(), mentee.week(), snapshot);
    }

    /**
     * The best mentors for a mentee among those whom a filter lets pass, best first; the same as {@link MentorSearch#best}
     * gives.
     *
     * @param menteeId of whom nothing need be known; then there is nobody to offer
     * @param asOf the instant whose week is compared and whose date decides who is away
     * @param limit how many at most, at least 1
     * @param filter a pure function of the mentor
     */
    public static List<ScoredMentor> best(
            UUID menteeId, Snapshot snapshot, Policy policy, Instant asOf, int limit, Predicate<Member> filter) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is at least 1");
        }
        Mentee mentee = Mentee.of(menteeId, snapshot, policy, asOf);
        // Every pair would be refused, so that nothing could be passed over.
        if (!mentee.profile().active()) {
            return List.of();
        }
        TopMentors search = new TopMentors(mentee, snapshot, policy, limit, filter);
        for (int number = 0; number < snapshot.blocks(); number++) {
            search.look(snapshot.block(number));
        }
        return search.best.stream()
                .sorted(WORST_FIRST.reversed())
                .map(candidate -> ScoredMentor.of(mentee, candidate.mentor(), policy))
                .toList();
    }

    private void look(Block block) {
        Columns columns = block.columns();
        if (columns != null && isWorthLooking(columns)) {
            Arrays.fill(sums, 0, columns.size(), 0);
            for (int skill : gapSkills) {
                columns.add(skill, gapPoints[skill], sums);
            }
            int rows = columns.size();
            int least = leastOfStrengths();
            count = 0;
            for (int row = 0; row < rows; row++) {
                if (sums[row] >= least && block.isOpenInColumns(row)) {
                    consider(block, columns, row);
                }
            }
            // The most promising first: they raise what the others have to beat.
            Arrays.sort(candidates, 0, count);
            for (int i = count - 1; i >= 0 && (int) (candidates[i] >> 32) >= worst; i--) {
                int row = (int) candidates[i];
                int slack = sums[row] - strengths(block, columns, row);
                judge(block, row, (int) (candidates[i] >> 32) - slack);
            }
        }
        for (int word = 0; word << 6 < block.size(); word++) {
            for (long rows = block.openAndChanged(word); rows != 0; rows &= rows - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(rows);
                judge(block, row, block.add(row, gapPoints) + forEverybody + mostOfTheRest);
            }
        }
    }

    /** Fewer points for strengths than that are of no use, even with the most of everything else. */
    private int leastOfStrengths() {
        return worst == Integer.MIN_VALUE ? 0 : worst - forEverybody - mostOfTheRest;
    }

    private boolean isWorthLooking(Columns columns) {
        int most = forEverybody + mostOfTheRest;
        for (int skill : gapSkills) {
            if (most >= worst) {
                return true;
            }
            most += gapPoints[skill][columns.best(skill)];
        }
        return most >= worst;
    }

    private void consider(Block block, Columns columns, int row) {
        int bound = sums[row] + forEverybody;
        int level = levelPoints(block, columns, row);
        int language = languagePoints(block, columns, row);
        if (level == REFUSED || language == REFUSED) {
            return;
        }
        bound += level + language + responsiveness(columns, row) + mostOfOthers;
        if (bound + overlapWeight * Measure.FULL < worst) {
            return;
        }
        int overlap = overlap(columns, row);
        if (overlap != REFUSED && bound + overlap >= worst) {
            candidates[count++] = (long) (bound + overlap) << 32 | row;
        }
    }

    /** What the rules and components themselves say, unless the bound shows that it is of no use. */
    private void judge(Block block, int row, int bound) {
        Candidate worstFound = best.peek();
        boolean enough = best.size() == limit;
        if (enough
                && worstFound != null
                && (bound < worst || bound == worst && block.isAfter(row, worstFound.mentor()))) {
            return;
        }
        Member mentor = block.member(row);
        if (!filter.test(mentor)) {
            return;
        }
        for (HardRule rule : RULES) {
            if (!rule.passes(mentee, mentor)) {
                return;
            }
        }
        Candidate candidate = new Candidate(score(mentor), mentor);
        if (!enough) {
            best.add(candidate);
        } else if (WORST_FIRST.compare(best.element(), candidate) < 0) {
            best.remove();
            best.add(candidate);
        }
        if (best.size() == limit) {
            worst = best.element().score();
        }
    }

    private int score(Member mentor) {
        int score = 0;
        for (Component component : COMPONENTS) {
            int weight = policy.weight(component);
            if (weight > 0) {
                score += weight * component.value(mentee, mentor);
            }
        }
        return score;
    }

    /**
     * What each strength in a gap is worth: the points of {@link GapCoverage} and {@link CompetencyGoals} for it alone. Both
     * round down at the end, and each of these is rounded up, so that their sum is no lower than the points for all.
     *
     * @return the skills in which there is something to teach
     */
    private int[] pointsOfGaps() {
        long coverage = (long) policy.weight(Component.GAP_COVERAGE) * Measure.FULL;
        long goals = (long) policy.weight(Component.COMPETENCY_GOALS) * Measure.FULL;
        if (mentee.gapTotal() == 0) {
            forEverybody += policy.weight(Component.GAP_COVERAGE) * Measure.MISSING;
        }
        if (mentee.goals().isEmpty()) {
            forEverybody += policy.weight(Component.COMPETENCY_GOALS) * Measure.MISSING;
        }
        for (Gap gap : mentee.gaps()) {
            int skill = snapshot.skill(gap.skill());
            if (skill == 0) {
                continue;
            }
            int[] points = new int[NO_POINTS.length];
            int[] steps = new int[NO_POINTS.length];
            for (int proficiency = 0; proficiency < points.length; proficiency++) {
                int taught = gap.priority() * Math.max(0, Math.min(proficiency, gap.target()) - gap.current());
                steps[proficiency] = taught;
                points[proficiency] = (int) up(coverage * taught, mentee.gapTotal());
            }
            for (int i = 0; i < goalSteps.length; i++) {
                Mentee.Goal goal = mentee.goals().get(i);
                if (goal.competency().equals(gap.competency())) {
                    goalSteps[i][skill] = steps;
                    for (int proficiency = 0; proficiency < points.length; proficiency++) {
                        points[proficiency] +=
                                (int) up(goals * steps[proficiency], (long) goal.gapTotal() * goalSteps.length);
                    }
                }
            }
            gapSteps[skill] = steps;
            gapPoints[skill] = points;
        }
        return mentee.gaps().stream()
                .mapToInt(gap -> snapshot.skill(gap.skill()))
                .filter(skill -> skill != 0)
                .toArray();
    }

    private static long up(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /**
     * The points of {@link GapCoverage} and {@link CompetencyGoals} for the strengths exactly. The sums are a little higher, as
     * they round for each strength and not once, and believe whoever names too many; where many mentors are nearly equal, that
     * would have all of them judged.
     */
    private int strengths(Block block, Columns columns, int row) {
        int strengths = columns.strengths(row);
        if (strengths == Columns.MOST_STRENGTHS) {
            return sums[row];
        }
        int points = 0;
        if (mentee.gapTotal() > 0) {
            points = policy.weight(Component.GAP_COVERAGE)
                    * believed(block.add(row, gapSteps), mentee.gapTotal(), strengths);
        }
        int goals = 0;
        for (int i = 0; i < goalSteps.length; i++) {
            goals +=
                    believed(block.add(row, goalSteps[i]), mentee.goals().get(i).gapTotal(), strengths);
        }
        if (goalSteps.length > 0) {
            points += policy.weight(Component.COMPETENCY_GOALS) * (goals / goalSteps.length);
        }
        return points;
    }

    /** As {@link Mentee#believed} has it. */
    private int believed(long taught, long total, int strengths) {
        Policy.Parameters parameters = mentee.parameters();
        return (int)
                (Measure.FULL * taught * parameters.credit(strengths) / (total * parameters.strengthsAtFaceValue()));
    }

    private int levelPoints(Block block, Columns columns, int row) {
        int level = columns.level(row);
        if (level >= levelPoints.length || level == Columns.OTHER) {
            return levelWeight * Measure.FULL;
        }
        if (levelPoints[level] == NOT_ASKED) {
            levelPoints[level] =
                    asked(HardRule.LEVEL_AT_TARGET, Component.SENIORITY_FIT, levelWeight, block.member(row));
        }
        return levelPoints[level];
    }

    private int languagePoints(Block block, Columns columns, int row) {
        int languages = columns.languages(row);
        if (languages >= languagePoints.length || languages == Columns.OTHER) {
            return languageWeight * Measure.FULL;
        }
        if (languagePoints[languages] == NOT_ASKED) {
            languagePoints[languages] =
                    asked(HardRule.COMMON_LANGUAGE, Component.LANGUAGE, languageWeight, block.member(row));
        }
        return languagePoints[languages];
    }

    /** The points of one mentor, which are those of all who are like them in what rule and component look at. */
    private int asked(HardRule rule, Component component, int weight, Member mentor) {
        return rule.passes(mentee, mentor) ? weight * component.value(mentee, mentor) : REFUSED;
    }

    /** As {@link Responsiveness} has it. */
    private int responsiveness(Columns columns, int row) {
        int answered = columns.answered(row);
        int expired = columns.expired(row);
        if (responsivenessWeight == 0 || answered == Columns.OTHER || expired == Columns.OTHER) {
            return responsivenessWeight * Measure.FULL;
        }
        Policy.Parameters parameters = mentee.parameters();
        return responsivenessWeight
                * (Measure.FULL
                        * (answered + parameters.priorAnswered())
                        / (answered + expired + parameters.priorAsked()));
    }

    /** As {@link HardRule#ENOUGH_OVERLAP} and {@link AvailabilityOverlap} have it. */
    private int overlap(Columns columns, int row) {
        int least = mentee.parameters().minOverlapMinutes();
        int full = mentee.parameters().fullOverlapMinutes();
        int minutes = commonTime.atMost(columns, row);
        if (minutes == CommonTime.UNKNOWN) {
            return overlapWeight * Measure.MISSING;
        }
        if (minutes < least) {
            return REFUSED;
        }
        return overlapWeight
                * (Measure.MISSING
                        + (Measure.FULL - Measure.MISSING) * (Math.min(minutes, full) - least) / (full - least));
    }

    private static int[] notAsked(int length) {
        int[] points = new int[length];
        Arrays.fill(points, NOT_ASKED);
        return points;
    }
}
