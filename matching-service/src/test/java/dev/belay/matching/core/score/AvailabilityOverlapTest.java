package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.AVAILABILITY_OVERLAP;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import java.time.DayOfWeek;
import org.junit.jupiter.api.Test;

class AvailabilityOverlapTest {

    private final Someone mentee = aMentee(1).noHours().hours(DayOfWeek.TUESDAY, "08:00", "20:00");

    @Test
    void growsFromTheRequiredOverlapToTheFullOne() {
        assertEquals(500, valueWith("08:00", "08:30"));
        assertEquals(750, valueWith("08:00", "09:45"));
        assertEquals(1_000, valueWith("08:00", "11:00"));
        assertEquals(1_000, valueWith("08:00", "20:00"));
    }

    @Test
    void countsHalfIfEitherHasNamedNoHours() {
        assertEquals(500, pair(mentee, aMentor(2).noHours()).value(AVAILABILITY_OVERLAP));
        assertEquals(500, pair(aMentee(1).noHours(), aMentor(2)).value(AVAILABILITY_OVERLAP));
        assertEquals(500, pair(mentee, aMentor(2).zone(null)).value(AVAILABILITY_OVERLAP));
    }

    @Test
    void hidingOnesHoursNeverBeatsTellingThem() {
        for (int minute = 30; minute < 60; minute++) {
            int told = valueWith("08:00", "08:" + minute);
            int hidden = pair(mentee, aMentor(2).noHours()).value(AVAILABILITY_OVERLAP);
            assertEquals(true, told >= hidden, told + " < " + hidden);
        }
    }

    @Test
    void comparesTheClocksOfTwoZones() {
        // 10:00–12:00 in Vienna is 09:00–11:00 UTC in winter.
        Someone inVienna = aMentor(2).zone("Europe/Vienna").noHours().hours(DayOfWeek.TUESDAY, "10:00", "12:00");

        assertEquals(
                "You have 1 h 30 min in common in the week of 2026-03-02.",
                pair(aMentee(1).noHours().hours(DayOfWeek.TUESDAY, "09:30", "20:00"), inVienna)
                        .sentence(AVAILABILITY_OVERLAP));
    }

    @Test
    void saysWhoHasNamedNoHours() {
        assertEquals(
                "It is not known when this mentor has time, so this counts half.",
                pair(mentee, aMentor(2).noHours()).sentence(AVAILABILITY_OVERLAP));
        assertEquals(
                "You have not said when you have time, so this counts half with every mentor.",
                pair(aMentee(1).noHours(), aMentor(2)).sentence(AVAILABILITY_OVERLAP));
    }

    private int valueWith(String from, String to) {
        return pair(mentee, aMentor(2).noHours().hours(DayOfWeek.TUESDAY, from, to))
                .value(AVAILABILITY_OVERLAP);
    }
}
