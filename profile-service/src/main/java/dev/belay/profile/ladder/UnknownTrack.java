package dev.belay.profile.ladder;

import java.util.Collection;

/** A career track was named that does not exist. */
public class UnknownTrack extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownTrack(String track, Collection<String> known) {
        super("there is no track '" + track + "'; there is " + String.join(", ", known));
    }
}
