package dev.belay.matching.core.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.contracts.AvailabilitySlot;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WeeklyHoursTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final IsoWeek ORDINARY = new IsoWeek(LocalDate.of(2026, 3, 2));
    private static final IsoWeek SPRING_FORWARD = new IsoWeek(LocalDate.of(2026, 3, 23));
    private static final IsoWeek FALL_BACK = new IsoWeek(LocalDate.of(2026, 10, 19));

    @Test
    void shiftsLocalHoursToUtc() {
        assertArrayEquals(
                new int[] {8 * 3600, 9 * 3600},
                hours(slot("MONDAY", "09:00", "10:00")).in(ORDINARY, VIENNA));
    }

    @Test
    void carriesTheEdgesOfTheLocalWeekOver() {
        // Monday 00:00 to 01:00 in Vienna is still Sunday in UTC.
        assertArrayEquals(
                new int[] {IsoWeek.SECONDS - 3600, IsoWeek.SECONDS},
                hours(slot("MONDAY", "00:00", "01:00")).in(ORDINARY, VIENNA));
    }

    @Test
    void joinsSlotsThatMeet() {
        WeeklyHours hours = hours(
                slot("TUESDAY", "00:00", "02:00"), slot("MONDAY", "22:00", "00:00"), slot("TUESDAY", "01:00", "03:00"));

        assertArrayEquals(new int[] {22 * 3600, 27 * 3600}, hours.in(ORDINARY, ZoneId.of("UTC")));
    }

    @Test
    void countsNoHourThatTheClockSkips() {
        assertEquals(60, minutes(hours(slot("SUNDAY", "01:00", "03:00")), SPRING_FORWARD));
        assertEquals(0, minutes(hours(slot("SUNDAY", "02:00", "03:00")), SPRING_FORWARD));
    }

    @Test
    void countsTwiceAnHourThatTheClockShowsTwice() {
        assertEquals(120, minutes(hours(slot("SUNDAY", "02:00", "03:00")), FALL_BACK));
        assertEquals(180, minutes(hours(slot("SUNDAY", "01:00", "03:00")), FALL_BACK));
    }

    @Test
    void hoursOfTwoZonesDriftApartWhenOnlyOneChangesItsClock() {
        WeeklyHours vienna = hours(slot("WEDNESDAY", "15:00", "16:00"));
        WeeklyHours newYork = hours(slot("WEDNESDAY", "09:00", "10:00"));
        ZoneId ny = ZoneId.of("America/New_York");
        IsoWeek onlyNewYorkInSummer = new IsoWeek(LocalDate.of(2026, 3, 9));

        assertEquals(60, WeeklyHours.commonMinutes(vienna.in(ORDINARY, VIENNA), newYork.in(ORDINARY, ny)));
        assertEquals(
                0,
                WeeklyHours.commonMinutes(vienna.in(onlyNewYorkInSummer, VIENNA), newYork.in(onlyNewYorkInSummer, ny)));
    }

    /** The class's one sentence, tried minute by minute. */
    @Property(tries = 150)
    void isWhatTheWallClockSaysMinuteByMinute(
            @ForAll("slots") List<AvailabilitySlot> slots,
            @ForAll("zones") ZoneId zone,
            @ForAll("weeks") IsoWeek week) {
        int[] pairs = hours(slots.toArray(AvailabilitySlot[]::new)).in(week, zone);

        boolean[] expected = new boolean[7 * 24 * 60];
        for (int minute = 0; minute < expected.length; minute++) {
            ZonedDateTime wall = Instant.ofEpochSecond(week.startEpochSecond() + minute * 60L)
                    .atZone(zone);
            expected[minute] = slots.stream().anyMatch(slot -> covers(slot, wall));
        }
        boolean[] actual = new boolean[expected.length];
        for (int i = 0; i < pairs.length; i += 2) {
            assertEquals(0, pairs[i] % 60 + pairs[i + 1] % 60);
            for (int minute = pairs[i] / 60; minute < pairs[i + 1] / 60; minute++) {
                actual[minute] = true;
            }
        }
        assertArrayEquals(expected, actual);
    }

    @Property(tries = 200)
    void commonMinutesAreThoseInBoth(
            @ForAll("slots") List<AvailabilitySlot> one, @ForAll("slots") List<AvailabilitySlot> other) {
        int[] a = hours(one.toArray(AvailabilitySlot[]::new)).in(ORDINARY, VIENNA);
        int[] b = hours(other.toArray(AvailabilitySlot[]::new)).in(ORDINARY, ZoneId.of("Asia/Kolkata"));

        int expected = 0;
        for (int minute = 0; minute < 7 * 24 * 60; minute++) {
            expected += contains(a, minute * 60) && contains(b, minute * 60) ? 1 : 0;
        }
        assertEquals(expected, WeeklyHours.commonMinutes(a, b));
        assertEquals(expected, WeeklyHours.commonMinutes(b, a));
    }

    @Provide
    Arbitrary<List<AvailabilitySlot>> slots() {
        Arbitrary<AvailabilitySlot> slot = Combinators.combine(
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.integers().between(0, 24 * 4 - 1),
                        Arbitraries.integers().between(1, 24 * 4))
                .as((day, from, length) -> {
                    int to = Math.min(from + length, 24 * 4);
                    return new AvailabilitySlot(
                            day,
                            LocalTime.ofSecondOfDay(from * 900L),
                            to == 24 * 4 ? LocalTime.MIDNIGHT : LocalTime.ofSecondOfDay(to * 900L));
                });
        return slot.list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        // Kiritimati and Niue are the ends of the world; Lord Howe changes by half an hour; Gaza and Casablanca at odd
        // dates.
        return Arbitraries.of(
                        "UTC",
                        "Europe/Vienna",
                        "America/New_York",
                        "America/St_Johns",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Asia/Gaza",
                        "Africa/Casablanca",
                        "Pacific/Kiritimati",
                        "Pacific/Niue",
                        "+05:30")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<IsoWeek> weeks() {
        LocalDate first = LocalDate.of(2024, 1, 1);
        return Arbitraries.integers().between(0, 260).map(week -> new IsoWeek(first.plusWeeks(week)));
    }

    private static boolean covers(AvailabilitySlot slot, ZonedDateTime wall) {
        LocalTime time = wall.toLocalTime();
        return wall.getDayOfWeek() == slot.day()
                && !time.isBefore(slot.from())
                && (slot.to().equals(LocalTime.MIDNIGHT) || time.isBefore(slot.to()));
    }

    private static boolean contains(int[] pairs, int second) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] <= second && second < pairs[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static int minutes(WeeklyHours hours, IsoWeek week) {
        int[] pairs = hours.in(week, VIENNA);
        int seconds = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            seconds += pairs[i + 1] - pairs[i];
        }
        return (int) Duration.ofSeconds(seconds).toMinutes();
    }

    private static WeeklyHours hours(AvailabilitySlot... slots) {
        return WeeklyHours.of(List.of(slots));
    }

    private static AvailabilitySlot slot(String day, String from, String to) {
        return new AvailabilitySlot(DayOfWeek.valueOf(day), LocalTime.parse(from), LocalTime.parse(to));
    }
}
