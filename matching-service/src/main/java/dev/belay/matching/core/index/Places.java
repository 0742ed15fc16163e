package dev.belay.matching.core.index;

import java.util.UUID;

/**
 * Which place an id has, for good: an open-addressed table of places, whose ids stand with the people.
 *
 * <p>One table serves many snapshots, as nothing in it changes but that free slots are taken. A reader of an earlier
 * snapshot who comes upon a place that this snapshot lacks passes on, just as if the slot held another id; whatever its
 * own snapshot has was in the table before the snapshot was published. A table that grows too full is replaced by a larger
 * one, and the old snapshots keep the old one.
 */
final class Places {

    private static final int FIRST_CAPACITY = 16;

    /** A place plus one; 0 where the slot is free. The length is a power of two. */
    private final int[] slots;

    private Places(int[] slots) {
        this.slots = slots;
    }

    static Places empty() {
        return new Places(new int[FIRST_CAPACITY]);
    }

    /** The place of an id in a snapshot; −1 if it has none. */
    int of(UUID id, Snapshot snapshot) {
        int mask = slots.length - 1;
        for (int slot = hash(id) & mask; ; slot = slot + 1 & mask) {
            int place = slots[slot] - 1;
            if (place < 0) {
                return -1;
            }
            if (place < snapshot.size() && Packed.isOf(snapshot.person(place), id)) {
                return place;
            }
        }
    }

    /**
     * With an id that has no place yet.
     *
     * @param snapshot all whose ids have one
     */
    Places with(UUID id, int place, Snapshot snapshot) {
        Places enough = this;
        // At most two slots in three are taken.
        if ((place + 1) * 3L > slots.length * 2L) {
            enough = new Places(new int[2 * slots.length]);
            for (int known = 0; known < place; known++) {
                enough.put(Packed.id(snapshot.person(known)), known);
            }
        }
        enough.put(id, place);
        return enough;
    }

    private void put(UUID id, int place) {
        int mask = slots.length - 1;
        int slot = hash(id) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = place + 1;
    }

    /** Ids of one moment differ in few bits, and those must reach the low ones. */
    private static int hash(UUID id) {
        long mixed = (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32 ^ mixed >>> 47);
    }

    long bytes() {
        return 16 + 4L * slots.length;
    }
}
