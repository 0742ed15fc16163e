package dev.belay.mentorship.mentorships;

/** Why a mentorship ended early. */
enum EndReason {
    GOALS_CHANGED,
    NO_TIME,
    NOT_A_FIT,
    PARTY_LEFT,
    OTHER
}
