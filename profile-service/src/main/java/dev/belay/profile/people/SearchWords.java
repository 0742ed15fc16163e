package dev.belay.profile.people;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words as searching compares them: without case, accents and punctuation, so that {@code José} is found by {@code jose}. */
final class SearchWords {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    // Signs stay where they make another word of it: C, C++ and C# are three.
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}+#]+");

    private static final int LONGEST_KEY = 200;

    private SearchWords() {}

    static List<String> of(String text) {
        String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(BETWEEN_WORDS.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What lists of people are ordered by; as long as an index can hold. */
    static String sortKey(String name) {
        String words = String.join(" ", of(name));
        if (words.length() <= LONGEST_KEY) {
            return words;
        }
        int end = Character.isHighSurrogate(words.charAt(LONGEST_KEY - 1)) ? LONGEST_KEY - 1 : LONGEST_KEY;
        return words.substring(0, end);
    }

    /** The words of all texts, each after a space, so that one is found by its beginning. */
    static String joined(String... texts) {
        return Stream.of(texts)
                .filter(Objects::nonNull)
                .flatMap(text -> of(text).stream())
                .map(word -> " " + word)
                .collect(Collectors.joining());
    }
}
