package dev.belay.matching.sentences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.score.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    private final Properties english = bundle("");

    @Test
    void everyLanguageHasTheSameKeys() {
        for (Locale language : Sentences.LANGUAGES) {
            assertEquals(keys(english), keys(bundle(suffix(language))), language.getDisplayLanguage());
        }
    }

    @Test
    void everyLanguageHasTheSamePlaceholders() {
        for (Locale language : Sentences.LANGUAGES) {
            Properties bundle = bundle(suffix(language));
            for (String key : keys(english)) {
                assertEquals(placeholders(english.getProperty(key)), placeholders(bundle.getProperty(key)), key);
            }
        }
    }

    @Test
    void aSentenceForOneReaderHasThePlaceholdersOfTheOneForAll() {
        for (String key : keys(english)) {
            for (Audience audience : Audience.values()) {
                String suffix = audience.suffix();
                if (!suffix.isEmpty() && key.endsWith(suffix)) {
                    String plain = key.substring(0, key.length() - suffix.length());
                    assertTrue(english.containsKey(plain), key + " has no plain key");
                    assertEquals(placeholders(english.getProperty(plain)), placeholders(english.getProperty(key)), key);
                }
            }
        }
    }

    @Test
    void everyPatternCanBeRead() {
        for (Locale language : Sentences.LANGUAGES) {
            Properties bundle = bundle(suffix(language));
            for (String key : keys(bundle)) {
                String pattern = bundle.getProperty(key);
                assertFalse(pattern.isBlank(), key);
                assertFalse(LONE_APOSTROPHE.matcher(pattern).find(), key + " has a lone apostrophe");
                for (int count : new int[] {1, 2}) {
                    String text = new MessageFormat(pattern, language).format(new Object[] {count, count, count});
                    assertFalse(text.contains("{"), key + " makes " + text);
                }
            }
        }
    }

    @Test
    void saysWhatItIsGiven() {
        Reason reason = new Reason(
                "gap-coverage.covers", List.of(2, 3, List.of("kafka", new Reason("in-part", List.<Object>of("sql")))));

        assertEquals(
                "This mentor covers 2 of your 3 gaps: kafka and sql (in part).",
                Sentences.in(Locale.ENGLISH, Audience.MENTEE).of(reason));
        assertEquals(
                "The mentor covers 2 of the mentee's 3 gaps: kafka and sql (in part).",
                Sentences.in(Locale.ENGLISH, Audience.OTHERS).of(reason));
        assertEquals(
                "Abgedeckt werden 2 von deinen 3 Lücken: kafka und sql (zum Teil).",
                Sentences.in(Locale.GERMAN, Audience.MENTEE).of(reason));
    }

    @Test
    void namesThingsInTheReadersLanguage() {
        Sentences english = Sentences.in(Locale.ENGLISH, Audience.MENTEE);
        Sentences german = Sentences.in(Locale.GERMAN, Audience.MENTEE);

        assertEquals(
                "You have 2 h 5 min in common in the week of 2026-03-02.",
                english.say("availability-overlap.known", Duration.ofMinutes(125), LocalDate.parse("2026-03-02")));
        assertEquals(
                "Ihr habt in der Woche vom 2.3.2026 45 min gemeinsam.",
                german.say("availability-overlap.known", Duration.ofMinutes(45), LocalDate.parse("2026-03-02")));
        assertEquals(
                "This mentor speaks French, the first of your languages.",
                english.say("language.first", new Reason.Term("language", "fr")));
        assertEquals(
                "Gemeinsame Sprache ist Französisch, die erste von deinen.",
                german.say("language.first", new Reason.Term("language", "fr")));
        assertEquals(
                "This mentor helps with 3 of your 3 competency goals: problem solving, leadership and brand new.",
                english.say(
                        "competency-goals.helps",
                        3,
                        3,
                        List.of(
                                new Reason.Term("competency", "problem-solving"),
                                new Reason.Term("competency", "leadership"),
                                new Reason.Term("competency", "brand-new"))));
        assertEquals("0 min (in part)", english.say("in-part", Duration.ZERO));
        assertEquals("3 h (in part)", english.say("in-part", Duration.ofHours(3)));
        assertEquals(" (in part)", english.say("in-part", List.of()));
    }

    @Test
    void speaksTheFirstLanguageThatItCan() {
        assertEquals(Locale.ENGLISH, wanted(null));
        assertEquals(Locale.ENGLISH, wanted(""));
        assertEquals(Locale.ENGLISH, wanted("*"));
        assertEquals(Locale.ENGLISH, wanted("fa, es;q=0.8"));
        assertEquals(Locale.ENGLISH, wanted("not a language!, ;;"));
        assertEquals(Locale.GERMAN, wanted("de"));
        assertEquals(Locale.GERMAN, wanted("de-AT, en;q=0.9"));
        assertEquals(Locale.GERMAN, wanted("fa, de;q=0.5, en;q=0.4"));
        assertEquals(Locale.ENGLISH, wanted("en-GB, de;q=0.9"));
    }

    private static Locale wanted(String acceptLanguage) {
        return Sentences.wanted(acceptLanguage, Audience.MENTEE).locale();
    }

    private static String suffix(Locale language) {
        return language.equals(Locale.ENGLISH) ? "" : "_" + language.getLanguage();
    }

    private static Set<String> keys(Properties bundle) {
        return new TreeSet<>(bundle.stringPropertyNames());
    }

    private static Set<String> placeholders(String pattern) {
        return PLACEHOLDER
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Properties bundle(String suffix) {
        Properties bundle = new Properties();
        try (InputStream file = Sentences.class.getResourceAsStream("sentences" + suffix + ".properties")) {
            bundle.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bundle;
    }
}
