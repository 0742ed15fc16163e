package dev.belay.matching.core.index;

import dev.belay.contracts.AvailabilitySlot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * When somebody has time, every week, by the clock on their wall.
 *
 * <p>A person has time at an instant if the wall clock of their zone then shows a time within one of the slots. That one
 * sentence settles the two nights on which the clock is changed: an hour that the clock skips is no time to meet, and
 * one that it shows twice is there twice.
 *
 * <p>To lay two people's hours side by side, each is projected on the same {@link IsoWeek} of UTC: the week is cut where
 * the zone changes its offset (nearly always nowhere), and in each piece the local pattern, which repeats every seven
 * days, is shifted by the piece's offset and clipped to it.
 */
public final class WeeklyHours {

    private static final long FIRST_MONDAY = LocalDate.of(1970, 1, 5).toEpochDay() * 86_400;

    private final int[] pattern;

    private WeeklyHours(int[] pattern) {
        this.pattern = pattern;
    }

    static WeeklyHours of(List<AvailabilitySlot> slots) {
        int[] pairs = new int[slots.size() * 2];
        int length = 0;
        List<AvailabilitySlot> ordered = slots.stream()
                .sorted(Comparator.comparing(AvailabilitySlot::day).thenComparing(AvailabilitySlot::from))
                .toList();
        for (AvailabilitySlot slot : ordered) {
            int day = slot.day().ordinal() * 86_400;
            int from = day + slot.from().toSecondOfDay();
            int to = day
                    + (slot.to().equals(LocalTime.MIDNIGHT) ? 86_400 : slot.to().toSecondOfDay());
            length = append(pairs, length, from, to);
        }
        return new WeeklyHours(Arrays.copyOf(pairs, length));
    }

    /** The hours whose pattern is known. */
    static WeeklyHours ofPattern(int[] pattern) {
        return new WeeklyHours(pattern);
    }

    /** Seconds since the local Monday 00:00, in pairs from–to: ascending, disjoint, not touching. Not to be changed. */
    int[] pattern() {
        return pattern;
    }

    /** The hours within a week, as pairs from–to in seconds since its start: ascending, disjoint, not touching. */
    int[] in(IsoWeek week, ZoneId zone) {
        long start = week.startEpochSecond();
        long end = start + IsoWeek.SECONDS;
        ZoneRules rules = zone.getRules();
        int[] pairs = new int[0];
        int length = 0;
        long piece = start;
        while (piece < end) {
            Instant from = Instant.ofEpochSecond(piece);
            ZoneOffset offset = rules.getOffset(from);
            ZoneOffsetTransition next = rules.nextTransition(from);
            long pieceEnd = next == null ? end : Math.min(end, next.toEpochSecond());
            // What the wall clock shows, as seconds since the Monday of 1970-01-05: a multiple of a week is a Monday.
            long wallFrom = piece + offset.getTotalSeconds() - FIRST_MONDAY;
            long wallTo = pieceEnd + offset.getTotalSeconds() - FIRST_MONDAY;
            long toWeek = FIRST_MONDAY - offset.getTotalSeconds() - start;
            for (long monday = Math.floorDiv(wallFrom, IsoWeek.SECONDS) * IsoWeek.SECONDS;
                    monday < wallTo;
                    monday += IsoWeek.SECONDS) {
                pairs = Arrays.copyOf(pairs, length + pattern.length);
                for (int i = 0; i < pattern.length; i += 2) {
                    long slotFrom = Math.max(wallFrom, monday + pattern[i]);
                    long slotTo = Math.min(wallTo, monday + pattern[i + 1]);
                    if (slotFrom < slotTo) {
                        length = append(pairs, length, (int) (slotFrom + toWeek), (int) (slotTo + toWeek));
                    }
                }
            }
            piece = pieceEnd;
        }
        return Arrays.copyOf(pairs, length);
    }

    boolean isEmpty() {
        return pattern.length == 0;
    }

    @Override
    public String toString() {
        return Arrays.toString(pattern);
    }

    /** How many whole minutes two people have in common. */
    static int commonMinutes(int[] one, int[] other) {
        int seconds = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            seconds += Math.max(0, Math.min(one[i + 1], other[j + 1]) - Math.max(one[i], other[j]));
            if (one[i + 1] < other[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return seconds / 60;
    }

    /** Adds a stretch that starts no earlier than the last; one that meets the last prolongs it. */
    private static int append(int[] pairs, int length, int from, int to) {
        if (length > 0 && from <= pairs[length - 1]) {
            pairs[length - 1] = Math.max(pairs[length - 1], to);
            return length;
        }
        pairs[length] = from;
        pairs[length + 1] = to;
        return length + 2;
    }
}
