package dev.belay.platform.replica;

import dev.belay.contracts.Event;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it came from a topic.
 *
 * @param id the CloudEvents id: the same in every delivery of one event
 * @param time when it happened, by the owner's clock
 */
public record Delivery(UUID id, Instant time, Event event) {}
