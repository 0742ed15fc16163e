package dev.belay.matching.recommend;

import dev.belay.platform.problems.InvalidRequest;
import java.util.Locale;

/** How much of the why an answer holds. */
enum Explain {
    /** Scores alone. */
    NONE,
    /** A sentence or two for each. */
    SHORT,
    /** Every component, each with its sentence. */
    FULL;

    /** @throws InvalidRequest if it is none of them; {@link #FULL} if nothing is said */
    static Explain parse(String text) {
        if (text == null) {
            return FULL;
        }
        for (Explain explain : values()) {
            if (explain.key().equals(text)) {
                return explain;
            }
        }
        throw InvalidRequest.parameter("explain", "enum", "must be none, short or full");
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
