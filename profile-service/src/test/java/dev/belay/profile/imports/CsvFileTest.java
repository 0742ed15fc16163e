package dev.belay.profile.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.problems.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsAnyOfTheThreeSeparators(String separator) {
        String file = "externalId;givenName;familyName\n1;Ada;\"of; one, two\tthree\"\n".replace(";", separator);
        assertEquals(Map.of(2, List.of("1", "Ada", "of; one, two\tthree".replace(";", separator))), rows(file));
    }

    @Test
    void followsRfc4180() {
        assertEquals(
                Map.of(
                        2, List.of("1", "a \"quoted\" word"),
                        3, List.of("2", "two\r\nlines, even"),
                        6, List.of("3", "")),
                rows("externalId,title\r\n1,\"a \"\"quoted\"\" word\"\r\n2,\"two\r\nlines, even\"\r\n\r\n3,"));
    }

    @Test
    void passesOverBlankRowsAndCountsTheirLines() {
        assertEquals(
                Map.of(4, List.of("1", "a"), 7, List.of("2", "b")),
                rows("\n\nexternalId,title\n1,a\n , \n\n2,b\n,\n,\n"));
    }

    @Test
    void knowsColumnsByTheirAliasesInAnyOrder() {
        CsvFile file = file("E-Mail;Employee_ID;Hire Date;first NAME\na;b;c;d".getBytes(StandardCharsets.UTF_8), null);
        assertEquals(
                List.of(
                        new Column("E-Mail", "email"),
                        new Column("Employee_ID", "externalId"),
                        new Column("Hire Date", null),
                        new Column("first NAME", "givenName")),
                file.columns());
    }

    @Test
    void refusesHeadersThatLeaveADoubt() {
        assertBegins("/Salary is not a column here", fault("externalId,Salary\n1,2\n"));
        assertBegins("/Employee ID means externalId, as another column does", fault("externalId,Employee ID\n1,2\n"));
        assertBegins("/externalId or userName must be a column", fault("givenName\nAda\n"));
        assertBegins("/ is not a column here", fault("externalId,\n1,\n"));
        assertTrue(fault("1,ada\n2,grace\n").contains("(and 1 more)"));
        assertBegins("holds no row", fault(" \r\n\n"));
        assertBegins("holds no row", fault(""));
    }

    @Test
    void findsOutTheCharset() {
        String text = "externalId,familyName\n1,Grüße €\n";
        Map<Integer, List<String>> expected = Map.of(2, List.of("1", "Grüße €"));
        assertEquals(expected, rows(text.getBytes(StandardCharsets.UTF_8), null));
        assertEquals(expected, rows(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), null));
        assertEquals(expected, rows(text.getBytes(WINDOWS_1252), null));
        assertEquals(expected, rows(text.getBytes(WINDOWS_1252), "Windows-1252"));
        assertEquals(expected, rows(text.getBytes(WINDOWS_1252), "ISO-8859-1"));
        assertEquals(expected, rows(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), null));
        assertEquals(Map.of(2, List.of("1", "Gr\uFFFD\uFFFDe \uFFFD")), rows(text.getBytes(WINDOWS_1252), "utf-8"));
        assertThrows(CsvFile.UnknownCharset.class, () -> rows(new byte[] {'a'}, "utf-7"));
        // A character that stands across the border between two of the parser's buffers.
        String far = "externalId,title\n" + "1,ü\n".repeat(50_000);
        assertEquals(50_000, rows(far.getBytes(StandardCharsets.UTF_8), null).size());
        assertEquals(50_000, rows(far.getBytes(WINDOWS_1252), null).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cut o", "\"cut\n3,b\n", "\"a\"b\n", "LONG"})
    void refusesQuotesThatDoNotEnd(String cell) {
        String rest = cell.equals("LONG") ? "\"" + "x\n".repeat(40_000) : cell;
        assertBegins("cannot be read from line 3 on", fault("externalId,title\n1,a\n2," + rest));
    }

    @Test
    void tellsRowsThatAreTooLong() {
        TreeMap<Integer, String> raws = new TreeMap<>();
        file(
                        ("externalId,title,email\n1,a,b\n2," + "x".repeat(50_000) + "," + "y".repeat(50_000)
                                        + "\n3,c,d")
                                .getBytes(StandardCharsets.UTF_8),
                        null)
                .forEachRow((line, raw) -> raws.put(line, new String(raw, StandardCharsets.UTF_8)));
        assertEquals(Map.of(2, "[\"1\",\"a\",\"b\"]", 3, "null", 4, "[\"3\",\"c\",\"d\"]"), raws);
    }

    @Test
    void theConfigurationCannotContradictItself() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ColumnNames(settings(Map.of("salary", List.of("Pay")), List.of())));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ColumnNames(settings(Map.of("title", List.of("E-mail")), List.of())));
        assertThrows(IllegalArgumentException.class, () -> new ColumnNames(settings(Map.of(), List.of("User Name"))));
    }

    private static Map<Integer, List<String>> rows(String text) {
        return rows(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static Map<Integer, List<String>> rows(byte[] bytes, String charset) {
        Map<Integer, List<String>> rows = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        file(bytes, charset).forEachRow((line, raw) -> {
            try {
                rows.put(line, List.of(json.readValue(raw, String[].class)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return rows;
    }

    /** What the refusal says first. */
    private static String fault(String text) {
        String message = assertThrows(InvalidRequest.class, () -> rows(text)).getMessage();
        return message.substring("The body cannot be accepted: ".length());
    }

    private static void assertBegins(String expected, String text) {
        assertTrue(text.startsWith(expected), text);
    }

    private static CsvFile file(byte[] bytes, String charset) {
        try {
            return new CsvFile(
                    Spool.of(new ByteArrayInputStream(bytes), 1_000_000),
                    charset,
                    new ColumnNames(settings(
                            Map.of("externalId", List.of("Employee ID"), "givenName", List.of("First Name")),
                            List.of("hire date"))),
                    new ObjectMapper());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImportSettings settings(Map<String, List<String>> aliases, List<String> ignored) {
        return new ImportSettings() {
            @Override
            public long maxBytes() {
                return 1_000_000;
            }

            @Override
            public long maxInflatedBytes() {
                return 1_000_000;
            }

            @Override
            public int maxRatio() {
                return 100;
            }

            @Override
            public int maxRows() {
                return 1_000;
            }

            @Override
            public Duration kept() {
                return Duration.ofDays(30);
            }

            @Override
            public Csv csv() {
                return new Csv() {
                    @Override
                    public Map<String, List<String>> aliases() {
                        return aliases;
                    }

                    @Override
                    public Optional<List<String>> ignored() {
                        return Optional.of(ignored);
                    }
                };
            }
        };
    }
}
