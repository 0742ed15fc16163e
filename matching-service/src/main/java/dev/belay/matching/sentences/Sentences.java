package dev.belay.matching.sentences;

import dev.belay.matching.core.score.Reason;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The reasons of rules and scores in words. The words are in {@code sentences.properties}, one file per language; which
 * languages there are is {@link #LANGUAGES}.
 */
public final class Sentences {

    /** The languages there are sentences in; the first is spoken to whoever wants none of them. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final Audience audience;
    private final ResourceBundle bundle;

    private Sentences(Locale locale, Audience audience) {
        this.locale = locale;
        this.audience = audience;
        this.bundle = ResourceBundle.getBundle(
                "dev.belay.matching.sentences.sentences", locale, Sentences.class.getClassLoader(), NO_OTHER_LANGUAGE);
    }

    /** Sentences in one of {@link #LANGUAGES}. */
    public static Sentences in(Locale language, Audience audience) {
        return new Sentences(language, audience);
    }

    /**
     * Sentences in the first of the reader's languages that there is.
     *
     * @param acceptLanguage the header as it came; null, or one that can't be read, stands for no wish
     */
    public static Sentences wanted(String acceptLanguage, Audience audience) {
        return in(language(acceptLanguage), audience);
    }

    private static Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return LANGUAGES.get(0);
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? LANGUAGES.get(0) : found;
        } catch (IllegalArgumentException unreadable) {
            return LANGUAGES.get(0);
        }
    }

    /** The same language for another reader. */
    public Sentences to(Audience other) {
        return new Sentences(locale, other);
    }

    /** The language, as {@code Content-Language} names it. */
    public Locale locale() {
        return locale;
    }

    /** A reason as a sentence. */
    public String of(Reason reason) {
        return say(reason.key(), reason.arguments().toArray());
    }

    /**
     * The sentence of a key.
     *
     * @param arguments as {@link Reason#arguments()} has them
     */
    public String say(String key, Object... arguments) {
        Object[] words = new Object[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(arguments[i]);
        }
        return new MessageFormat(pattern(key), locale).format(words);
    }

    private String pattern(String key) {
        String special = key + audience.suffix();
        return bundle.getString(bundle.containsKey(special) ? special : key);
    }

    private Object word(Object argument) {
        if (argument instanceof Reason reason) {
            return of(reason);
        }
        if (argument instanceof Reason.Term term) {
            return term(term);
        }
        if (argument instanceof Duration duration) {
            return duration(duration);
        }
        if (argument instanceof LocalDate date) {
            return date.format(DateTimeFormatter.ofPattern(bundle.getString("date"), locale));
        }
        if (argument instanceof List<?> list) {
            return list(list);
        }
        return argument;
    }

    private String term(Reason.Term term) {
        if (term.kind().equals("language")) {
            return Locale.forLanguageTag(term.key()).getDisplayLanguage(locale);
        }
        String key = term.kind() + "." + term.key();
        return bundle.containsKey(key) ? bundle.getString(key) : term.key().replace('-', ' ');
    }

    /** {@code 2 h 30 min}, {@code 45 min}, {@code 3 h}. */
    private static String duration(Duration duration) {
        List<String> parts = new ArrayList<>();
        if (duration.toHours() > 0) {
            parts.add(duration.toHours() + " h");
        }
        if (duration.toMinutesPart() > 0 || parts.isEmpty()) {
            parts.add(duration.toMinutesPart() + " min");
        }
        return String.join(" ", parts);
    }

    /** {@code a}; {@code a and b}; {@code a, b and c}. */
    private String list(List<?> items) {
        List<String> words = items.stream().map(this::word).map(String::valueOf).toList();
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " " + bundle.getString("and") + " " + words.get(last);
    }
}
