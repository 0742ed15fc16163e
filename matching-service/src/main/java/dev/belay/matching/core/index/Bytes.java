package dev.belay.matching.core.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/** Numbers written one after the other, small ones in few bytes, and read in the same order. */
final class Bytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private byte[] bytes;
    private int at;

    private Bytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    static Bytes toWrite() {
        return new Bytes(new byte[128], 0);
    }

    static Bytes toRead(byte[] bytes, int from) {
        return new Bytes(bytes, from);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Where the next one is read or written. */
    int position() {
        return at;
    }

    byte[] written() {
        return Arrays.copyOf(bytes, at);
    }

    void writeByte(int value) {
        room(1);
        bytes[at++] = (byte) value;
    }

    void writeLong(long value) {
        room(Long.BYTES);
        LONG.set(bytes, at, value);
        at += Long.BYTES;
    }

    void writeUuid(UUID id) {
        writeLong(id.getMostSignificantBits());
        writeLong(id.getLeastSignificantBits());
    }

    /** Seven bits a byte, so one byte below 128; a negative number takes five. */
    void writeInt(int value) {
        room(5);
        int left = value;
        while ((left & -MORE) != 0) {
            bytes[at++] = (byte) (left | MORE);
            left >>>= BITS;
        }
        bytes[at++] = (byte) left;
    }

    void writeBytes(byte[] other, int from, int to) {
        room(to - from);
        System.arraycopy(other, from, bytes, at, to - from);
        at += to - from;
    }

    int readByte() {
        return bytes[at++];
    }

    long readLong() {
        long value = longAt(bytes, at);
        at += Long.BYTES;
        return value;
    }

    UUID readUuid() {
        return new UUID(readLong(), readLong());
    }

    int readInt() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        int value = first & MORE - 1;
        int shift = BITS;
        byte next;
        do {
            next = bytes[at++];
            value |= (next & MORE - 1) << shift;
            shift += BITS;
        } while (next < 0);
        return value;
    }

    private void room(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
    }
}
