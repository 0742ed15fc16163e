package dev.belay.profile.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {
    @Test
    void putsParenthesesAroundTheWhole() {
        assertEquals("(userName eq \"ada\" or title pr)", FilterText.encode("userName eq \"ada\" or title pr"));
    }

    @Test
    void meansTheSameElement() {
        assertEquals(
                "(active eq true and emails[(type eq \"work\") and value eq \"a\"] or title pr)",
                FilterText.encode("active eq true and emails[type eq \"work\"].value eq \"a\" or title pr"));
        assertEquals(
                "(emails[(type eq \"a]b\") and value pr] and title pr)",
                FilterText.encode("emails[type eq \"a]b\"].value pr and title pr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a\"b", "a\\b", "\"", "\\\"", "ä€😀"})
    void keepsEveryText(String text) {
        String literal = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        String encoded = FilterText.encode("title eq " + literal);
        String inner = encoded.substring("(title eq \"".length(), encoded.length() - 2);
        assertEquals(text, FilterText.decode(inner));
        assertEquals(-1, inner.indexOf('"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title eq \"a", "title eq \"a\\x\"", "title pr) or (title pr", "title eq \"a\\\""})
    void refusesWhatIsNotWhole(String filter) {
        assertThrows(InvalidFilterException.class, () -> FilterText.encode(filter));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThrows(InvalidFilterException.class, () -> FilterText.encode("a".repeat(FilterText.LONGEST + 1)));
    }
}
