package dev.belay.profile.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter as the library's parser reads it rightly. By itself that parser takes no empty text, ends a text at an escaped
 * quote, overlooks whatever follows an expression, and loses which element {@code emails[…].value} means.
 */
final class FilterText {
    static final int LONGEST = 8_000;
    /** The parser takes seconds for what nobody writes. */
    private static final int DEEPEST = 50;

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final String TEXTS = "\"[^\"]*\"";
    private static final Pattern PART_OF_ELEMENT =
            Pattern.compile("([\\w:.$-]+)\\[((?:[^\\]\"]|" + TEXTS + ")*)]\\.([\\w$-]+)"
                    + "(\\s+(?i:pr)\\b|\\s+(?i:eq|ne|co|sw|ew|gt|ge|lt|le)\\s+(?:" + TEXTS + "|[\\w.+-]+))");
    /** Characters that no name holds stand for those that the parser stumbles over. */
    private static final char NOTHING = '\uE000';

    private static final char QUOTE = '\uE001';
    private static final char BACKSLASH = '\uE002';
    private static final JsonMapper JSON = new JsonMapper();

    private FilterText() {}

    static String encode(String filter) {
        if (filter.length() > LONGEST) {
            throw new InvalidFilterException("A filter may be " + LONGEST + " characters long");
        }
        String encoded = TEXT.matcher(filter)
                .replaceAll(text -> Matcher.quoteReplacement("\"" + escape(unquote(text.group())) + "\""));
        requireBalance(encoded);
        return "(" + PART_OF_ELEMENT.matcher(encoded).replaceAll("$1[($2) and $3$4]") + ")";
    }

    /** The text that a filter compares with. */
    static String decode(String text) {
        return text.replace(String.valueOf(NOTHING), "").replace(QUOTE, '"').replace(BACKSLASH, '\\');
    }

    private static String escape(String text) {
        // The library reads no empty text.
        return (text.isEmpty() ? String.valueOf(NOTHING) : text)
                .replace('"', QUOTE)
                .replace('\\', BACKSLASH);
    }

    private static String unquote(String literal) {
        try {
            return JSON.readValue(literal, String.class);
        } catch (JsonProcessingException e) {
            throw new InvalidFilterException("A text in the filter is not written as JSON writes it");
        }
    }

    /** Or what stands after the last parenthesis would end the one that is put around the whole. */
    private static void requireBalance(String encoded) {
        int depth = 0;
        boolean inText = false;
        for (char c : encoded.toCharArray()) {
            if (c == '"') {
                inText = !inText;
            } else if (!inText) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (depth < 0) {
                throw new InvalidFilterException("A parenthesis is closed that was never opened");
            }
            if (depth > DEEPEST) {
                throw new InvalidFilterException("A filter may be " + DEEPEST + " parentheses deep");
            }
        }
        // A backslash has a meaning in a text alone, and there none is left.
        if (inText || encoded.indexOf('\\') >= 0) {
            throw new InvalidFilterException("A text in the filter does not end");
        }
    }
}
