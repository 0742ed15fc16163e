package dev.belay.profile.ladder;

import java.util.List;
import java.util.Locale;

/** How well somebody masters a skill, as a number and as a word. */
public enum Proficiency {
    /** Has nothing to show. */
    NONE(0),
    /** Knows what it is and when it is used. */
    AWARE(1),
    /** Does simple cases with help. */
    BEGINNER(2),
    /** Does the usual cases alone. */
    PRACTITIONER(3),
    /** Does the hard cases and guides others. */
    ADVANCED(4),
    /** Sets the standard that others follow. */
    EXPERT(5);

    private static final List<Proficiency> BY_VALUE = List.of(values());

    private final int value;

    Proficiency(int value) {
        this.value = value;
    }

    /**
     * The proficiency of a number.
     *
     * @throws IllegalArgumentException unless {@code value} is 0 to 5
     */
    public static Proficiency of(int value) {
        if (value < 0 || value >= BY_VALUE.size()) {
            throw new IllegalArgumentException("a proficiency is 0 to 5, not " + value);
        }
        return BY_VALUE.get(value);
    }

    /** The number, 0 to 5. */
    public int value() {
        return value;
    }

    /** For sentences: {@code 4 (advanced)}. */
    String inWords() {
        return value + " (" + name().toLowerCase(Locale.ROOT) + ")";
    }
}
