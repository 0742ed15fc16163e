package dev.belay.profile.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.platform.json.Text;
import dev.belay.platform.problems.JsonFaults;
import dev.belay.platform.problems.Violation;
import dev.belay.profile.people.HrChange;
import dev.belay.profile.people.HrField;
import dev.belay.profile.people.Roster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of an import, read.
 *
 * @param key whom it means, as far as that can be read
 * @param isKeyed whether that can be read
 * @param change what HR says; only if there are no violations
 */
record ImportLine(Roster.Key key, boolean isKeyed, HrChange change, List<Violation> violations) {
    /** Many times what a person's fields may hold. */
    static final int MAX_BYTES = 64 * 1024;

    static final String ACTIVE = "active";
    private static final int LONGEST_KEY = 200;
    private static final int MOST_VIOLATIONS = 20;
    /** In the place of what could not be decoded. */
    private static final char REPLACEMENT = '\uFFFD';

    /** The names of all fields, in the order in which the papers list them. */
    static final List<String> FIELDS = Stream.concat(
                    Stream.of(HrField.values()).map(HrField::wireName), Stream.of(ACTIVE))
            .toList();

    /**
     * Reads a row.
     *
     * @param raw a JSON object; or, if there are columns, a JSON array of cells
     */
    static ImportLine read(ObjectMapper json, List<Column> columns, byte[] raw) {
        return columns.isEmpty() ? readObject(json, raw) : readCells(json, columns, raw);
    }

    /** As part of a whole list: whoever stands in it works here, unless it says otherwise. */
    ImportLine ofAll() {
        return change == null || change.active() != null
                ? this
                : new ImportLine(key, isKeyed, new HrChange(change.texts(), true), violations);
    }

    private static ImportLine readObject(ObjectMapper json, byte[] raw) {
        if (raw.length > MAX_BYTES) {
            return broken(new Violation("", "size", "is longer than " + MAX_BYTES + " bytes"));
        }
        JsonNode document;
        try {
            document = json.readTree(raw);
        } catch (IOException e) {
            return broken(JsonFaults.violation(e));
        }
        if (!(document instanceof ObjectNode row)) {
            return broken(new Violation("", "type", "must be a JSON object"));
        }
        return read(row);
    }

    private static ImportLine readCells(ObjectMapper json, List<Column> columns, byte[] raw) {
        String[] cells;
        try {
            cells = json.readValue(raw, String[].class);
        } catch (IOException e) {
            throw new IllegalStateException("Cells that we wrote ourselves", e);
        }
        if (cells == null) {
            return broken(new Violation("", "size", "is longer than " + MAX_BYTES + " characters"));
        }
        if (cells.length != columns.size()) {
            // Whose they are is not to be trusted either: one too few, and all are shifted.
            return broken(
                    new Violation("", "cells", "has " + cells.length + " cells, and the header has " + columns.size()));
        }
        Map<HrField, String> texts = new EnumMap<>(HrField.class);
        Boolean active = null;
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String name = columns.get(i).field();
            if (name == null) {
                continue;
            }
            String cell = SafeCell.plain(cells[i]);
            if (name.equals(ACTIVE)) {
                active = truth(cell.strip());
                if (active == null) {
                    violations.add(new Violation("/" + ACTIVE, "type", "must be true or false"));
                }
            } else if (cell.indexOf(REPLACEMENT) >= 0) {
                violations.add(new Violation("/" + name, "encoding", "holds bytes that are not of the file's charset"));
            } else {
                texts.put(HrField.named(name).orElseThrow(), cell);
            }
        }
        return of(texts, active, violations);
    }

    /** As people and spreadsheets write it; null if it is neither. */
    private static Boolean truth(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "active" -> true;
            case "false", "no", "0", "inactive" -> false;
            default -> null;
        };
    }

    private static ImportLine read(ObjectNode row) {
        Map<HrField, String> texts = new EnumMap<>(HrField.class);
        Boolean active = null;
        List<Violation> violations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : row.properties()) {
            Optional<HrField> field = HrField.named(entry.getKey());
            JsonNode value = entry.getValue();
            if (field.isPresent() && (value.isTextual() || value.isNull())) {
                texts.put(field.get(), value.isNull() ? null : value.textValue());
            } else if (field.isPresent()) {
                violations.add(new Violation("/" + entry.getKey(), "type", "must be a string or null"));
            } else if (entry.getKey().equals(ACTIVE) && value.isBoolean()) {
                active = value.booleanValue();
            } else if (entry.getKey().equals(ACTIVE)) {
                violations.add(new Violation("/" + ACTIVE, "type", "must be true or false"));
            } else {
                violations.add(unknown(entry.getKey()));
            }
        }
        return of(texts, active, violations);
    }

    private static ImportLine of(Map<HrField, String> texts, Boolean active, List<Violation> violations) {
        if (violations.isEmpty() && isBlank(texts.get(HrField.EXTERNAL_ID)) && isBlank(texts.get(HrField.USER_NAME))) {
            violations.add(new Violation("/externalId", "required", "or userName must say who is meant"));
        }
        String externalId = readable(texts.get(HrField.EXTERNAL_ID));
        String userName = readable(texts.get(HrField.USER_NAME));
        // A name may be new, so it stands for the person only where there is no id that cannot be read.
        boolean isKeyed = externalId != null
                || (userName != null && isBlank(texts.get(HrField.EXTERNAL_ID)) && !hasBrokenId(violations));
        return new ImportLine(
                new Roster.Key(externalId, userName),
                isKeyed,
                violations.isEmpty() ? new HrChange(texts, active) : null,
                violations.stream().limit(MOST_VIOLATIONS).toList());
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static Violation unknown(String name) {
        String shown = Text.isStorable(name) && name.length() <= 100 ? pointer(name) : "";
        return new Violation(shown, "unknown-field", "is not a field here; known are " + String.join(", ", FIELDS));
    }

    /** To a member of the row. */
    static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static boolean hasBrokenId(List<Violation> violations) {
        return violations.stream()
                .anyMatch(violation -> violation.field().equals(pointer(HrField.EXTERNAL_ID.wireName())));
    }

    private static String readable(String key) {
        boolean is = key != null
                && key.length() <= LONGEST_KEY
                && Text.isStorable(key)
                && key.chars().noneMatch(Character::isISOControl);
        return is && !key.isBlank() ? key.strip() : null;
    }

    private static ImportLine broken(Violation violation) {
        return new ImportLine(new Roster.Key(null, null), false, null, List.of(violation));
    }
}
