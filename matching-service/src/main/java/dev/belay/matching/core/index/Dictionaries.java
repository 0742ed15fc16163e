package dev.belay.matching.core.index;

import java.time.ZoneId;
import java.util.List;

/**
 * What an index's people have in common.
 *
 * @param languages lists of languages, in the person's order
 * @param names departments, locations and competencies
 */
record Dictionaries(
        Dictionary<String> skills,
        Dictionary<String> levels,
        Dictionary<List<String>> languages,
        Dictionary<ZoneId> zones,
        Dictionary<String> names) {

    static Dictionaries empty() {
        return new Dictionaries(
                new Dictionary<>(), new Dictionary<>(), new Dictionary<>(), new Dictionary<>(), new Dictionary<>());
    }

    int size() {
        return skills.size() + levels.size() + languages.size() + zones.size() + names.size() - 5;
    }
}
