package dev.belay.mentorship.participation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person's own participation, with what is taken of it. */
@Schema(name = "Participation")
record ParticipationView(
        @Schema(required = true) boolean offersMentoring,

        @Schema(required = true, description = "how many mentorships the person will hold as a mentor")
        int capacity,

        @Schema(required = true, nullable = true, description = "the last day on which the person takes nobody")
        LocalDate unavailableUntil,

        @Schema(required = true) boolean wantsMentoring,

        @Schema(required = true, description = "how many mentors the person wants at a time")
        int mentorsWanted,

        @Schema(required = true, description = "people with whom never to be paired; nobody else sees them")
        List<UUID> notWith,

        @Schema(required = true) List<Slot> availability,

        @Schema(required = true, description = "mentorships as a mentor that hold a place, paused ones too")
        int placesTaken,

        @Schema(required = true, description = "places that an accept can still take")
        int placesFree,

        @Schema(required = true, description = "open requests to the person as a mentor")
        int pending,

        @Schema(required = true, description = "present mentors, those of paused mentorships too")
        int mentors) {

    static ParticipationView of(Participation participation, List<UUID> notWith) {
        Settings settings = participation.settings(notWith);
        return new ParticipationView(
                settings.offersMentoring(),
                settings.capacity(),
                settings.unavailableUntil(),
                settings.wantsMentoring(),
                settings.mentorsWanted(),
                settings.notWith(),
                settings.availability(),
                participation.active(),
                Math.max(0, participation.capacity() - participation.active()),
                participation.pending(),
                participation.mentors());
    }
}
