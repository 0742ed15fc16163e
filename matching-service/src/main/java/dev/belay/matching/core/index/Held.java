package dev.belay.matching.core.index;

import org.jspecify.annotations.Nullable;

/**
 * What is held of one aggregate.
 *
 * @param version the version of the state it was taken from; only a higher one may replace it
 * @param value null once the aggregate is deleted
 */
record Held<T>(long version, @Nullable T value) {}
