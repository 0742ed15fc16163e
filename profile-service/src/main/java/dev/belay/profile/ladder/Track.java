package dev.belay.profile.ladder;

import java.util.List;

/**
 * A career track: levels from the lowest to the highest.
 *
 * @param version raised with every change of the data
 */
public record Track(String key, int version, String name, String description, List<Level> levels) {

    public Track {
        levels = List.copyOf(levels);
    }

    /**
     * The level of this key.
     *
     * @throws UnknownLevel if this track has no such level
     */
    public Level level(String key) {
        return levels.stream()
                .filter(level -> level.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new UnknownLevel(
                        this.key, key, levels.stream().map(Level::key).toList()));
    }

    /** The level after this one; the highest is followed by itself. */
    public Level after(Level level) {
        return levels.get(Math.min(level.rank() + 1, levels.size() - 1));
    }

    /**
     * The level that somebody works towards: the one they chose, else the one after their present level, which is the
     * highest itself for those who are there. Whose level is unknown is taken for a junior, so that the aim is the second.
     *
     * @param level key of the present level, null if unknown
     * @param targetLevel key of the level they chose, null if none
     * @throws UnknownLevel if one of them is given and this track has no such level
     */
    public Level aim(String level, String targetLevel) {
        Level present = level == null ? levels.get(0) : level(level);
        return targetLevel == null ? after(present) : level(targetLevel);
    }
}
