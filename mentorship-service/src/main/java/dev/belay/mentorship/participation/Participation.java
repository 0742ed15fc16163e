package dev.belay.mentorship.participation;

import dev.belay.contracts.ParticipationState;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What a person offers and wants, with the places that are taken. Change it only while its row is locked
 * ({@link Participations#lock}); a place is taken by {@link Participations#takePlace} alone.
 */
@Entity
@Table(name = "participation")
public class Participation {
    @Id
    private UUID personId;

    private long version;
    private long settingsVersion;
    private boolean offersMentoring;
    private int capacity;
    private LocalDate unavailableUntil;
    private boolean wantsMentoring;
    private int mentorsWanted;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Slot> availability;

    private int active;
    private int pending;
    private int mentors;
    private int answered;
    private int expired;

    protected Participation() {}

    /** The participation of somebody who has said nothing yet. */
    static Participation untouched(UUID personId) {
        Participation participation = new Participation();
        participation.personId = personId;
        participation.accept(Settings.initial(), 0);
        return participation;
    }

    final void accept(Settings settings, long newVersion) {
        settingsVersion = newVersion;
        offersMentoring = settings.offersMentoring();
        capacity = settings.capacity();
        unavailableUntil = settings.unavailableUntil();
        wantsMentoring = settings.wantsMentoring();
        mentorsWanted = settings.mentorsWanted();
        availability = List.copyOf(settings.availability());
    }

    Settings settings(List<UUID> notWith) {
        return new Settings(
                offersMentoring, capacity, unavailableUntil, wantsMentoring, mentorsWanted, notWith, availability);
    }

    /** Whether the person takes mentees on that day, if there is a place. */
    public boolean takesMenteesOn(LocalDate day) {
        return offersMentoring && (unavailableUntil == null || day.isAfter(unavailableUntil));
    }

    public boolean hasFreePlace() {
        return active < capacity;
    }

    public boolean hasMentorsEnough() {
        return mentors >= mentorsWanted;
    }

    /** Somebody asks the person to be their mentor. */
    public void requestArrived() {
        pending++;
    }

    /** The person said yes or no. */
    public void requestAnswered() {
        pending--;
        answered++;
    }

    /** The person let the time pass. */
    public void requestExpired() {
        pending--;
        expired++;
    }

    /** The request lost its point, or the mentee took it back. */
    public void requestGone() {
        pending--;
    }

    /** A mentorship of the person as a mentor is over. */
    public void placeFreed() {
        active--;
    }

    /** A mentorship of the person as a mentee is over. */
    public void mentorLost() {
        mentors--;
    }

    public UUID personId() {
        return personId;
    }

    public int active() {
        return active;
    }

    public int capacity() {
        return capacity;
    }

    int pending() {
        return pending;
    }

    int mentors() {
        return mentors;
    }

    long settingsVersion() {
        return settingsVersion;
    }

    /** The next state to publish. */
    ParticipationState published(Ties ties, Clock clock) {
        version = dev.belay.platform.outbox.Versions.next(version, clock);
        if (ties.erased()) {
            return ParticipationState.deleted(personId, version);
        }
        return new ParticipationState(
                personId,
                version,
                false,
                offersMentoring,
                capacity,
                active,
                pending,
                unavailableUntil,
                wantsMentoring,
                mentorsWanted,
                mentors,
                availability.stream().map(Slot::published).toList(),
                ties.blocked(),
                ties.partners(),
                answered,
                expired);
    }
}
