package dev.belay.matching.core.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks of the mentors of a {@link Block}, one column for each question, as it was when the columns were made.
 * Only people who work here and offer mentoring stand in them. Immutable.
 *
 * <p>For each skill and proficiency there is a list of the rows that teach it. A search for somebody with a dozen gaps
 * so walks a dozen short lists, and never looks at the thousands who teach something else.
 */
public final class Columns {

    /** What stands for each number that does not fit: the person has to be asked. */
    public static final int OTHER = Character.MAX_VALUE;

    /** How many strengths are told apart. */
    public static final int MOST_STRENGTHS = 255;

    private static final int LEVEL = 8;
    private static final int LANGUAGES = 16;
    private static final int ANSWERED = 32;
    private static final int EXPIRED = 48;
    private static final int OTHER_LEVEL = 0xff;

    private static final int PROFICIENCY_BITS = 3;
    private static final int MINUTE = 60;

    /** skill × 8 + proficiency, ascending; the rows of the i-th stand in {@link #teachers} from starts[i] to starts[i + 1]. */
    private final int[] keys;

    private final int[] starts;
    private final char[] teachers;

    /**
     * What a search asks one after the other, in one number, so that it comes with one look into memory: strengths in the
     * lowest 8 bits, level in 8, languages, answered and expired in 16 each.
     */
    private final long[] traits;

    private final char[] zones;

    /** The local week in minutes, in pairs from–to; those of a row from hoursFrom[row] to hoursFrom[row + 1]. */
    private final char[] hours;

    private final int[] hoursFrom;

    /** Takes those of the people who are mentors; the rest stay empty rows. */
    static Columns of(byte[][][] people, int size, int skills) {
        return new Columns(people, size, skills);
    }

    private Columns(byte[][][] people, int size, int skills) {
        this.traits = new long[size];
        this.zones = new char[size];
        this.hoursFrom = new int[size + 1];
        int[] counts = new int[(skills << PROFICIENCY_BITS) + 1];
        int[] taught = new int[8 * size];
        int taughtLength = 0;
        char[] allHours = new char[8 * size];
        int hoursLength = 0;
        for (int row = 0; row < size; row++) {
            byte[] person = Block.person(people, row);
            hoursFrom[row] = hoursLength;
            if (!Packed.has(person, Packed.ACTIVE | Packed.OFFERS)) {
                continue;
            }
            Bytes profile = Packed.startOfProfile(person);
            int count = profile.readInt();
            if (taughtLength + 2 * count > taught.length) {
                taught = Arrays.copyOf(taught, Math.max(2 * taught.length, taughtLength + 2 * count));
            }
            for (int i = 0; i < count; i++) {
                int key = profile.readInt() << PROFICIENCY_BITS | profile.readByte();
                counts[key + 1]++;
                taught[taughtLength++] = key;
                taught[taughtLength++] = row;
            }
            int level = profile.readInt();
            int languages = profile.readInt();
            zones[row] = (char) narrow(profile.readInt());
            Bytes participation = Packed.startOfParticipation(person);
            traits[row] = Math.min(count, MOST_STRENGTHS)
                    | Math.min(level, OTHER_LEVEL) << LEVEL
                    | narrow(languages) << LANGUAGES
                    | narrow(participation.readInt()) << ANSWERED
                    | narrow(participation.readInt()) << EXPIRED;
            int[] pattern = Packed.readHours(participation);
            if (hoursLength + pattern.length > allHours.length) {
                allHours = Arrays.copyOf(allHours, Math.max(2 * allHours.length, hoursLength + pattern.length));
            }
            for (int i = 0; i < pattern.length; i += 2) {
                allHours[hoursLength++] = (char) (pattern[i] / MINUTE);
                allHours[hoursLength++] = (char) ((pattern[i + 1] + MINUTE - 1) / MINUTE);
            }
        }
        hoursFrom[size] = hoursLength;
        this.hours = Arrays.copyOf(allHours, hoursLength);

        int distinct = 0;
        for (int i = 1; i < counts.length; i++) {
            distinct += counts[i] > 0 ? 1 : 0;
        }
        this.keys = new int[distinct];
        this.starts = new int[distinct + 1];
        this.teachers = new char[taughtLength / 2];
        int at = 0;
        int from = 0;
        for (int i = 1; i < counts.length; i++) {
            int count = counts[i];
            counts[i] = from;
            if (count > 0) {
                keys[at] = i - 1;
                starts[at++] = from;
                from += count;
            }
        }
        starts[distinct] = from;
        for (int i = 0; i < taughtLength; i += 2) {
            teachers[counts[taught[i] + 1]++] = (char) taught[i + 1];
        }
    }

    private static long narrow(int value) {
        return value < 0 ? OTHER : Math.min(value, OTHER);
    }

    /** The highest proficiency in which a skill is taught here; 0 if it is not. */
    public int best(int skill) {
        int next = firstFrom(skill + 1 << PROFICIENCY_BITS);
        return next > 0 && keys[next - 1] >> PROFICIENCY_BITS == skill ? keys[next - 1] & 7 : 0;
    }

    /**
     * Adds up points for a skill.
     *
     * @param points by proficiency, 0–5; where there are none, nobody is looked at
     * @param sums by row
     */
    public void add(int skill, int[] points, int[] sums) {
        int end = skill + 1 << PROFICIENCY_BITS;
        for (int i = firstFrom(skill << PROFICIENCY_BITS); i < keys.length && keys[i] < end; i++) {
            int worth = points[keys[i] & 7];
            int stop = worth > 0 ? starts[i + 1] : 0;
            for (int at = starts[i]; at < stop; at++) {
                sums[teachers[at]] += worth;
            }
        }
    }

    private int firstFrom(int key) {
        int found = Arrays.binarySearch(keys, key);
        return found < 0 ? -found - 1 : found;
    }

    /** How many rows there are. */
    public int size() {
        return zones.length;
    }

    /** How many strengths a mentor names; {@link #MOST_STRENGTHS} for that many or more. */
    public int strengths(int row) {
        return (int) traits[row] & MOST_STRENGTHS;
    }

    /** A number that two people share if and only if they have the same level, or {@link #OTHER}. */
    public int level(int row) {
        int level = (int) (traits[row] >>> LEVEL) & OTHER_LEVEL;
        return level == OTHER_LEVEL ? OTHER : level;
    }

    /**
     * A number that two people share if and only if they speak the same languages in the same order, or {@link #OTHER}.
     */
    public int languages(int row) {
        return (int) (traits[row] >>> LANGUAGES) & OTHER;
    }

    /** How many requests a mentor answered; {@link #OTHER} for that many or more. */
    public int answered(int row) {
        return (int) (traits[row] >>> ANSWERED) & OTHER;
    }

    /** How many requests a mentor let expire; {@link #OTHER} for that many or more. */
    public int expired(int row) {
        return (int) (traits[row] >>> EXPIRED);
    }

    int zone(int row) {
        return zones[row];
    }

    boolean hoursKnown(int row) {
        return zones[row] != 0 && hoursFrom[row + 1] > hoursFrom[row];
    }

    /**
     * The minutes that a mentor's local week has in common with pairs of minutes of the same week.
     */
    int commonMinutes(int row, int[] pairs) {
        int minutes = 0;
        int i = hoursFrom[row];
        int end = hoursFrom[row + 1];
        int j = 0;
        while (i < end && j < pairs.length) {
            int to = hours[i + 1];
            minutes += Math.max(0, Math.min(to, pairs[j + 1]) - Math.max(hours[i], pairs[j]));
            if (to < pairs[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return minutes;
    }

    /** About how much memory it takes, in bytes. */
    static long bytes(@Nullable Columns columns) {
        if (columns == null) {
            return 0;
        }
        int size = columns.size();
        return 4L * (columns.keys.length + columns.starts.length + columns.hoursFrom.length)
                + 2L * (columns.teachers.length + columns.hours.length)
                + 10L * size
                + 7 * 16;
    }
}
