package dev.belay.profile.imports;

import dev.belay.platform.problems.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A body that is on its way, kept in a file of its own: it is hashed and measured before anything is decided, and at no
 * time whole in memory. The file has no name any more, so that even a killed service leaves no people behind.
 */
final class Spool implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileChannel file;
    private final String digest;

    private Spool(FileChannel file, String digest) {
        this.file = file;
        this.digest = digest;
    }

    /** Takes a line that is not blank. */
    interface LineReader {
        /**
         * One line.
         *
         * @param line its number, from 1, blank ones counted
         * @param raw without the line's end; cut one byte after {@link ImportLine#MAX_BYTES}, which tells it is too long
         */
        void take(int line, byte[] raw);
    }

    /**
     * Takes a body in, to its end.
     *
     * @throws TooLarge if there are more bytes than that
     */
    static Spool of(InputStream body, long maxBytes) throws IOException {
        FileChannel file = nameless();
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            long seen = 0;
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                seen += read;
                if (seen > maxBytes) {
                    throw new TooLarge("An import of at most " + maxBytes + " bytes is accepted here.");
                }
                sha.update(chunk, 0, read);
                ByteBuffer left = ByteBuffer.wrap(chunk, 0, read);
                while (left.hasRemaining()) {
                    file.write(left);
                }
            }
            return new Spool(file, HexFormat.of().formatHex(sha.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileChannel nameless() throws IOException {
        Path path = Files.createTempFile("belay-import-", ".ndjson");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Files.deleteIfExists(path);
        return file;
    }

    /** SHA-256 of the bytes as they came, in hex. */
    String digest() {
        return digest;
    }

    void forEachLine(LineReader reader) {
        try {
            InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(0)), CHUNK);
            skipByteOrderMark(in);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int number = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    give(reader, number, line);
                    number++;
                } else if (line.size() <= ImportLine.MAX_BYTES) {
                    line.write(next);
                }
            }
            give(reader, number, line);
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

    private static void give(LineReader reader, int number, ByteArrayOutputStream line) {
        byte[] raw = line.toByteArray();
        line.reset();
        int end = raw.length;
        if (end > 0 && raw[end - 1] == '\r') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (raw[i] != ' ' && raw[i] != '\t') {
                reader.take(number, end == raw.length ? raw : Arrays.copyOf(raw, end));
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class TooLarge extends Refusal {
        TooLarge(String detail) {
            super("payload-too-large", detail);
        }
    }
}
