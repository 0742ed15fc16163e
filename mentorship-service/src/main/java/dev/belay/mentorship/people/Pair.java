package dev.belay.mentorship.people;

import java.time.ZoneId;

/**
 * A mentee and a mentor as the rules for a pair see them now.
 *
 * @param reporting whether one is the other's manager, or that manager's manager
 * @param mentorZone where the mentor's days begin; UTC if unknown
 */
public record Pair(boolean menteeActive, boolean mentorActive, boolean reporting, ZoneId mentorZone) {}
