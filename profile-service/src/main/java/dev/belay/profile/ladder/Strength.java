package dev.belay.profile.ladder;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A skill that somebody is both willing and able to teach.
 *
 * @param skill key
 * @param proficiency effective proficiency, 2 to 5
 */
public record Strength(String skill, int proficiency) {

    /** Who does not yet manage simple cases has nothing to teach. */
    static final int LEAST = Proficiency.BEGINNER.value();

    /**
     * The strengths of a person, strongest first, equals by key.
     *
     * @param proficiency effective proficiency, 0 to 5, per skill key; absent means 0
     * @param taught keys of the skills they say they teach
     */
    public static List<Strength> of(Map<String, Integer> proficiency, Set<String> taught) {
        return taught.stream()
                .map(skill -> new Strength(skill, Expectation.current(skill, proficiency)))
                .filter(strength -> strength.proficiency() >= LEAST)
                .sorted(Comparator.comparingInt(Strength::proficiency)
                        .reversed()
                        .thenComparing(Strength::skill))
                .toList();
    }
}
