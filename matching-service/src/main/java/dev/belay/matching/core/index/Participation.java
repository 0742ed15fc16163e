package dev.belay.matching.core.index;

import dev.belay.contracts.ParticipationState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link ParticipationState} that rules and scores read, in the form in which they read it.
 *
 * @param offersMentoring whether the person takes mentees at all; not known counts as not
 * @param capacity how many mentorships the person will hold as a mentor
 * @param active how many hold a place
 * @param pending how many requests wait for the person's answer
 * @param unavailableUntil the last day on which the person takes nobody
 * @param wantsMentoring whether the person looks for a mentor; not known counts as not
 * @param mentorsWanted how many mentors the person wants
 * @param mentors how many the person has
 * @param hours when the person has time; empty if they have not said
 * @param blocked with whom the person must not be paired
 * @param partners with whom the person has a present mentorship
 * @param answered how many requests the person has answered as a mentor
 * @param expired how many the person let expire
 */
public record Participation(
        boolean offersMentoring,
        int capacity,
        int active,
        int pending,
        @Nullable LocalDate unavailableUntil,
        boolean wantsMentoring,
        int mentorsWanted,
        int mentors,
        WeeklyHours hours,
        List<UUID> blocked,
        List<UUID> partners,
        int answered,
        int expired) {

    /** Of somebody who has not said that they take part, or who is deleted. */
    static final Participation NONE =
            new Participation(false, 0, 0, 0, null, false, 0, 0, WeeklyHours.of(List.of()), List.of(), List.of(), 0, 0);

    static Participation of(ParticipationState state) {
        return new Participation(
                Boolean.TRUE.equals(state.offersMentoring()),
                orZero(state.capacity()),
                orZero(state.active()),
                orZero(state.pending()),
                state.unavailableUntil(),
                Boolean.TRUE.equals(state.wantsMentoring()),
                orZero(state.mentorsWanted()),
                orZero(state.mentors()),
                WeeklyHours.of(state.availability() == null ? List.of() : state.availability()),
                state.blocked() == null ? List.of() : state.blocked(),
                state.partners() == null ? List.of() : state.partners(),
                orZero(state.answered()),
                orZero(state.expired()));
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
