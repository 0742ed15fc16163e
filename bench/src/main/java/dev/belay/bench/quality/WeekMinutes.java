package dev.belay.bench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;

/** The minutes of one ordinary week in which somebody has time; written apart from the product's own arithmetic. */
record WeekMinutes(BitSet minutes) {

    /** A Monday far from any change of clocks. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);

    static WeekMinutes of(JsonNode availability, String timeZone) {
        BitSet free = new BitSet();
        ZonedDateTime minute = MONDAY.atStartOfDay(ZoneId.of("UTC"));
        for (int i = 0; i < 7 * 24 * 60; i++) {
            ZonedDateTime local = minute.plusMinutes(i).withZoneSameInstant(ZoneId.of(timeZone));
            for (JsonNode slot : availability) {
                boolean thatDay = DayOfWeek.valueOf(slot.path("day").asText()) == local.getDayOfWeek();
                LocalTime from = LocalTime.parse(slot.path("from").asText());
                LocalTime to = LocalTime.parse(slot.path("to").asText());
                if (thatDay
                        && !local.toLocalTime().isBefore(from)
                        && local.toLocalTime().isBefore(to)) {
                    free.set(i);
                }
            }
        }
        return new WeekMinutes(free);
    }

    /** In words; an empty week means that the person has not said. */
    String inCommonWith(WeekMinutes other) {
        if (minutes.isEmpty() || other.minutes.isEmpty()) {
            return "not known";
        }
        BitSet both = (BitSet) minutes.clone();
        both.and(other.minutes);
        return both.cardinality() / 60 + " h " + both.cardinality() % 60 + " min a week";
    }
}
