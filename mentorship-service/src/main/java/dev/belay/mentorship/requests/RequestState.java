package dev.belay.mentorship.requests;

/** Where a match request stands. */
enum RequestState {
    /** Open: it waits for one of the two. */
    PENDING,
    /** A mentorship came of it. */
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    /** Nobody answered in time. */
    EXPIRED,
    /** It lost its point before it was answered. */
    CANCELLED
}
