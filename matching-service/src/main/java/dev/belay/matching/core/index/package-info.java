/**
 * What matching knows about everyone, as a function of the state events alone: people, their participation and their
 * mentorships, kept in memory, changed one event at a time, read through snapshots.
 */
@NullMarked
package dev.belay.matching.core.index;

import org.jspecify.annotations.NullMarked;
