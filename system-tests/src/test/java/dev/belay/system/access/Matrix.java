package dev.belay.system.access;

import dev.belay.local.door.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The table {@code access/matrix.csv}: what every caller must hear from every operation. */
public record Matrix(List<Row> rows) {
    private static final String HIDDEN = "hidden:";
    private static final String LET = "let ";

    /**
     * @param query what follows the path, with its question mark; empty for none
     * @param object what the operation is tried on; see {@link Objects}
     * @param hidden whether the OpenAPI document leaves the operation out
     */
    public record Row(
            Operation operation, String query, String object, boolean hidden, Map<CallerKind, Expectation> expected) {
        @Override
        public String toString() {
            return operation + query + " (" + object + ")";
        }
    }

    public static Matrix read() {
        try (InputStream file = Matrix.class.getResourceAsStream("/access/matrix.csv")) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Matrix parse(String text) {
        Map<String, Expectation> words = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        boolean headed = false;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(LET)) {
                String[] parts = line.substring(LET.length()).split("=", 2);
                words.put(parts[0].strip(), Expectation.parse(parts[1].strip()));
                continue;
            }
            List<String> cells =
                    Stream.of(line.split(",", -1)).map(String::strip).toList();
            if (!headed) {
                requireHead(cells);
                headed = true;
            } else {
                rows.add(row(cells, words));
            }
        }
        return new Matrix(List.copyOf(rows));
    }

    private static void requireHead(List<String> cells) {
        List<String> head = new ArrayList<>(List.of("service", "operation", "object"));
        Stream.of(CallerKind.values()).map(CallerKind::title).forEach(head::add);
        if (!cells.equals(head)) {
            throw new IllegalArgumentException("the columns must be " + head + ", not " + cells);
        }
    }

    private static Row row(List<String> cells, Map<String, Expectation> words) {
        int callers = CallerKind.values().length;
        if (cells.size() != callers + 3) {
            throw new IllegalArgumentException(
                    cells.subList(0, 2) + " has " + (cells.size() - 3) + " cells for " + callers + " callers");
        }
        String operation = cells.get(1);
        boolean hidden = operation.startsWith(HIDDEN);
        String[] request = (hidden ? operation.substring(HIDDEN.length()).strip() : operation).split(" ", 2);
        int question = request[1].indexOf('?');
        String path = question < 0 ? request[1] : request[1].substring(0, question);
        Map<CallerKind, Expectation> expected = new EnumMap<>(CallerKind.class);
        for (CallerKind caller : CallerKind.values()) {
            String cell = cells.get(3 + caller.ordinal());
            expected.put(caller, words.containsKey(cell) ? words.get(cell) : Expectation.parse(cell));
        }
        return new Row(
                new Operation(Service.valueOf(cells.get(0).toUpperCase(Locale.ROOT)), request[0], path),
                question < 0 ? "" : request[1].substring(question),
                cells.get(2),
                hidden,
                expected);
    }

    /** What keeps the table from being one with the documents: a sentence each; none if it is complete. */
    List<String> gaps(List<Operation> documented) {
        List<String> gaps = new ArrayList<>();
        for (Operation operation : documented) {
            if (rows.stream().noneMatch(row -> !row.hidden() && row.operation().equals(operation))) {
                gaps.add(operation + " is in OpenAPI, but nobody said who may call it: add a row to access/matrix.csv");
            }
        }
        for (Row row : rows) {
            if (!row.hidden() && !documented.contains(row.operation())) {
                gaps.add(row + " has a row in access/matrix.csv, but OpenAPI does not know it: remove the row");
            }
            if (row.hidden() && documented.contains(row.operation())) {
                gaps.add(row + " is hidden in access/matrix.csv, but stands in OpenAPI: take \"hidden:\" away");
            }
        }
        return gaps;
    }
}
