package dev.belay.mentorship.requests;

import dev.belay.platform.problems.Refusal;

/** The pair would be fine, but not now. */
final class CannotMatch extends Refusal {
    private CannotMatch(String problem, String detail) {
        super(problem, detail);
    }

    static CannotMatch mentorAtCapacity() {
        return new CannotMatch("mentor-at-capacity", "All places of this mentor are taken.");
    }

    static CannotMatch menteeMatchedEnough() {
        return new CannotMatch("mentee-matched-enough", "The mentee has as many mentors as she wants.");
    }

    static CannotMatch alreadyPaired() {
        return new CannotMatch("already-paired", "The two are in a mentorship with each other already.");
    }

    static CannotMatch tooManyOpenRequests(int limit) {
        CannotMatch refusal = new CannotMatch(
                "too-many-open-requests",
                "At most " + limit
                        + " of your requests may wait for an answer at a time. Wait for one, or withdraw one.");
        refusal.with("limit", limit);
        return refusal;
    }

    static CannotMatch requestAlreadyOpen() {
        return new CannotMatch("request-already-open", "Your request to this mentor is open: it waits for the answer.");
    }
}
