package dev.belay.profile.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"=1+1, '=1+1", "+43, '+43", "-2, '-2", "@SUM, '@SUM", "'=x, ''=x", "''-, '''-"})
    void disarmsFormulas(String text, String cell) {
        assertEquals(cell, SafeCell.of(text));
        assertEquals(text, SafeCell.plain(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "'s-Hertogenbosch", "'", "O'Neill", "1-2"})
    void leavesOthersAlone(String text) {
        assertEquals(text, SafeCell.of(text));
        assertEquals(text, SafeCell.plain(text));
    }

    @Test
    void nothingIsNothing() {
        assertEquals(null, SafeCell.of(null));
    }
}
