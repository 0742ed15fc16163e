package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Side;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The one table of what can become of a match request: from which state, by whom, to which. */
enum RequestStep {
    ACCEPT(RequestState.PENDING, Side.MENTOR, RequestState.ACCEPTED),
    DECLINE(RequestState.PENDING, Side.MENTOR, RequestState.DECLINED),
    WITHDRAW(RequestState.PENDING, Side.MENTEE, RequestState.WITHDRAWN),
    /** By the clock. */
    EXPIRE(RequestState.PENDING, null, RequestState.EXPIRED),
    /** By what happens to one of the two; see {@link CancelReason}. */
    CANCEL(RequestState.PENDING, null, RequestState.CANCELLED);

    private final RequestState from;
    private final Side by;
    private final RequestState to;

    RequestStep(RequestState from, Side by, RequestState to) {
        this.from = from;
        this.by = by;
        this.to = to;
    }

    boolean isPossibleIn(RequestState state) {
        return state == from;
    }

    /** Whose step it is; null if it is nobody's, but follows from something else. */
    Side by() {
        return by;
    }

    RequestState to() {
        return to;
    }

    /** The name under which clients know it. */
    String action() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a party may do in that state. */
    static List<String> actions(Side side, RequestState state) {
        return Stream.of(values())
                .filter(step -> step.by == side && step.isPossibleIn(state))
                .map(RequestStep::action)
                .toList();
    }
}
