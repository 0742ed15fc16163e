package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Participation;
import dev.belay.matching.core.index.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whom a mentor could help most: the same rules and the same score as when the mentee asks, looked at from the other side.
 * Everybody who looks for a mentor and has fewer than they want is looked at, O(n).
 */
public final class MenteeSearch {

    private MenteeSearch() {}

    /**
     * The mentees whom a mentor could help.
     *
     * @param mentees best first: by score, ties by id
     * @param excluded how many who look for a mentor were refused, by the first rule that refused them
     */
    public record Outcome(
            UUID mentorId, Instant asOf, Policy policy, List<ScoredMentee> mentees, Map<HardRule, Integer> excluded) {

        public Outcome {
            mentees = List.copyOf(mentees);
            excluded = Collections.unmodifiableMap(excluded);
        }
    }

    /** A mentee, and how the score of the pair comes about. */
    public record ScoredMentee(UUID menteeId, int score, List<Recommendation.ScoredComponent> components) {}

    /** Whether somebody looks for a mentor and has fewer than they want. */
    public static boolean isLooking(Member person) {
        Participation wish = person.participation();
        return wish.wantsMentoring() && wish.mentors() < wish.mentorsWanted();
    }

    /**
     * The best mentees for a mentor.
     *
     * @param mentorId of whom nothing need be known; then there is nobody to help
     * @param limit how many at most, at least 1
     */
    public static Outcome best(UUID mentorId, Snapshot snapshot, Policy policy, Instant asOf, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is at least 1");
        }
        Member mentor = snapshot.member(mentorId);
        Map<HardRule, Integer> excluded = new EnumMap<>(HardRule.class);
        List<Candidate> candidates = new ArrayList<>();
        snapshot.forEachMentee(person -> {
            if (isLooking(person)) {
                Mentee mentee = Mentee.of(person.id(), snapshot, policy, asOf);
                for (HardRule rule : HardRule.values()) {
                    if (!rule.passes(mentee, mentor)) {
                        excluded.merge(rule, 1, Integer::sum);
                        return;
                    }
                }
                candidates.add(new Candidate(mentee, policy.score(mentee, mentor)));
            }
        });
        List<ScoredMentee> best = candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::score)
                        .reversed()
                        .thenComparing(candidate -> candidate.mentee().member(), Member.BY_ID))
                .limit(limit)
                .map(candidate -> new ScoredMentee(
                        candidate.mentee().id(),
                        candidate.score(),
                        Recommendation.ScoredMentor.of(candidate.mentee(), mentor, policy)
                                .components()))
                .toList();
        return new Outcome(mentorId, asOf, policy, best, excluded);
    }

    private record Candidate(Mentee mentee, int score) {}
}
