/**
 * Who could mentor whom, and why: hard rules that refuse a pair, components that score one, a policy that weighs them, and
 * the exact search for the best mentors.
 *
 * <p>{@link dev.belay.matching.core.score.HardRule} and {@link dev.belay.matching.core.score.Component} are the indexes:
 * each lists its pieces by name.
 */
@NullMarked
package dev.belay.matching.core.score;

import org.jspecify.annotations.NullMarked;
