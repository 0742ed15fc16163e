package dev.belay.profile.imports;

import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Refusal;
import java.io.BufferedInputStream;
import java.io.EOFException;
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
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A body that is on its way, kept in a file of its own: it is hashed and measured before anything is decided, and at no
 * time whole in memory. The file has no name any more, so that even a killed service leaves no people behind.
 */
final class Spool implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    /** So little does no harm, however well it was packed. */
    private static final long HARMLESS_BYTES = 1 << 20;

    private final FileChannel file;
    private final long size;
    private final String digest;

    private Spool(FileChannel file, long size, String digest) {
        this.file = file;
        this.size = size;
        this.digest = digest;
    }

    /**
     * Takes a body in, to its end.
     *
     * @throws TooLarge if there are more bytes than that
     */
    static Spool of(InputStream body, long maxBytes) throws IOException {
        return copy(body, seen -> {
            if (seen > maxBytes) {
                throw new TooLarge("An import of at most " + maxBytes + " bytes is accepted here.");
            }
        });
    }

    /**
     * What was packed with gzip, in one piece or several.
     *
     * @param maxRatio how many times as long it may get
     * @throws TooLarge if it gets longer than that
     * @throws InvalidRequest if it is not gzip, damaged or cut off
     */
    Spool inflated(long maxBytes, int maxRatio) throws IOException {
        try (Pieces pieces = new Pieces(open())) {
            Spool inflated = copy(pieces, seen -> {
                if (seen > maxBytes) {
                    throw new TooLarge("An import of at most " + maxBytes + " bytes, unpacked, is accepted here.");
                }
                if (seen > HARMLESS_BYTES && seen / maxRatio > size) {
                    throw new TooLarge("An import that gets more than " + maxRatio
                            + " times as long when it is unpacked is not accepted here.");
                }
            });
            if (pieces.somethingFollows()) {
                inflated.close();
                throw InvalidRequest.body("", "gzip", "holds something that is not gzip after what is");
            }
            return inflated;
        } catch (ZipException | EOFException e) {
            throw InvalidRequest.body("", "gzip", "is not gzip, or damaged, or cut off");
        }
    }

    /** The JDK's reader takes what follows the last piece for nothing, which a damaged next piece is not. */
    private static final class Pieces extends GZIPInputStream {
        private static final int TRAILER_BYTES = 8;

        Pieces(InputStream in) throws IOException {
            super(in, CHUNK);
        }

        boolean somethingFollows() throws IOException {
            return in.available() > 0 || inf.getRemaining() > TRAILER_BYTES;
        }
    }

    private interface Watch {
        void look(long seen);
    }

    private static Spool copy(InputStream body, Watch watch) throws IOException {
        FileChannel file = nameless();
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            long seen = 0;
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                seen += read;
                watch.look(seen);
                sha.update(chunk, 0, read);
                ByteBuffer left = ByteBuffer.wrap(chunk, 0, read);
                while (left.hasRemaining()) {
                    file.write(left);
                }
            }
            return new Spool(file, seen, HexFormat.of().formatHex(sha.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileChannel nameless() throws IOException {
        Path path = Files.createTempFile("belay-import-", ".rows");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Files.deleteIfExists(path);
        return file;
    }

    /** SHA-256 of the bytes, in hex. */
    String digest() {
        return digest;
    }

    /** The bytes from the first on; what was opened before is of no use any more. */
    InputStream open() {
        try {
            return new BufferedInputStream(Channels.newInputStream(file.position(0)), CHUNK) {
                @Override
                public void close() {
                    // The bytes are read again and again.
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
