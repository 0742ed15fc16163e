package dev.belay.matching.core.index;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * Seven days from a Monday 00:00 UTC to the next. It is the frame in which the weekly hours of people in different time
 * zones are laid side by side; being UTC's, it is the same for whoever asks.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) {

    static final int SECONDS = (int) Duration.ofDays(7).toSeconds();

    public IsoWeek {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException(monday + " is not a Monday");
        }
    }

    /** The week in which an instant falls. */
    public static IsoWeek of(Instant instant) {
        return new IsoWeek(
                instant.atZone(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    long startEpochSecond() {
        return monday.toEpochDay() * Duration.ofDays(1).toSeconds();
    }
}
