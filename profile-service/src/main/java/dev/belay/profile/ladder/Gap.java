package dev.belay.profile.ladder;

import dev.belay.profile.skills.Skill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The distance in one skill between a person and where they want to be.
 *
 * @param skill key
 * @param competency key of the skill's competency
 * @param current effective proficiency now, 0 to 4
 * @param target proficiency to reach, above {@code current}, at most 5
 * @param priority {@link #ASKED_AND_WANTED}, {@link #WANTED} or {@link #ASKED}
 */
public record Gap(String skill, String competency, int current, int target, int priority) {

    /** The target level asks for it and the person wants it. */
    public static final int ASKED_AND_WANTED = 3;
    /** The person wants it, and more of it than the target level asks for. */
    public static final int WANTED = 2;
    /** The target level asks for it. */
    public static final int ASKED = 1;

    /** Most important first: priority, then size, then the skill's key. */
    static final Comparator<Gap> ORDER = Comparator.comparingInt(Gap::priority)
            .thenComparingInt(Gap::size)
            .reversed()
            .thenComparing(Gap::skill);

    /** Steps from where they are to the target, 1 to 5. */
    public int size() {
        return target - current;
    }

    /**
     * The gap in words, to the person.
     *
     * @param name the skill's
     * @param level key of the level they aim for
     */
    public String sentence(String name, String level) {
        String standing = name + ": you are at " + Proficiency.of(current).inWords() + ", ";
        String there = Proficiency.of(target).inWords();
        return switch (priority) {
            case WANTED -> standing + "and want to learn it: " + there + " is the next step";
            case ASKED_AND_WANTED -> standing + level + " asks for " + there + ", and you want to learn it";
            default -> standing + level + " asks for " + there;
        };
    }

    /**
     * The gaps towards a level, most important first, at most one per skill.
     *
     * <ul>
     *   <li>Every expectation of the level that is not met is a gap: in its skill, or for a group in the skill of
     *       {@link Expectation#skillFor}.
     *   <li>Every other wanted skill is a gap too, because a wish must not vanish on account of the ladder: up to
     *       practitioner (3) for those below it, else one step further than now. Only an expert has nowhere to go.
     * </ul>
     *
     * @param proficiency effective proficiency, 0 to 5, per skill key; absent means 0
     * @param wanted keys of the skills the person wants to learn
     * @throws IllegalArgumentException if a wanted skill is not in the catalogue or a proficiency is not 0 to 5
     */
    public static List<Gap> of(Ladder ladder, Level target, Map<String, Integer> proficiency, Set<String> wanted) {
        var gaps = new ArrayList<Gap>();
        var asked = new HashSet<String>();
        for (Standard standard : target.standards()) {
            for (Expectation expectation : standard.expectations()) {
                Skill skill = expectation.skillFor(proficiency, wanted);
                int current = Expectation.current(skill.key(), proficiency);
                if (current < expectation.proficiency()) {
                    int priority = wanted.contains(skill.key()) ? ASKED_AND_WANTED : ASKED;
                    gaps.add(new Gap(skill.key(), skill.competency(), current, expectation.proficiency(), priority));
                    asked.add(skill.key());
                }
            }
        }
        for (String key : wanted) {
            if (!asked.contains(key)) {
                Skill skill = ladder.skill(key);
                int current = Expectation.current(key, proficiency);
                int wish =
                        Math.min(Math.max(current + 1, Proficiency.PRACTITIONER.value()), Proficiency.EXPERT.value());
                if (wish > current) {
                    gaps.add(new Gap(key, skill.competency(), current, wish, WANTED));
                }
            }
        }
        gaps.sort(ORDER);
        return List.copyOf(gaps);
    }
}
