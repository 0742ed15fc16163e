package dev.belay.mentorship;

import dev.belay.platform.problems.InvalidRequest;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query parameter that takes one of a few words. */
public final class Choice {
    private Choice() {}

    /**
     * The constant that the parameter names, in upper or lower case; null if the parameter is absent.
     *
     * @throws InvalidRequest if it names none
     */
    public static <E extends Enum<E>> E of(Class<E> type, String parameter, String value) {
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String known = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw InvalidRequest.parameter(parameter, "choice", "must be one of " + known);
    }
}
