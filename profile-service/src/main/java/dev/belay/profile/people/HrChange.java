package dev.belay.profile.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param document HR's whole word, see {@link HrDocument}; null if only fields are told
 */
public record HrChange(Map<HrField, String> texts, Boolean active, ObjectNode document) {

    /** Outer spaces mean nothing, and a text without any character is no text. */
    public HrChange {
        Map<HrField, String> stripped = new EnumMap<>(HrField.class);
        texts.forEach((field, text) -> stripped.put(field, text == null || text.isBlank() ? null : text.strip()));
        texts = Collections.unmodifiableMap(stripped);
    }

    /** Of some fields. */
    public HrChange(Map<HrField, String> texts, Boolean active) {
        this(texts, active, null);
    }

    /**
     * Of everything but what is absent from {@code keys}: whom it is about, and the manager.
     *
     * @param keys {@link HrField#EXTERNAL_ID}, {@link HrField#USER_NAME}, {@link HrField#MANAGER_EXTERNAL_ID}; one that is
     *     missing here stays as it is
     */
    public static HrChange of(Map<HrField, String> keys, Boolean active, ObjectNode document) {
        Map<HrField, String> texts = HrDocument.texts(document);
        texts.putAll(keys);
        return new HrChange(texts, active, document);
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
