package dev.belay.matching.core.score;

import dev.belay.contracts.Gap;
import dev.belay.matching.core.index.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The index of what makes two people good peers: they learn the same, and can meet. The weights are fixed, since no policy of
 * mentoring speaks of peers.
 */
public enum PeerComponent {
    SHARED_GAPS(
            "shared-gaps",
            700,
            "1000 × Σ min(mine, theirs) ÷ Σ max(mine, theirs), over the skills in which either has a gap;"
                    + " each gap as (target − current) × priority") {
        @Override
        int value(Mentee one, Member other) {
            Map<String, Gap> theirs = gaps(other);
            long shared = 0;
            long all = 0;
            for (Gap mine : one.gaps()) {
                Gap their = theirs.remove(mine.skill());
                int size = their == null ? 0 : Mentee.weightedSize(their);
                shared += Math.min(Mentee.weightedSize(mine), size);
                all += Math.max(Mentee.weightedSize(mine), size);
            }
            for (Gap their : theirs.values()) {
                all += Mentee.weightedSize(their);
            }
            return all == 0 ? 0 : (int) (Measure.FULL * shared / all);
        }

        @Override
        Reason reason(Mentee one, Member other) {
            Map<String, Gap> theirs = gaps(other);
            List<Object> shared = new ArrayList<>();
            for (Gap mine : one.gaps()) {
                if (theirs.containsKey(mine.skill())) {
                    shared.add(mine.skill());
                }
            }
            return Reason.of(
                    "shared-gaps.shared",
                    shared.size(),
                    one.gaps().size(),
                    shared.subList(0, Math.min(SKILLS_NAMED, shared.size())));
        }
    },

    AVAILABILITY_OVERLAP("availability-overlap", 200, "as for a mentor") {
        @Override
        int value(Mentee one, Member other) {
            return Component.AVAILABILITY_OVERLAP.value(one, other);
        }

        @Override
        Reason reason(Mentee one, Member other) {
            return Component.AVAILABILITY_OVERLAP.reason(one, other);
        }
    },

    LANGUAGE("language", 100, "as for a mentor") {
        @Override
        int value(Mentee one, Member other) {
            return Component.LANGUAGE.value(one, other);
        }

        @Override
        Reason reason(Mentee one, Member other) {
            return Component.LANGUAGE.reason(one, other);
        }
    };

    private static final int SKILLS_NAMED = 6;

    private final String key;
    private final int weight;
    private final String formula;

    PeerComponent(String key, int weight, String formula) {
        this.key = key;
        this.weight = weight;
        this.formula = formula;
    }

    /** Its name in answers. */
    public String key() {
        return key;
    }

    /** What it counts for; the weights sum to 1,000. */
    public int weight() {
        return weight;
    }

    /** How the value comes about. */
    public String formula() {
        return formula;
    }

    /** 0…1,000. */
    abstract int value(Mentee one, Member other);

    /** Why it is that value. */
    abstract Reason reason(Mentee one, Member other);

    private static Map<String, Gap> gaps(Member person) {
        Map<String, Gap> gaps = new HashMap<>();
        person.profile().gaps().forEach(gap -> gaps.put(gap.skill(), gap));
        return gaps;
    }
}
