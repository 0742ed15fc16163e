package dev.belay.profile.ladder;

import dev.belay.profile.skills.Skill;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a level asks for: a proficiency in one skill, or in the best of a group. Groups exist because a backend developer
 * knows one main language well and not all of them.
 *
 * @param key the skill's key, or the group's for a group
 * @param name the skill's name, or the group's, for example {@code One main language}
 * @param oneOf the skills of which one is enough; a single one where a certain skill is asked for
 * @param proficiency what is asked for, 1 to 5
 * @param weight percent of the competency's value, 1 to 100; those of a competency sum to 100
 */
public record Expectation(String key, String name, List<Skill> oneOf, int proficiency, int weight) {

    public Expectation {
        oneOf = List.copyOf(oneOf);
    }

    public boolean isGroup() {
        return oneOf.size() > 1;
    }

    /**
     * The skill by which somebody meets, or would most naturally meet, this expectation: the one they are best at, among
     * equals a wanted one, then the earlier in the group. Who has none of the group is so given a wanted one, else its first.
     *
     * @param proficiency effective proficiency per skill key; absent means 0
     * @param wanted keys of the skills the person wants to learn
     */
    public Skill skillFor(Map<String, Integer> proficiency, Set<String> wanted) {
        Skill best = oneOf.get(0);
        int bestRank = -1;
        for (Skill skill : oneOf) {
            int rank = 2 * current(skill.key(), proficiency) + (wanted.contains(skill.key()) ? 1 : 0);
            if (rank > bestRank) {
                best = skill;
                bestRank = rank;
            }
        }
        return best;
    }

    /** The person's proficiency in a skill, 0 when they have none. */
    static int current(String skill, Map<String, Integer> proficiency) {
        return Proficiency.of(proficiency.getOrDefault(skill, 0)).value();
    }
}
