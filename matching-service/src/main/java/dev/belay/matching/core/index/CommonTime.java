package dev.belay.matching.core.index;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many minutes of a week one person has in common with each of many mentors in {@link Columns}.
 *
 * <p>To project every mentor's hours on the week of UTC would be the same work again and again, as there are few zones and
 * many mentors. So the one person's hours are projected on the local week of each zone, once, and laid beside the mentors'
 * hours as they named them. While a zone keeps its offset, each moment has one place in the local week; so where it changes
 * the offset, the person's hours before and after are projected and laid beside the mentors' each for themselves.
 */
public final class CommonTime {

    /** Nothing is known of one of the two. */
    public static final int UNKNOWN = -1;

    private static final int MINUTE = 60;
    private static final int[][] NOT_YET = {};

    private final Dictionaries dictionaries;
    private final Member person;
    private final IsoWeek week;
    private final boolean known;
    /** For each zone, for each time between two changes of its offset: pairs of minutes of the local week. */
    private final int[][][] byZone;

    public CommonTime(Member person, IsoWeek week, Snapshot snapshot) {
        this.dictionaries = snapshot.dictionaries();
        this.person = person;
        this.week = week;
        this.known = person.hoursKnown();
        this.byZone = new int[dictionaries.zones().size()][][];
        Arrays.fill(byZone, NOT_YET);
    }

    /**
     * At least as many minutes as the two have in common; exactly so many where hours are whole minutes, as all are that
     * come from a topic. {@link #UNKNOWN} if nothing is known of one of them.
     */
    public int atMost(Columns columns, int row) {
        if (!known || !columns.hoursKnown(row)) {
            return UNKNOWN;
        }
        int zone = columns.zone(row);
        if (zone == Columns.OTHER || zone >= byZone.length) {
            return IsoWeek.SECONDS / MINUTE;
        }
        int[][] pieces = byZone[zone];
        if (pieces == NOT_YET) {
            pieces = inLocalWeek(dictionaries.zones().value(zone).getRules());
            byZone[zone] = pieces;
        }
        int minutes = 0;
        for (int[] piece : pieces) {
            minutes += columns.commonMinutes(row, piece);
        }
        return minutes;
    }

    private int[][] inLocalWeek(ZoneRules zone) {
        List<int[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < IsoWeek.SECONDS) {
            Instant start = Instant.ofEpochSecond(week.startEpochSecond() + from);
            ZoneOffsetTransition next = zone.nextTransition(start);
            int to = next == null
                    ? IsoWeek.SECONDS
                    : (int) Math.min(IsoWeek.SECONDS, next.toEpochSecond() - week.startEpochSecond());
            pieces.add(shifted(from, to, zone.getOffset(start).getTotalSeconds()));
            from = to;
        }
        return pieces.toArray(int[][]::new);
    }

    /** The person's hours from one second of the week to another, as pairs of minutes of a week that is ahead by so many. */
    private int[] shifted(int from, int to, int ahead) {
        List<int[]> shifted = new ArrayList<>();
        int[] hours = person.hoursIn(week);
        for (int i = 0; i < hours.length; i += 2) {
            int length = Math.min(hours[i + 1], to) - Math.max(hours[i], from);
            if (length <= 0) {
                continue;
            }
            int start = Math.floorMod(Math.max(hours[i], from) + ahead, IsoWeek.SECONDS);
            int end = start + length;
            shifted.add(new int[] {start, Math.min(end, IsoWeek.SECONDS)});
            if (end > IsoWeek.SECONDS) {
                shifted.add(new int[] {0, end - IsoWeek.SECONDS});
            }
        }
        shifted.sort(Comparator.comparingInt(pair -> pair[0]));
        int[] pairs = new int[2 * shifted.size()];
        for (int i = 0; i < shifted.size(); i++) {
            pairs[2 * i] = shifted.get(i)[0] / MINUTE;
            pairs[2 * i + 1] = (shifted.get(i)[1] + MINUTE - 1) / MINUTE;
        }
        return pairs;
    }
}
