package dev.belay.matching.core.score;

import java.util.List;

/**
 * Why something is so, without the words: those are chosen by whoever knows the reader and their language.
 *
 * @param key which sentence
 * @param arguments what the sentence is about, in its order: {@link Integer}, {@link String} (shown as it is),
 *     {@link java.time.Duration}, {@link java.time.LocalDate}, {@link Term}, a {@code Reason} within the reason, or a
 *     {@link List} of these
 */
public record Reason(String key, List<Object> arguments) {

    public Reason {
        arguments = List.copyOf(arguments);
    }

    static Reason of(String key, Object... arguments) {
        return new Reason(key, List.of(arguments));
    }

    /**
     * Something that has a name in each language.
     *
     * @param kind {@code competency} or {@code language}
     * @param key the competency's key, the primary subtag of the language
     */
    public record Term(String kind, String key) {}
}
