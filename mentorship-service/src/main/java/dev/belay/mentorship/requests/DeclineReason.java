package dev.belay.mentorship.requests;

/** Why a mentor declines. */
enum DeclineReason {
    NO_TIME,
    NOT_MY_FIELD,
    NOT_A_FIT,
    OTHER
}
