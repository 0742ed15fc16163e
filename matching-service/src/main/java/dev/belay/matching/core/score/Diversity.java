package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list in which no group has more than so many places.
 *
 * <p><b>Method.</b> Best first, a mentor is taken unless their group has its places already. No other list under the same
 * bound has a higher sum: what the bound allows is a partition matroid, for which taking the best first is optimal (Edmonds,
 * Mathematical Programming 1, 1971). The search gives the best in order, as many as are still wanted; if some of them were
 * passed over, it is asked again without the full groups. Each further round has at least one group more that is full.
 *
 * @param group what counts as one group
 * @param atMost how many of one group, at least 1
 */
public record Diversity(Group group, int atMost) {

    public Diversity {
        if (atMost < 1) {
            throw new IllegalArgumentException("at least one of a group");
        }
    }

    /** By what people belong together; of whom it is not known stands alone. */
    public enum Group {
        DEPARTMENT("department", mentor -> mentor.profile().department()),
        /** People with the same manager. */
        TEAM("team", mentor -> mentor.profile().managerId());

        private final String key;
        private final Function<Member, @Nullable Object> of;

        Group(String key, Function<Member, @Nullable Object> of) {
            this.key = key;
            this.of = of;
        }

        /** Its name in requests and answers. */
        public String key() {
            return key;
        }
    }

    /**
     * The list and what it costs.
     *
     * @param passedOver how many of the best were passed over for the sake of their group's bound
     * @param price by how much the sum of the scores is below that of the same number of the best
     */
    public record Outcome(Recommendation recommendation, int passedOver, long price) {}

    /** The best list under this bound; its parameters are those of {@link MentorSearch#best}. */
    public Outcome best(UUID menteeId, Snapshot snapshot, Policy policy, Instant asOf, int limit, MentorFilter filter) {
        Recommendation best = MentorSearch.best(menteeId, snapshot, policy, asOf, limit, filter);
        List<ScoredMentor> chosen = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        Map<Object, Integer> places = new HashMap<>();
        List<ScoredMentor> round = best.mentors();
        while (true) {
            for (ScoredMentor mentor : round) {
                seen.add(mentor.mentorId());
                Object of = group.of.apply(snapshot.member(mentor.mentorId()));
                if (of == null || places.merge(of, 1, Integer::sum) <= atMost) {
                    chosen.add(mentor);
                }
            }
            int wanted = limit - chosen.size();
            // A round that came back with fewer than it was asked for has shown everybody.
            if (wanted == 0 || seen.size() < limit || round.isEmpty()) {
                break;
            }
            round = MentorSearch.best(menteeId, snapshot, policy, asOf, wanted, filter.and(mentor -> {
                        Object of = group.of.apply(mentor);
                        return !seen.contains(mentor.id()) && (of == null || places.getOrDefault(of, 0) < atMost);
                    }))
                    .mentors();
        }
        Set<UUID> listed = new HashSet<>();
        chosen.forEach(mentor -> listed.add(mentor.mentorId()));
        int passedOver = (int) best.mentors().stream()
                .filter(mentor -> !listed.contains(mentor.mentorId()))
                .count();
        return new Outcome(
                new Recommendation(menteeId, asOf, policy, chosen, best.excluded()),
                passedOver,
                sum(best.mentors()) - sum(chosen));
    }

    private static long sum(List<ScoredMentor> mentors) {
        return mentors.stream().mapToLong(ScoredMentor::score).sum();
    }
}
