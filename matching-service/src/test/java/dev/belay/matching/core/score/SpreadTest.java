package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.SPREAD;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private final Someone mentee = aMentee(1).at("Payments", "Vienna");

    @Test
    void isFullInAnotherDepartmentOrLocation() {
        assertEquals(1_000, pair(mentee, aMentor(2).at("Search", "Vienna")).value(SPREAD));
        assertEquals(1_000, pair(mentee, aMentor(2).at("Payments", "Lisbon")).value(SPREAD));
        assertEquals(1_000, pair(mentee, aMentor(2).at("Search", null)).value(SPREAD));
        assertEquals(0, pair(mentee, aMentor(2).at("Payments", "Vienna")).value(SPREAD));
    }

    @Test
    void countsHalfIfTooLittleIsKnown() {
        assertEquals(500, pair(mentee, aMentor(2)).value(SPREAD));
        assertEquals(500, pair(mentee, aMentor(2).at("Payments", null)).value(SPREAD));
    }

    @Test
    void namesTheOtherPlace() {
        assertEquals(
                "This mentor works in another department: Search.",
                pair(mentee, aMentor(2).at("Search", "Lisbon")).sentence(SPREAD));
        assertEquals(
                "This mentor works at another location: Lisbon.",
                pair(mentee, aMentor(2).at("Payments", "Lisbon")).sentence(SPREAD));
        assertEquals(
                "This mentor works in your department and at your location.",
                pair(mentee, aMentor(2).at("Payments", "Vienna")).sentence(SPREAD));
        assertEquals(
                "Department or location of one of you is not known, so this counts half.",
                pair(mentee, aMentor(2)).sentence(SPREAD));
    }
}
