/**
 * What crosses a service border: the events, the topics that carry them, and the catalogue of problem types.
 *
 * <p>Everything here is a promise to other services and to records that already lie in a topic. A change must leave old
 * records readable by new code and new records readable by old code; the module's README says how a contract grows.
 */
@NullMarked
package dev.belay.contracts;

import org.jspecify.annotations.NullMarked;
