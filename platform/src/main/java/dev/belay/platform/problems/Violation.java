package dev.belay.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One fault of a request.
 *
 * @param field where: a JSON Pointer into the body ({@code /skills/0/skill}), or the name of a parameter or header
 * @param rule which rule it breaks, for programs: {@code required}, {@code unknown-field}, {@code size}, …
 * @param message the same in words, for people
 * @param suggestions values that would be accepted, if any are near
 */
public record Violation(
        String field,
        String rule,
        String message,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> suggestions) {
    public Violation(String field, String rule, String message) {
        this(field, rule, message, List.of());
    }
}
