package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The exact search for the best mentors: by {@link TopMentors}, and by looking at everybody where it takes that to say why
 * there are so few.
 *
 * <p><b>Looking at everybody.</b> Every mentor is looked at: the hard rules in their order until one refuses, then the components. A heap
 * of the best so far, no larger than the answer, has its worst at the top; a mentor enters it only by beating that one.
 * Sentences are made for the answer alone. With n mentors and an answer of k that is O(n log k) at worst, and nearly O(n),
 * since few mentors enter the heap. Looking at all of them is what makes the answer exact without an argument; the
 * answer from bounds is held to be the same.
 *
 * <p><b>Invariants.</b> The score is an integer, a sum of integer products, so no order of addition changes it. Better is
 * a higher score, then the lower id: a total order, so that the same snapshot, policy and instant give the same answer,
 * whatever order the index holds its members in. Every mentor looked at is either refused, and counted under exactly one
 * rule, or scored.
 *
 * <p>A filter of the asker's narrows whom the search looks at; whom it leaves out is neither scored nor counted.
 */
public final class MentorSearch {

    private static final HardRule[] RULES = HardRule.values();
    private static final Component[] COMPONENTS = Component.values();

    private static final Comparator<Candidate> WORST_FIRST =
            Comparator.comparingInt(Candidate::score).thenComparing(Candidate::mentor, Member.BY_ID.reversed());

    private final Mentee mentee;
    private final int[] weights = new int[COMPONENTS.length];
    private final int limit;
    private final int[] refused = new int[RULES.length];
    private final PriorityQueue<Candidate> best = new PriorityQueue<>(WORST_FIRST);

    private record Candidate(int score, Member mentor) {}

    private MentorSearch(Mentee mentee, Policy policy, int limit) {
        this.mentee = mentee;
        this.limit = limit;
        for (Component component : COMPONENTS) {
            weights[component.ordinal()] = policy.weight(component);
        }
    }

    /**
     * The best mentors for a mentee.
     *
     * @param menteeId of whom nothing need be known; then there is nobody to offer
     * @param asOf the instant whose week is compared and whose date decides who is away
     * @param limit how many at most, at least 1
     */
    public static Recommendation best(UUID menteeId, Snapshot snapshot, Policy policy, Instant asOf, int limit) {
        return best(menteeId, snapshot, policy, asOf, limit, mentor -> true);
    }

    /**
     * The best mentors for a mentee among those whom a filter lets pass. Only if they are fewer than asked for does anybody
     * look at everybody, to count why.
     *
     * @param filter a pure function of the mentor; the others are not looked at
     */
    public static Recommendation best(
            UUID menteeId, Snapshot snapshot, Policy policy, Instant asOf, int limit, Predicate<Member> filter) {
        List<Recommendation.ScoredMentor> best = TopMentors.best(menteeId, snapshot, policy, asOf, limit, filter);
        return best.size() < limit
                ? byLookingAtEverybody(menteeId, snapshot, policy, asOf, limit, filter)
                : new Recommendation(menteeId, asOf, policy, best, null);
    }

    /** The same, with who is not offered counted in any case; the yardstick for the search that passes most mentors over. */
    public static Recommendation byLookingAtEverybody(
            UUID menteeId, Snapshot snapshot, Policy policy, Instant asOf, int limit, Predicate<Member> filter) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is at least 1");
        }
        Mentee mentee = Mentee.of(menteeId, snapshot, policy, asOf);
        MentorSearch search = new MentorSearch(mentee, policy, limit);
        snapshot.forEachMentor(mentor -> {
            if (filter.test(mentor)) {
                search.look(mentor);
            }
        });
        List<Recommendation.ScoredMentor> mentors = search.best.stream()
                .sorted(WORST_FIRST.reversed())
                .map(candidate -> Recommendation.ScoredMentor.of(mentee, candidate.mentor(), policy))
                .toList();
        return new Recommendation(menteeId, asOf, policy, mentors, search.excluded());
    }

    private void look(Member mentor) {
        for (HardRule rule : RULES) {
            if (!rule.passes(mentee, mentor)) {
                refused[rule.ordinal()]++;
                return;
            }
        }
        Candidate candidate = new Candidate(score(mentor), mentor);
        if (best.size() < limit) {
            best.add(candidate);
        } else if (WORST_FIRST.compare(best.element(), candidate) < 0) {
            best.remove();
            best.add(candidate);
        }
    }

    private int score(Member mentor) {
        int score = 0;
        for (Component component : COMPONENTS) {
            int weight = weights[component.ordinal()];
            if (weight > 0) {
                score += weight * component.value(mentee, mentor);
            }
        }
        return score;
    }

    private Map<HardRule, Integer> excluded() {
        Map<HardRule, Integer> counts = new EnumMap<>(HardRule.class);
        for (HardRule rule : RULES) {
            if (refused[rule.ordinal()] > 0) {
                counts.put(rule, refused[rule.ordinal()]);
            }
        }
        return counts;
    }
}
