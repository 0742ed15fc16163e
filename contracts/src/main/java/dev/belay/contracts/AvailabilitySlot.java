package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A stretch of one weekday on which a person has time, every week, by the clock on their wall. It never crosses
 * midnight: such a stretch is two slots.
 *
 * @param day the weekday
 * @param from its start, to the minute
 * @param to its end, to the minute, after {@code from}; 00:00 is the midnight that ends the day
 */
public record AvailabilitySlot(
        DayOfWeek day,

        @JsonFormat(pattern = "HH:mm", lenient = OptBoolean.FALSE)
        LocalTime from,

        @JsonFormat(pattern = "HH:mm", lenient = OptBoolean.FALSE)
        LocalTime to) {

    public AvailabilitySlot {
        day = Guard.required(day, "day");
        from = Guard.required(from, "from");
        to = Guard.required(to, "to");
        if (!to.equals(LocalTime.MIDNIGHT) && !to.isAfter(from)) {
            throw new IllegalArgumentException("to is not after from");
        }
    }
}
