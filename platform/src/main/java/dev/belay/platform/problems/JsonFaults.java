package dev.belay.platform.problems;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Says in our own words, with a JSON Pointer, what a parser or a validator found. */
public final class JsonFaults {
    public static final Comparator<Violation> BY_FIELD =
            Comparator.comparing(Violation::field).thenComparing(Violation::rule);

    /** Constraint annotations and the rule names that clients see. */
    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("NotNull", "required"),
            Map.entry("NotBlank", "required"),
            Map.entry("NotEmpty", "required"),
            Map.entry("Size", "size"),
            Map.entry("Min", "range"),
            Map.entry("Max", "range"),
            Map.entry("Positive", "range"),
            Map.entry("PositiveOrZero", "range"),
            Map.entry("DecimalMin", "range"),
            Map.entry("DecimalMax", "range"),
            Map.entry("Email", "email"),
            Map.entry("Pattern", "pattern"),
            Map.entry("AssertTrue", "consistent"));

    private JsonFaults() {}

    /** Any fault that Jackson reports while it reads a body. */
    public static Violation violation(IOException fault) {
        if (fault instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds() == null
                    ? List.of()
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
            return new Violation(
                    pointer(unknown),
                    "unknown-field",
                    "is not a field here" + (known.isEmpty() ? "" : "; known are " + String.join(", ", known)));
        }
        if (fault instanceof InvalidFormatException format) {
            // Text that does not parse has the wrong format; a number where an integer belongs has the wrong type.
            Class<?> target = format.getTargetType();
            boolean scalar = target == null
                    || target.isPrimitive()
                    || Number.class.isAssignableFrom(target)
                    || target == Boolean.class
                    || target == String.class;
            return new Violation(pointer(format), scalar ? "type" : "format", "must be " + expected(target));
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return new Violation(pointer(mismatch), "type", "must be " + expected(mismatch.getTargetType()));
        }
        if (fault instanceof StreamConstraintsException) {
            return new Violation("", "limit", "is nested too deeply, or holds a number or name that is too long");
        }
        if (fault instanceof JsonEOFException) {
            return new Violation("", "syntax", "ends before the JSON is complete");
        }
        if (fault instanceof JsonParseException parse) {
            String message = parse.getOriginalMessage();
            if (message != null && message.startsWith("Duplicate field")) {
                return new Violation("", "duplicate-field", "names a field twice" + place(parse));
            }
            return new Violation("", "syntax", "is not well-formed JSON" + place(parse));
        }
        if (fault instanceof JsonMappingException mapping) {
            return new Violation(pointer(mapping), "format", "cannot be read");
        }
        if (fault instanceof CharConversionException) {
            return new Violation("", "encoding", "is not UTF-8");
        }
        return new Violation("", "syntax", "cannot be read");
    }

    /**
     * A broken constraint.
     *
     * @param skip leading path nodes that are not part of the document (method and parameter, for a resource)
     */
    public static Violation violation(ConstraintViolation<?> broken, int skip) {
        StringBuilder pointer = new StringBuilder();
        int position = 0;
        for (Path.Node node : broken.getPropertyPath()) {
            if (position++ < skip || node.getKind() == ElementKind.BEAN) {
                continue;
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
                pointer.append('/').append(node.getName());
            }
        }
        String annotation = broken.getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        String rule = RULES.getOrDefault(annotation, annotation.toLowerCase(Locale.ROOT));
        return new Violation(pointer.toString(), rule, broken.getMessage());
    }

    private static String pointer(JsonMappingException fault) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            String name = step.getFieldName() != null
                    ? step.getFieldName().replace("~", "~0").replace("/", "~1")
                    : String.valueOf(step.getIndex());
            pointer.append('/').append(name);
        }
        return pointer.toString();
    }

    private static String place(JsonProcessingException fault) {
        return fault.getLocation() == null
                ? ""
                : " (line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr() + ")";
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Stream.of(type.getEnumConstants())
                                    .map(String::valueOf)
                                    .toList());
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a string, without NUL or broken Unicode";
            case "Integer", "int", "Long", "long" -> "a whole number in range";
            case "Boolean", "boolean" -> "true or false";
            case "UUID" -> "a UUID";
            case "Instant" -> "a UTC instant such as 2026-01-31T09:30:00Z";
            case "LocalDate" -> "a date such as 2026-01-31";
            case "LocalTime" -> "a time such as 09:30";
            case "DayOfWeek" -> "a day of the week such as MONDAY";
            case "Double", "double", "BigDecimal" -> "a number";
            default -> "a JSON object with the documented fields";
        };
    }
}
