package dev.belay.mentorship.mentorships;

/** On which side of a pair a person stands. */
public enum Side {
    MENTEE,
    MENTOR
}
