package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why few or none could be recommended: every rule and every condition of the filter is asked of every mentor, where the
 * search asks until the first refusal. So it is known not only whom each excludes, but also who would be gained without it.
 * O(mentors × rules), asked only when a list is short. Judging a pair in full takes several times as long as asking all rules,
 * so of those whom a condition alone excludes, who may be nearly everybody, the search finds the best.
 *
 * @param offering how many people offer mentoring, the mentee not counted
 * @param obstacles those that exclude somebody: first where dropping it would gain most, then where it excludes most
 */
public record Obstacles(int offering, List<Obstacle> obstacles) {

    private static final List<HardRule> DISCLOSED = Arrays.stream(HardRule.values())
            .filter(rule -> rule.disclosedAs() == rule)
            .toList();

    public Obstacles {
        obstacles = List.copyOf(obstacles);
    }

    /**
     * A rule, or a condition of the filter.
     *
     * @param key the rule's or the condition's
     * @param isFilter whether it is a condition of the filter
     * @param excludes how many it excludes, whatever else does
     * @param alone how many nothing else excludes: who would be gained without it
     * @param bestScore of those gained; null if there are none
     */
    public record Obstacle(
            String key,
            boolean isFilter,
            int excludes,
            int alone,
            @Nullable Integer bestScore) {}

    /** What stands between a mentee and the mentors. */
    public static Obstacles of(UUID menteeId, Snapshot snapshot, Policy policy, Instant asOf, MentorFilter filter) {
        Count count = new Count(Mentee.of(menteeId, snapshot, policy, asOf), policy, filter.conditions());
        snapshot.forEachMentor(count::look);
        for (int i = 0; i < filter.conditions().size(); i++) {
            int question = DISCLOSED.size() + i;
            if (count.alone[question] > 0) {
                Predicate<Member> gained = onlyWithout(filter.conditions(), i);
                count.bestScore[question] = MentorSearch.best(menteeId, snapshot, policy, asOf, 1, gained)
                        .mentors()
                        .get(0)
                        .score();
            }
        }
        return new Obstacles(count.offering, count.obstacles());
    }

    /** Whom a condition excludes and no other one does. */
    private static Predicate<Member> onlyWithout(List<MentorFilter.Condition> conditions, int without) {
        MentorFilter others = new MentorFilter(IntStream.range(0, conditions.size())
                .filter(i -> i != without)
                .mapToObj(conditions::get)
                .toList());
        return others.and(mentor -> !conditions.get(without).test().test(mentor));
    }

    private static final class Count {

        private final Mentee mentee;
        private final Policy policy;
        private final List<MentorFilter.Condition> conditions;
        private final int[] excludes;
        private final int[] alone;
        private final int[] bestScore;
        private int offering;

        Count(Mentee mentee, Policy policy, List<MentorFilter.Condition> conditions) {
            this.mentee = mentee;
            this.policy = policy;
            this.conditions = conditions;
            int questions = DISCLOSED.size() + conditions.size();
            this.excludes = new int[questions];
            this.alone = new int[questions];
            this.bestScore = new int[questions];
        }

        void look(Member mentor) {
            if (!HardRule.NOT_SELF.passes(mentee, mentor)) {
                return;
            }
            offering++;
            int against = 0;
            int last = -1;
            for (int i = 0; i < excludes.length; i++) {
                if (!passes(i, mentor)) {
                    excludes[i]++;
                    against++;
                    last = i;
                }
            }
            if (against == 1) {
                alone[last]++;
                if (last < DISCLOSED.size()) {
                    bestScore[last] = Math.max(bestScore[last], policy.score(mentee, mentor));
                }
            }
        }

        private boolean passes(int question, Member mentor) {
            if (question >= DISCLOSED.size()) {
                return conditions.get(question - DISCLOSED.size()).test().test(mentor);
            }
            HardRule rule = DISCLOSED.get(question);
            if (!rule.passes(mentee, mentor)) {
                return false;
            }
            return rule != HardRule.NOT_BLOCKED.disclosedAs() || HardRule.NOT_BLOCKED.passes(mentee, mentor);
        }

        List<Obstacle> obstacles() {
            List<String> keys = Stream.concat(
                            DISCLOSED.stream().map(HardRule::key),
                            conditions.stream().map(MentorFilter.Condition::key))
                    .toList();
            return IntStream.range(0, excludes.length)
                    .filter(i -> excludes[i] > 0)
                    .mapToObj(i -> new Obstacle(
                            keys.get(i),
                            i >= DISCLOSED.size(),
                            excludes[i],
                            alone[i],
                            alone[i] == 0 ? null : bestScore[i]))
                    .sorted(Comparator.comparingInt(Obstacle::alone)
                            .thenComparingInt(Obstacle::excludes)
                            .reversed())
                    .toList();
        }
    }
}
