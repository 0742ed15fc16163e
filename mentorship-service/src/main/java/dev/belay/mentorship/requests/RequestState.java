package dev.belay.mentorship.requests;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a match request stands. */
@Schema(name = "MatchRequestState")
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
