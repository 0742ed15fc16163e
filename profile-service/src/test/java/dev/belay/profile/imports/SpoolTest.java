package dev.belay.profile.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
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
                spool.forEachLine((line, raw) -> seen.put(line, new String(raw, StandardCharsets.UTF_8)));
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

    private static Map<Integer, String> lines(String text) throws IOException {
        try (Spool spool = spool(text, 1_000_000)) {
            Map<Integer, String> lines = new TreeMap<>();
            spool.forEachLine((line, raw) -> lines.put(line, new String(raw, StandardCharsets.UTF_8)));
            return lines;
        }
    }

    private static Spool spool(String text, long maxBytes) throws IOException {
        return Spool.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
    }
}
