package dev.belay.profile.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belay.platform.problems.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SpoolTest {
    @Test
    void givesEveryLineThatIsNotBlankWithItsNumber() throws IOException {
        assertEquals(Map.of(1, "a", 3, " b ", 6, "c"), lines("\uFEFFa\r\n\n b \n\r\n \t \nc"));
        assertEquals(Map.of(2, "a\rb"), lines("\na\rb\n"));
        assertEquals(Map.of(), lines(""));
        assertEquals(Map.of(), lines("\uFEFF\n"));
    }

    @Test
    void aLineThatIsTooLongIsCutWhereItsLengthStillShows() throws IOException {
        String line = lines("x".repeat(ImportLine.MAX_BYTES * 3) + "\ny").get(1);
        assertEquals(ImportLine.MAX_BYTES + 1, line.length());
        assertEquals(
                ImportLine.MAX_BYTES,
                lines("x".repeat(ImportLine.MAX_BYTES)).get(1).length());
    }

    @Test
    void canBeReadAgainAndAgainAndHashesTheBytes() throws IOException {
        try (Spool spool = spool("a\nb", 3)) {
            for (int i = 0; i < 2; i++) {
                Map<Integer, String> seen = new TreeMap<>();
                new NdjsonFile(spool)
                        .forEachRow((line, raw) -> seen.put(line, new String(raw, StandardCharsets.UTF_8)));
                assertEquals(Map.of(1, "a", 2, "b"), seen);
            }
            try (Spool other = spool("a\nb\n", 4)) {
                assertEquals(false, spool.digest().equals(other.digest()));
            }
        }
    }

    @Test
    void refusesOneByteTooMany() {
        assertThrows(Spool.TooLarge.class, () -> spool("abcd", 3));
    }

    @Test
    void unpacksInOnePieceOrSeveral() throws IOException {
        byte[] twice = bytes(packed("a\n".getBytes(StandardCharsets.UTF_8)), packed(new byte[] {'b'}));
        try (Spool wire = Spool.of(new ByteArrayInputStream(twice), 1_000);
                Spool inflated = wire.inflated(3, 10)) {
            assertEquals("a\nb", new String(inflated.open().readAllBytes(), StandardCharsets.UTF_8));
            assertThrows(Spool.TooLarge.class, () -> wire.inflated(2, 10));
        }
    }

    @Test
    void refusesWhatIsPackedTooWell() throws IOException {
        byte[] bomb = packed(new byte[3 << 20]);
        try (Spool wire = Spool.of(new ByteArrayInputStream(bomb), 1 << 20)) {
            assertThrows(Spool.TooLarge.class, () -> wire.inflated(1 << 30, 100));
            wire.inflated(1 << 30, 2_000).close();
        }
    }

    @Test
    void refusesWhatIsNotWholeGzip() throws IOException {
        byte[] whole = packed("a\nb\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        byte[] secondCut = bytes(whole, Arrays.copyOf(whole, whole.length / 2));
        byte[] littered = bytes(whole, new byte[] {1, 2, 3});
        byte[] wellLittered = bytes(whole, new byte[100]);
        for (byte[] broken : new byte[][] {damaged, cut, secondCut, littered, wellLittered, new byte[0], {'a', '\n'}}) {
            try (Spool wire = Spool.of(new ByteArrayInputStream(broken), 1_000_000)) {
                assertThrows(InvalidRequest.class, () -> wire.inflated(1_000_000, 1_000));
            }
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static Map<Integer, String> lines(String text) throws IOException {
        try (Spool spool = spool(text, 1_000_000)) {
            Map<Integer, String> lines = new TreeMap<>();
            new NdjsonFile(spool).forEachRow((line, raw) -> lines.put(line, new String(raw, StandardCharsets.UTF_8)));
            return lines;
        }
    }

    private static Spool spool(String text, long maxBytes) throws IOException {
        return Spool.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
    }
}
