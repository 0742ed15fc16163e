package dev.belay.matching.core.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to 4,096 people, in the order in which the index heard of them; immutable. A person's row is the same in all of the
 * block's successors.
 *
 * <p>Beside the people themselves stand their {@link Columns}, which may be of an earlier time, and the rows for which they
 * no longer hold: of those a search asks the people. Once more than {@value #MOST_CHANGED} are so, the columns are made
 * anew; that costs a change of one person a sixty-fourth of the block, and a search at most a sixty-fourth of the people.
 * Who has a place is so often another that it is kept apart, always as it is now.
 */
public final class Block {

    /** The most people that a block holds. */
    public static final int ROWS = 1 << 12;

    static final int SIZE_BITS = 12;
    static final int SIZE = ROWS;
    static final int MOST_CHANGED = 64;

    private static final int CHUNK_BITS = 6;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int OPEN = Packed.ACTIVE | Packed.OFFERS | Packed.HAS_PLACE;

    private final Dictionaries dictionaries;
    private final byte[][][] people;
    private final int size;
    private final @Nullable Columns columns;
    private final long[] open;
    private final long[] changed;
    private final int changedCount;

    private Block(
            Dictionaries dictionaries,
            byte[][][] people,
            int size,
            @Nullable Columns columns,
            long[] open,
            long[] changed,
            int changedCount) {
        this.dictionaries = dictionaries;
        this.people = people;
        this.size = size;
        this.columns = columns;
        this.open = open;
        this.changed = changed;
        this.changedCount = changedCount;
    }

    static Block empty(Dictionaries dictionaries) {
        return new Block(dictionaries, new byte[0][][], 0, null, new long[CHUNK], new long[CHUNK], 0);
    }

    static byte[] person(byte[][][] people, int row) {
        return people[row >> CHUNK_BITS][row & CHUNK - 1];
    }

    /**
     * This block with a person changed, or added as the next row.
     *
     * @param columnsHold whether the columns say of the person what they would if they were made anew
     */
    Block with(int row, byte[] person, boolean columnsHold) {
        int number = row >> CHUNK_BITS;
        int offset = row & CHUNK - 1;
        byte[][] chunk = number < people.length ? people[number] : new byte[0][];
        chunk = Arrays.copyOf(chunk, Math.max(chunk.length, offset + 1));
        chunk[offset] = person;
        byte[][][] newPeople = Arrays.copyOf(people, Math.max(people.length, number + 1));
        newPeople[number] = chunk;
        boolean isOpen = Packed.has(person, OPEN);
        boolean isNew = !columnsHold && !is(changed, row);
        return new Block(
                dictionaries,
                newPeople,
                Math.max(size, row + 1),
                columns,
                isOpen == is(open, row) ? open : with(open, row, isOpen),
                isNew ? with(changed, row, true) : changed,
                changedCount + (isNew ? 1 : 0));
    }

    /** This block with columns of now. */
    Block withColumns() {
        Columns anew = Columns.of(people, size, dictionaries.skills().size());
        return new Block(dictionaries, people, size, anew, open, new long[CHUNK], 0);
    }

    int changedCount() {
        return changedCount;
    }

    byte[] person(int row) {
        return person(people, row);
    }

    private static boolean is(long[] rows, int row) {
        return (rows[row >> CHUNK_BITS] & 1L << row) != 0;
    }

    private static long[] with(long[] rows, int row, boolean member) {
        long[] copy = rows.clone();
        if (member) {
            copy[row >> CHUNK_BITS] |= 1L << row;
        } else {
            copy[row >> CHUNK_BITS] &= ~(1L << row);
        }
        return copy;
    }

    /** How many people there are. */
    public int size() {
        return size;
    }

    public Member member(int row) {
        return new Member(person(row), dictionaries);
    }

    /** The columns; null as long as none were made. They have no rows for those who came later. */
    public @Nullable Columns columns() {
        return columns;
    }

    /** Whether a person works here, offers mentoring and has a place left, and the columns hold for them. */
    public boolean isOpenInColumns(int row) {
        return (open[row >> CHUNK_BITS] & ~changed[row >> CHUNK_BITS] & 1L << row) != 0;
    }

    /**
     * Those who work here, offer mentoring and have a place left, and for whom the columns do not hold.
     *
     * @param word which 64 rows, from 0
     * @return a bit for each of the rows, the lowest first
     */
    public long openAndChanged(int word) {
        return open[word] & changed[word];
    }

    /** Whether a person's id is after another's in the order of {@link Member#BY_ID}. */
    public boolean isAfter(int row, Member other) {
        return Member.compareIds(person(row), other.packed()) > 0;
    }

    /**
     * What a mentor's strengths add up to, asked of the person and not of the columns.
     *
     * @param points by the skill's number, then by proficiency, 0–5; a skill beyond them counts nothing
     */
    public int add(int row, int[][] points) {
        Bytes profile = Packed.startOfProfile(person(row));
        int sum = 0;
        for (int left = profile.readInt(); left > 0; left--) {
            int skill = profile.readInt();
            int proficiency = profile.readByte();
            if (skill < points.length) {
                sum += points[skill][proficiency];
            }
        }
        return sum;
    }

    long columnBytes() {
        return Columns.bytes(columns) + (open.length + changed.length) * 8L + people.length * (16L + 4) + 200;
    }
}
