package dev.belay.profile.imports;

import dev.belay.platform.json.Text;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Violation;
import dev.belay.profile.people.HrField;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the columns of a CSV file are about: HR systems name them as they like, and nothing is guessed. */
@ApplicationScoped
class ColumnNames {
    private static final int LONGEST_SHOWN = 100;
    private static final int MOST_VIOLATIONS = 20;

    /** By folded name; a column that is to be ignored has no field. */
    private final Map<String, Optional<String>> fields = new HashMap<>();

    /** @throws IllegalArgumentException if the configuration contradicts itself or names a field that is not there */
    ColumnNames(ImportSettings settings) {
        Set<String> known = new LinkedHashSet<>(ImportLine.FIELDS);
        known.forEach(field -> add(field, Optional.of(field)));
        settings.csv().aliases().forEach((field, names) -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(
                        "belay.imports.csv.aliases has names for " + field + "; the fields are " + known);
            }
            names.forEach(name -> add(name, Optional.of(field)));
        });
        settings.csv().ignored().orElse(List.of()).forEach(name -> add(name, Optional.empty()));
    }

    private void add(String name, Optional<String> field) {
        Optional<String> before = fields.putIfAbsent(folded(name), field);
        if (before != null && !before.equals(field)) {
            throw new IllegalArgumentException("belay.imports.csv has two meanings for the column " + name);
        }
    }

    private static String folded(String name) {
        StringBuilder folded = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** How many of these name a column here. */
    long known(List<String> header) {
        return header.stream().filter(name -> fields.containsKey(folded(name))).count();
    }

    /**
     * The columns of a file.
     *
     * @throws InvalidRequest if one is not known, two mean the same, or none says who is meant
     */
    List<Column> columns(List<String> header) {
        List<Column> columns = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : header) {
            String name = cell.strip();
            Optional<String> field = fields.get(folded(name));
            if (field == null) {
                violations.add(violation(
                        name,
                        "unknown-column",
                        "is not a column here; known are " + String.join(", ", ImportLine.FIELDS)
                                + " and what the installation has been told of"));
            } else if (field.isPresent() && !seen.add(field.get())) {
                violations.add(
                        violation(name, "duplicate-column", "means " + field.get() + ", as another column does"));
            }
            columns.add(new Column(shown(name), field == null ? null : field.orElse(null)));
        }
        boolean isKeyed =
                Stream.of(HrField.EXTERNAL_ID, HrField.USER_NAME).anyMatch(key -> seen.contains(key.wireName()));
        if (violations.isEmpty() && !isKeyed) {
            violations.add(
                    new Violation("/externalId", "required", "or userName must be a column, to say who is meant"));
        }
        if (!violations.isEmpty()) {
            throw InvalidRequest.body(violations.stream().limit(MOST_VIOLATIONS).toList());
        }
        return columns;
    }

    private static Violation violation(String name, String rule, String message) {
        return new Violation(ImportLine.pointer(shown(name)), rule, message);
    }

    private static String shown(String name) {
        if (!Text.isStorable(name)) {
            return "?";
        }
        return name.length() <= LONGEST_SHOWN ? name : "…";
    }
}
