package dev.belay.profile.ladder;

import java.util.List;

/** A level was named that the track does not have. */
public class UnknownLevel extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownLevel(String track, String level, List<String> known) {
        super("track '" + track + "' has no level '" + level + "'; it has " + String.join(", ", known));
    }
}
