package dev.belay.profile.ladder;

import java.util.List;

/**
 * What a level means in one competency.
 *
 * @param weight percent of the overall readiness, 1 to 100; those of a level sum to 100
 * @param responsibilities two to four sentences: what somebody of the level does, such as others can observe
 * @param expectations the skills asked for; their weights sum to 100
 * @param evidence short statements of what would count
 */
public record Standard(
        Competency competency,
        int weight,
        List<String> responsibilities,
        List<Expectation> expectations,
        List<String> evidence) {

    public Standard {
        responsibilities = List.copyOf(responsibilities);
        expectations = List.copyOf(expectations);
        evidence = List.copyOf(evidence);
    }
}
