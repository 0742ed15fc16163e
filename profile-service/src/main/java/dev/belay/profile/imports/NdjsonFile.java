package dev.belay.profile.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** A JSON object per line. */
final class NdjsonFile implements RowFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Spool spool;

    NdjsonFile(Spool spool) {
        this.spool = spool;
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    /** A line is given without its end, and cut one byte after {@link ImportLine#MAX_BYTES}, which tells it is too long. */
    @Override
    public void forEachRow(Taker taker) {
        try {
            InputStream in = spool.open();
            skipByteOrderMark(in);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int number = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    give(taker, number, line);
                    number++;
                } else if (line.size() <= ImportLine.MAX_BYTES) {
                    line.write(next);
                }
            }
            give(taker, number, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void skipByteOrderMark(InputStream in) throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.reset();
        }
    }

    private static void give(Taker taker, int number, ByteArrayOutputStream line) {
        byte[] raw = line.toByteArray();
        line.reset();
        int end = raw.length;
        if (end > 0 && raw[end - 1] == '\r') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (raw[i] != ' ' && raw[i] != '\t') {
                taker.take(number, end == raw.length ? raw : Arrays.copyOf(raw, end));
                return;
            }
        }
    }
}
