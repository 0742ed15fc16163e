package dev.belay.matching.core.index;

import org.jspecify.annotations.Nullable;

/**
 * What is held of one aggregate.
 *
 * @param version the version of the state it was taken from; only a higher one may replace it
 * @param value null once the aggregate is deleted
 */
record Held<T>(long version, @Nullable T value) {

    /** Whether a state is too old to be applied over what is held. */
    static boolean isStale(@Nullable Held<?> held, long version) {
        return held != null && version <= held.version();
    }

    static boolean isLiving(@Nullable Held<?> held) {
        return held != null && held.value() != null;
    }
}
