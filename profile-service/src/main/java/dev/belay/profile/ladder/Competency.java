package dev.belay.profile.ladder;

import java.util.List;

/**
 * One of the competencies along which a junior grows into a senior.
 *
 * @param key stable name, for example {@code problem-solving}
 * @param evidence short statements of what typically shows this competency, at any level
 */
public record Competency(String key, String name, String description, List<String> evidence) {

    public Competency {
        evidence = List.copyOf(evidence);
    }
}
