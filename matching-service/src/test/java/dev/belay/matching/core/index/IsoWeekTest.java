package dev.belay.matching.core.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IsoWeekTest {

    @Test
    void startsOnMondayInUtc() {
        LocalDate monday = LocalDate.of(2026, 3, 2);

        assertEquals(monday, IsoWeek.of(Instant.parse("2026-03-02T00:00:00Z")).monday());
        assertEquals(
                monday, IsoWeek.of(Instant.parse("2026-03-08T23:59:59.999Z")).monday());
        assertEquals(
                monday.plusWeeks(1),
                IsoWeek.of(Instant.parse("2026-03-09T00:00:00Z")).monday());
    }

    @Test
    void refusesAnyOtherDay() {
        assertThrows(IllegalArgumentException.class, () -> new IsoWeek(LocalDate.of(2026, 3, 3)));
    }
}
