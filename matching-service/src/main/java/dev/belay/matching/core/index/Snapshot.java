package dev.belay.matching.core.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Everyone as they were at one moment. A snapshot never changes, so a reader needs no lock and sees no half of an update.
 */
public final class Snapshot {

    private final Dictionaries dictionaries;
    private final Places places;
    private final Block[] blocks;
    /** How many ids have a place. */
    private final int size;

    private final int people;
    private final int mentors;
    /** What the packed people take. */
    private final long packedBytes;

    private Snapshot(
            Dictionaries dictionaries,
            Places places,
            Block[] blocks,
            int size,
            int people,
            int mentors,
            long packedBytes) {
        this.dictionaries = dictionaries;
        this.places = places;
        this.blocks = blocks;
        this.size = size;
        this.people = people;
        this.mentors = mentors;
        this.packedBytes = packedBytes;
    }

    static Snapshot empty() {
        return new Snapshot(Dictionaries.empty(), Places.empty(), new Block[0], 0, 0, 0, 0);
    }

    /** The person with an id; one of whom nothing is known if the index has not heard of them. */
    public Member member(UUID id) {
        return new Member(packed(id), dictionaries);
    }

    /** What is held of the person with an id. */
    byte[] packed(UUID id) {
        int place = places.of(id, this);
        return place < 0 ? Packed.unknown(id) : person(place);
    }

    byte[] person(int place) {
        return blocks[place >> Block.SIZE_BITS].person(place & Block.SIZE - 1);
    }

    /** How many ids have a place. */
    int size() {
        return size;
    }

    Dictionaries dictionaries() {
        return dictionaries;
    }

    /** How many blocks there are. */
    public int blocks() {
        return blocks.length;
    }

    public Block block(int number) {
        return blocks[number];
    }

    /** The number by which {@link Columns} know a skill; 0 if nobody here has to do with it. */
    public int skill(String key) {
        return dictionaries.skills().code(key);
    }

    /** One more than the highest number of a skill. */
    public int skills() {
        return dictionaries.skills().size();
    }

    /** One more than the highest number of a level. */
    public int levels() {
        return dictionaries.levels().size();
    }

    /** One more than the highest number of a list of languages. */
    public int languages() {
        return dictionaries.languages().size();
    }

    /** Everyone who offers to be a mentor, whether or not they have a place, in no order that means anything. */
    public void forEachMentor(Consumer<Member> action) {
        forEach(Packed.OFFERS, action);
    }

    /** Everyone who looks for a mentor, whether or not they have enough, in no order that means anything. */
    public void forEachMentee(Consumer<Member> action) {
        forEach(Packed.WANTS, action);
    }

    private void forEach(int flags, Consumer<Member> action) {
        for (Block block : blocks) {
            for (int row = 0; row < block.size(); row++) {
                if (Packed.has(block.person(row), flags)) {
                    action.accept(block.member(row));
                }
            }
        }
    }

    /** How many people are known; those of whom only the participation has arrived are not among them. */
    public int people() {
        return people;
    }

    /** How many people offer to be mentors. */
    public int mentors() {
        return mentors;
    }

    /** About how much memory all of it takes, in bytes, but for the memory of past mentorships. */
    public long bytes() {
        long bytes = packedBytes + places.bytes() + dictionaries.size() * 100L;
        for (Block block : blocks) {
            bytes += block.columnBytes();
        }
        return bytes;
    }

    /**
     * A digest of everything known of the living: equal for two snapshots if and only if they know the same. Memories of
     * deletions do not count: their records leave the topics in time, and an index built afresh has never heard of them.
     *
     * @return SHA-256 in lower-case hex
     */
    public String hash() {
        List<byte[]> known = new ArrayList<>();
        for (int place = 0; place < size; place++) {
            if (Packed.isKnown(person(place))) {
                known.add(person(place));
            }
        }
        known.sort(Member::compareIds);
        MessageDigest digest = sha256();
        for (byte[] person : known) {
            digest.update(new Member(person, dictionaries).content().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * This snapshot with one person changed or added.
     *
     * @param columnsHold as in {@link Block#with}
     * @param keepColumns whether columns of which too many rows have changed are made anew
     */
    Snapshot with(byte[] person, boolean columnsHold, boolean keepColumns) {
        UUID id = Packed.id(person);
        int known = places.of(id, this);
        int place = known < 0 ? size : known;
        int number = place >> Block.SIZE_BITS;
        Block[] changed = Arrays.copyOf(blocks, Math.max(blocks.length, number + 1));
        Block block = number < blocks.length ? blocks[number] : Block.empty(dictionaries);
        int row = place & Block.SIZE - 1;
        byte[] before = known < 0 ? Packed.unknown(id) : block.person(row);
        block = block.with(row, person, columnsHold);
        changed[number] = keepColumns && block.changedCount() > Block.MOST_CHANGED ? block.withColumns() : block;
        return new Snapshot(
                dictionaries,
                known < 0 ? places.with(id, place, this) : places,
                changed,
                Math.max(size, place + 1),
                people + count(person, Packed.PROFILE_LIVES) - count(before, Packed.PROFILE_LIVES),
                mentors + count(person, Packed.OFFERS) - count(before, Packed.OFFERS),
                packedBytes + bytes(person) - (known < 0 ? 0 : bytes(before)));
    }

    /** This snapshot with columns of now. */
    Snapshot withColumns() {
        Block[] anew = new Block[blocks.length];
        for (int i = 0; i < anew.length; i++) {
            anew[i] = blocks[i].columns() == null || blocks[i].changedCount() > 0 ? blocks[i].withColumns() : blocks[i];
        }
        return new Snapshot(dictionaries, places, anew, size, people, mentors, packedBytes);
    }

    private static int count(byte[] person, int flag) {
        return Packed.has(person, flag) ? 1 : 0;
    }

    /** An array's header and its bytes, rounded up as Java does, and the reference to it. */
    private static long bytes(byte[] person) {
        return (16 + person.length + 7) / 8 * 8 + 4;
    }
}
