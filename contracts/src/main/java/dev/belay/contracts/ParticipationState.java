package dev.belay.contracts;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person offers and wants, and how much of it is taken.
 *
 * @param id the person's id
 * @param offersMentoring whether the person takes mentees at all
 * @param capacity how many mentorships the person will hold as a mentor
 * @param active how many hold a place now, paused ones among them
 * @param pending how many requests wait for the person as a mentor
 * @param unavailableUntil the last day on which the person takes nobody; null if there is none
 * @param wantsMentoring whether the person looks for a mentor
 * @param mentorsWanted how many mentors the person wants
 * @param mentors how many the person has, in paused mentorships too
 * @param availability when the person has time, in the time zone of their {@link PersonState}
 * @param blocked everyone with whom the person must not be paired, whichever of the two said so
 * @param partners everyone with whom the person has an active or paused mentorship, on either side
 * @param answered how many requests the person has answered as a mentor
 * @param expired how many the person let expire
 */
public record ParticipationState(
        UUID id,
        long version,
        boolean deleted,
        @Nullable Boolean offersMentoring,
        @Nullable Integer capacity,
        @Nullable Integer active,
        @Nullable Integer pending,
        @Nullable LocalDate unavailableUntil,
        @Nullable Boolean wantsMentoring,
        @Nullable Integer mentorsWanted,
        @Nullable Integer mentors,
        @Nullable List<AvailabilitySlot> availability,
        @Nullable List<UUID> blocked,
        @Nullable List<UUID> partners,
        @Nullable Integer answered,
        @Nullable Integer expired)
        implements State {

    public ParticipationState {
        id = Guard.required(id, "id");
        version = Guard.version(version);
        availability = Guard.copy(availability);
        blocked = Guard.copy(blocked);
        partners = Guard.copy(partners);
    }

    /** The state that says: this person takes part no more and is forgotten. */
    public static ParticipationState deleted(UUID id, long version) {
        return new ParticipationState(
                id, version, true, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public EventType type() {
        return EventType.PARTICIPATION;
    }
}
