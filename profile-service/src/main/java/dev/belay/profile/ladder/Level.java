package dev.belay.profile.ladder;

import java.util.List;

/**
 * A level of a career track.
 *
 * @param key {@code junior}, {@code mid}, {@code senior}, {@code staff} or {@code principal}
 * @param rank its place in the track: 0 for the lowest
 * @param weightsReason why the competencies weigh what they weigh at this level
 * @param standards one per competency, in the ladder's order of competencies
 */
public record Level(String key, String name, int rank, String summary, String weightsReason, List<Standard> standards) {

    public Level {
        standards = List.copyOf(standards);
    }
}
