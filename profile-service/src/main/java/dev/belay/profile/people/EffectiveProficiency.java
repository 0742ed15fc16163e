package dev.belay.profile.people;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one rule by which claims become the proficiency that counts: the newest word of the person themselves. Whatever
 * other sources will say of a skill, this is the place that weighs them against each other.
 */
final class EffectiveProficiency {
    private static final Comparator<SkillClaim> OLDEST_FIRST =
            Comparator.comparing(claim -> claim.id().claimedOn());

    private EffectiveProficiency() {}

    /**
     * What counts of the claims of one person.
     *
     * @return 0 to 5 by the skill's key, in the order of keys; without the skills that nobody claims any more
     */
    static Map<String, Integer> of(Collection<SkillClaim> claims) {
        Map<String, Integer> effective = new TreeMap<>();
        claims.stream()
                .filter(claim -> claim.id().source().equals(SkillClaim.SELF))
                .sorted(OLDEST_FIRST)
                .forEach(claim -> {
                    String skill = claim.id().skill();
                    claim.value().ifPresentOrElse(value -> effective.put(skill, value), () -> effective.remove(skill));
                });
        return effective;
    }
}
