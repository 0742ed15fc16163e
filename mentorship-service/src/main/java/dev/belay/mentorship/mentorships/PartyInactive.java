package dev.belay.mentorship.mentorships;

import dev.belay.platform.problems.Refusal;

/** A mentorship cannot go on while one of the two is away. */
final class PartyInactive extends Refusal {
    PartyInactive(Side side) {
        super(
                "pair-not-allowed",
                "The %s has left, so the mentorship cannot go on. It can be resumed once they are back, or ended."
                        .formatted(side == Side.MENTEE ? "mentee" : "mentor"));
        with("reason", side == Side.MENTEE ? "mentee-inactive" : "mentor-inactive");
    }
}
