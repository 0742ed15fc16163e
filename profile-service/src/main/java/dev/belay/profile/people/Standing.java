package dev.belay.profile.people;

import dev.belay.profile.ladder.Gap;
import dev.belay.profile.ladder.Ladder;
import dev.belay.profile.ladder.Level;
import dev.belay.profile.ladder.Readiness;
import dev.belay.profile.ladder.Strength;
import dev.belay.profile.ladder.Track;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a person stands on the ladder.
 *
 * @param track the person's, or the first one for who has not chosen
 * @param aim the level they work towards
 * @param proficiency what counts, 0 to 5 by the skill's key; only skills that the catalogue knows
 * @param wanted keys of the skills they want to learn
 * @param taught keys of the skills they are willing to teach
 */
record Standing(
        Ladder ladder,
        Track track,
        Level aim,
        Map<String, Integer> proficiency,
        Set<String> wanted,
        Set<String> taught) {

    /** @param known keys of all skills: one that has left the catalogue since counts no more */
    static Standing of(Person person, Map<String, Integer> proficiency, Ladder ladder, Set<String> known) {
        Track track = person.track() == null ? ladder.tracks().get(0) : ladder.track(person.track());
        Map<String, Integer> counting = new LinkedHashMap<>(proficiency);
        counting.keySet().retainAll(known);
        return new Standing(
                ladder,
                track,
                track.aim(person.level(), person.targetLevel()),
                counting,
                among(known, person.skillsWanted()),
                among(known, person.skillsTaught()));
    }

    private static Set<String> among(Set<String> known, List<String> keys) {
        return keys.stream().filter(known::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Gap> gaps() {
        return Gap.of(ladder, aim, proficiency, wanted);
    }

    List<Strength> strengths() {
        return Strength.of(proficiency, taught);
    }

    Readiness readiness() {
        return Readiness.of(aim, proficiency, wanted);
    }

    List<String> competencyGoals() {
        return ladder.competencyGoals(wanted);
    }
}
