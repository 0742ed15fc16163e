package dev.belay.matching.core.index;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many minutes of a week one person has in common with each of many mentors in {@link Columns}.
 *
 * <p>To project every mentor's hours on the week of UTC would be the same work again and again, as there are few zones and
 * many mentors. So the one person's hours are projected on the week of each zone, once, and laid beside the mentors' hours
 * as they named them. A zone that keeps its offset throughout the week shows each moment of the local week exactly once, so
 * the two ways count the same minutes. Of a zone that changes its offset in that week nothing is said.
 */
public final class CommonTime {

    /** Nothing is known of one of the two. */
    public static final int UNKNOWN = -1;

    private static final int MINUTE = 60;
    private static final int[] NOT_YET = {};
    private static final int[] ANY = {0, IsoWeek.SECONDS / MINUTE};

    private final Dictionaries dictionaries;
    private final Member person;
    private final IsoWeek week;
    private final boolean known;
    private final int[][] byZone;

    public CommonTime(Member person, IsoWeek week, Snapshot snapshot) {
        this.dictionaries = snapshot.dictionaries();
        this.person = person;
        this.week = week;
        this.known = person.hoursKnown();
        this.byZone = new int[dictionaries.zones().size()][];
        Arrays.fill(byZone, NOT_YET);
    }

    /**
     * At least as many minutes as the two have in common: exactly so many where hours are whole minutes, as all that come
     * from a topic are, and the mentor's zone keeps its offset; {@link #UNKNOWN} if nothing is known of one of them.
     */
    public int atMost(Columns columns, int row) {
        if (!known || !columns.hoursKnown(row)) {
            return UNKNOWN;
        }
        int zone = columns.zone(row);
        if (zone == Columns.OTHER || zone >= byZone.length) {
            return ANY[1];
        }
        int[] pairs = byZone[zone];
        if (pairs == NOT_YET) {
            pairs = inLocalWeek(dictionaries.zones().value(zone));
            byZone[zone] = pairs;
        }
        return pairs == ANY ? ANY[1] : columns.commonMinutes(row, pairs);
    }

    /** The person's hours as pairs of minutes of the zone's own week; {@link #ANY} if the zone changes its offset. */
    private int[] inLocalWeek(ZoneId zone) {
        Instant start = Instant.ofEpochSecond(week.startEpochSecond());
        ZoneOffset offset = zone.getRules().getOffset(start);
        ZoneOffsetTransition next = zone.getRules().nextTransition(start);
        if (next != null && next.toEpochSecond() < week.startEpochSecond() + IsoWeek.SECONDS) {
            return ANY;
        }
        List<int[]> pieces = new ArrayList<>();
        int[] hours = person.hoursIn(week);
        for (int i = 0; i < hours.length; i += 2) {
            int length = hours[i + 1] - hours[i];
            int from = Math.floorMod(hours[i] + offset.getTotalSeconds(), IsoWeek.SECONDS);
            int to = from + length;
            pieces.add(new int[] {from, Math.min(to, IsoWeek.SECONDS)});
            if (to > IsoWeek.SECONDS) {
                pieces.add(new int[] {0, to - IsoWeek.SECONDS});
            }
        }
        pieces.sort(Comparator.comparingInt(piece -> piece[0]));
        int[] pairs = new int[2 * pieces.size()];
        for (int i = 0; i < pieces.size(); i++) {
            pairs[2 * i] = pieces.get(i)[0] / MINUTE;
            pairs[2 * i + 1] = (pieces.get(i)[1] + MINUTE - 1) / MINUTE;
        }
        return pairs;
    }
}
