package dev.belay.mentorship.participation;

import java.util.List;
import java.util.UUID;

/**
 * How a person stands to others.
 *
 * @param blocked everyone with whom the person must not be paired, whichever of the two said so
 * @param partners everyone with whom the person has an active or paused mentorship
 */
record Ties(boolean erased, List<UUID> blocked, List<UUID> partners) {}
