package dev.belay.profile.people;

import dev.belay.platform.problems.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What HR says of one person.
 *
 * @param texts by field; one that is missing here stays as it is, null clears it
 * @param active whether the person works here; null leaves it as it is, and makes a new person active
 */
public record HrChange(Map<HrField, String> texts, Boolean active) {

    /** Outer spaces mean nothing, and a text without any character is no text. */
    public HrChange {
        Map<HrField, String> stripped = new EnumMap<>(HrField.class);
        texts.forEach((field, text) -> stripped.put(field, text == null || text.isBlank() ? null : text.strip()));
        texts = Collections.unmodifiableMap(stripped);
    }

    String text(HrField field) {
        return texts.get(field);
    }

    String textOr(HrField field, String present) {
        return texts.containsKey(field) ? texts.get(field) : present;
    }

    /** What is wrong with the texts by themselves, whoever they are for. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        texts.forEach((field, text) -> {
            if (text != null) {
                field.check(text).ifPresent(violations::add);
            }
        });
        return violations;
    }
}
