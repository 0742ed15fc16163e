package dev.belay.mentorship.requests;

import dev.belay.platform.problems.Refusal;

/** A rule forbids the pair; the reason is data. */
final class PairNotAllowed extends Refusal {
    private PairNotAllowed(String reason, String detail) {
        super("pair-not-allowed", detail);
        with("reason", reason);
    }

    static PairNotAllowed self() {
        return new PairNotAllowed("self", "Nobody can be their own mentor.");
    }

    static PairNotAllowed menteeInactive() {
        return new PairNotAllowed("mentee-inactive", "The mentee is not active here any more.");
    }

    static PairNotAllowed mentorInactive() {
        return new PairNotAllowed("mentor-inactive", "This person is not active here. Ask another mentor.");
    }

    static PairNotAllowed reportingLine() {
        return new PairNotAllowed(
                "reporting-line",
                "One of the two is the other's manager, or that manager's manager. Ask somebody outside the line.");
    }

    /** Which of its causes it is stays private: a block is nobody else's business. */
    static PairNotAllowed mentorNotAvailable() {
        return new PairNotAllowed(
                "mentor-not-available", "This person is not available as a mentor. Ask another mentor.");
    }
}
