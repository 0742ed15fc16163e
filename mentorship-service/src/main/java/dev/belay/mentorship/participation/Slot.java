package dev.belay.mentorship.participation;

import dev.belay.contracts.AvailabilitySlot;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DayOfWeek;
import java.time.LocalTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stretch of one weekday, every week, by the wall clock of the person's time zone. */
@Schema(name = "AvailabilitySlot", description = "Time on one weekday, by the wall clock of the person's time zone.")
public record Slot(
        @Schema(required = true) @NotNull(message = "is required")
        DayOfWeek day,

        @Schema(required = true, description = "HH:mm", examples = "09:00")
        @NotNull(message = "is required")
        @Pattern(regexp = "^([01][0-9]|2[0-3]):[0-5][0-9]$", message = "must be a time such as 09:30")
        String from,

        @Schema(
                required = true,
                description = "HH:mm, after `from`; `24:00` is the midnight that ends the day",
                examples = "11:30")
        @NotNull(message = "is required")
        @Pattern(regexp = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$", message = "must be a time such as 17:30, or 24:00")
        String to) {

    private static final String MIDNIGHT = "24:00";

    /** Two digits and a colon sort as the times they name. */
    boolean isInOrder() {
        return from.compareTo(to) < 0;
    }

    boolean overlaps(Slot other) {
        return day == other.day && from.compareTo(other.to) < 0 && other.from.compareTo(to) < 0;
    }

    AvailabilitySlot published() {
        return new AvailabilitySlot(
                day, LocalTime.parse(from), to.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(to));
    }
}
