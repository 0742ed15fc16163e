package dev.belay.platform.problems;

/** Not there, or not for this caller to know: both look the same. */
public final class NotFound extends Refusal {
    public NotFound(String what) {
        super("not-found", "There is no such " + what + ", or it is not yours to see.");
    }
}
