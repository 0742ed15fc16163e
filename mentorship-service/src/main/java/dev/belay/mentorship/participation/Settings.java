package dev.belay.mentorship.participation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person edits of their participation. What is cleared falls back to its default. */
@Schema(name = "ParticipationChange", description = "A merge patch: absent is unchanged, null resets to the default.")
record Settings(
        @Schema(defaultValue = "false") Boolean offersMentoring,

        @Schema(minimum = "0", maximum = "50", defaultValue = "1")
        @Min(value = 0, message = "must be from 0 to 50")
        @Max(value = 50, message = "must be from 0 to 50")
        Integer capacity,

        @Schema(nullable = true, description = "the last day on which the person takes nobody")
        LocalDate unavailableUntil,

        @Schema(defaultValue = "false") Boolean wantsMentoring,

        @Schema(minimum = "1", maximum = "10", defaultValue = "1")
        @Min(value = 1, message = "must be from 1 to 10")
        @Max(value = 10, message = "must be from 1 to 10")
        Integer mentorsWanted,

        @Schema(description = "people with whom never to be paired, in either role; nobody else sees them")
        @Size(max = MAX_NOT_WITH, message = "must hold at most " + MAX_NOT_WITH + " people")
        List<@NotNull(message = "must be a person's id") UUID> notWith,

        @Schema(maxItems = 50) @Size(max = 50, message = "must hold at most 50 slots")
        List<@NotNull(message = "must be a slot") @Valid Slot> availability) {

    static final int MAX_NOT_WITH = 200;
    static final int DEFAULT_CAPACITY = 1;
    static final int DEFAULT_MENTORS_WANTED = 1;

    Settings {
        offersMentoring = offersMentoring != null && offersMentoring;
        capacity = capacity == null ? DEFAULT_CAPACITY : capacity;
        wantsMentoring = wantsMentoring != null && wantsMentoring;
        mentorsWanted = mentorsWanted == null ? DEFAULT_MENTORS_WANTED : mentorsWanted;
        notWith = notWith == null ? List.of() : notWith;
        availability = availability == null ? List.of() : availability;
    }

    static Settings initial() {
        return new Settings(null, null, null, null, null, null, null);
    }
}
