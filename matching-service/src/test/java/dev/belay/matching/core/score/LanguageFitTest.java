package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.LANGUAGE;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import org.junit.jupiter.api.Test;

class LanguageFitTest {

    private final Someone mentee = aMentee(1).languages("de", "en", "fr", "es");

    @Test
    void prefersTheMenteesFirstLanguage() {
        assertEquals(1_000, pair(mentee, aMentor(2).languages("en", "de")).value(LANGUAGE));
        assertEquals(750, pair(mentee, aMentor(2).languages("es", "en")).value(LANGUAGE));
        assertEquals(500, pair(mentee, aMentor(2).languages("fr")).value(LANGUAGE));
        assertEquals(500, pair(mentee, aMentor(2).languages("es")).value(LANGUAGE));
        assertEquals(0, pair(mentee, aMentor(2).languages("fa")).value(LANGUAGE));
    }

    @Test
    void countsHalfIfEitherNamesNone() {
        assertEquals(500, pair(mentee, aMentor(2).languages()).value(LANGUAGE));
        assertEquals(500, pair(aMentee(1).languages(), aMentor(2)).value(LANGUAGE));
    }

    @Test
    void namesTheLanguage() {
        assertEquals(
                "This mentor speaks German, the first of your languages.",
                pair(mentee, aMentor(2).languages("de-AT")).sentence(LANGUAGE));
        assertEquals(
                "This mentor speaks English, if not your first language.",
                pair(mentee, aMentor(2).languages("en")).sentence(LANGUAGE));
        assertEquals(
                "This mentor has named no language, so this counts half.",
                pair(mentee, aMentor(2).languages()).sentence(LANGUAGE));
        assertEquals(
                "You have named no language, so this counts half with every mentor.",
                pair(aMentee(1).languages(), aMentor(2)).sentence(LANGUAGE));
        assertEquals(
                "You have no language in common.",
                pair(mentee, aMentor(2).languages("fa")).sentence(LANGUAGE));
    }
}
