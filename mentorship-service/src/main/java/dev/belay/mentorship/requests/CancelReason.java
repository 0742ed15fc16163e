package dev.belay.mentorship.requests;

/** Why a request lost its point. */
enum CancelReason {
    /** One of the two has left. */
    PARTY_LEFT,
    /** The mentor's last place was taken. */
    MENTOR_FULL,
    /** The mentee has as many mentors as she wants. */
    MENTEE_MATCHED_ENOUGH,
    /** The two were paired the other way round. */
    ALREADY_PAIRED
}
