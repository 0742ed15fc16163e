package dev.belay.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every event record checks when it is made, be it by its owner or from a record in a topic. */
final class Guard {

    private Guard() {}

    /** The value, or a refusal that names the component: JSON that omits it arrives here as null. */
    static <T> T required(@Nullable T value, String component) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is missing");
        }
        return value;
    }

    static long version(long version) {
        if (version < 1) {
            throw new IllegalArgumentException("version is missing or not positive");
        }
        return version;
    }

    static int proficiency(int value, String component) {
        if (value < 0 || value > 5) {
            throw new IllegalArgumentException(component + " is not between 0 and 5");
        }
        return value;
    }

    /** A list of its own, so that the record never changes. */
    static <T> @Nullable List<T> copy(@Nullable List<T> list) {
        if (list == null) {
            return null;
        }
        for (T element : list) {
            if (element == null) {
                throw new IllegalArgumentException("a list holds null");
            }
        }
        return List.copyOf(list);
    }
}
