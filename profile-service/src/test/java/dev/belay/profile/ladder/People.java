package dev.belay.profile.ladder;

import dev.belay.profile.skills.Skill;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Made-up people for properties that must hold for everybody. */
final class People {

    private static final List<String> SKILLS =
            Ladders.CATALOGUE.skills().stream().map(Skill::key).sorted().toList();

    private People() {}

    /** Somebody with anything from nothing to nearly every skill of the catalogue. */
    static Map<String, Integer> random(Random random) {
        double share = random.nextDouble();
        int most = random.nextInt(6);
        var proficiency = new HashMap<String, Integer>();
        for (String skill : SKILLS) {
            if (random.nextDouble() < share) {
                proficiency.put(skill, random.nextInt(most + 1));
            }
        }
        return proficiency;
    }

    static Set<String> some(Random random, int atMost) {
        var some = new HashSet<String>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            some.add(SKILLS.get(random.nextInt(SKILLS.size())));
        }
        return some;
    }

    static Map<String, Integer> with(Map<String, Integer> proficiency, String skill, int value) {
        var changed = new HashMap<>(proficiency);
        changed.put(skill, value);
        return changed;
    }

    /** Exactly what a level asks for, with the last skill of each group. */
    static Map<String, Integer> justReadyFor(Level level) {
        var proficiency = new HashMap<String, Integer>();
        for (Standard standard : level.standards()) {
            for (Expectation expectation : standard.expectations()) {
                List<Skill> oneOf = expectation.oneOf();
                proficiency.put(oneOf.get(oneOf.size() - 1).key(), expectation.proficiency());
            }
        }
        return proficiency;
    }
}
