package dev.belay.platform.caller;

import java.util.Set;
import java.util.UUID;

/**
 * What a service must know of a person to let a token act for them.
 *
 * @param roles those that HR's groups map to
 */
public record KnownPerson(UUID id, boolean active, Set<String> roles) {}
