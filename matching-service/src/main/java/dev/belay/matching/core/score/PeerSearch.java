package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * With whom somebody could learn: people of the same level who look for a mentor too, and have a gap in common. The rules are
 * those for mentors, but for {@link #NOT_ASKED}: a peer needs no offer, no place and no higher level. Everybody is looked at,
 * O(n). Ties go to the lower id.
 */
public final class PeerSearch {

    /** The rules that do not hold between peers. */
    public static final Set<HardRule> NOT_ASKED = Collections.unmodifiableSet(
            EnumSet.of(HardRule.OFFERS_MENTORING, HardRule.FREE_PLACE, HardRule.LEVEL_AT_TARGET));

    private static final List<HardRule> RULES = Arrays.stream(HardRule.values())
            .filter(rule -> !NOT_ASKED.contains(rule))
            .toList();

    private PeerSearch() {}

    /**
     * The peers of somebody.
     *
     * @param peers best first: by score, ties by id
     * @param excluded how many with the same level and a gap in common were refused, by the first rule that refused them
     */
    public record Outcome(UUID personId, Instant asOf, List<ScoredPeer> peers, Map<HardRule, Integer> excluded) {

        public Outcome {
            peers = List.copyOf(peers);
            excluded = Collections.unmodifiableMap(excluded);
        }
    }

    /** A peer and how the score comes about. */
    public record ScoredPeer(UUID peerId, int score, List<ScoredPeerComponent> components) {

        static ScoredPeer of(Mentee one, Member other) {
            List<ScoredPeerComponent> components = Arrays.stream(PeerComponent.values())
                    .map(component -> new ScoredPeerComponent(
                            component, component.value(one, other), component.reason(one, other)))
                    .toList();
            int score =
                    components.stream().mapToInt(ScoredPeerComponent::points).sum();
            return new ScoredPeer(other.id(), score, components);
        }
    }

    /** One part of a score. */
    public record ScoredPeerComponent(PeerComponent component, int value, Reason reason) {

        /** What it adds to the score. */
        public int points() {
            return component.weight() * value;
        }
    }

    /** The best peers of somebody; nobody, if their level is not known or they have no gaps. */
    public static Outcome best(UUID personId, Snapshot snapshot, Policy policy, Instant asOf, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is at least 1");
        }
        Mentee one = Mentee.of(personId, snapshot, policy, asOf);
        Map<HardRule, Integer> excluded = new EnumMap<>(HardRule.class);
        List<Candidate> candidates = new ArrayList<>();
        snapshot.forEachMentee(other -> {
            if (!isAlike(one, other) || other.id().equals(personId)) {
                return;
            }
            for (HardRule rule : RULES) {
                if (!rule.passes(one, other)) {
                    excluded.merge(rule, 1, Integer::sum);
                    return;
                }
            }
            candidates.add(new Candidate(other, score(one, other)));
        });
        List<ScoredPeer> best = candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::score)
                        .reversed()
                        .thenComparing(Candidate::peer, Member.BY_ID))
                .limit(limit)
                .map(candidate -> ScoredPeer.of(one, candidate.peer()))
                .toList();
        return new Outcome(personId, asOf, best, excluded);
    }

    private record Candidate(Member peer, int score) {}

    private static boolean isAlike(Mentee one, Member other) {
        String level = one.profile().level();
        return level != null
                && level.equals(other.profile().level())
                && other.profile().gaps().stream().anyMatch(gap -> one.gap(gap.skill()) != null);
    }

    private static int score(Mentee one, Member other) {
        int score = 0;
        for (PeerComponent component : PeerComponent.values()) {
            score += component.weight() * component.value(one, other);
        }
        return score;
    }
}
