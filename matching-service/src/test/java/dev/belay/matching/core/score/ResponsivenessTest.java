package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.RESPONSIVENESS;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ResponsivenessTest {

    @Test
    void startsAtAnEvenChanceAndFollowsWhatHappens() {
        assertEquals(500, value(0, 0));
        assertEquals(600, value(1, 0));
        assertEquals(400, value(0, 1));
        assertEquals(857, value(10, 0));
        assertEquals(785, value(9, 1));
        assertEquals(142, value(0, 10));
        assertEquals(500, value(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void namesTheCounts() {
        assertEquals("This mentor answered 9 of 10 requests in time.", sentence(9, 1));
        assertEquals("This mentor answered 1 of 1 request in time.", sentence(1, 0));
        assertEquals("This mentor has not been asked yet, so nothing is known of how they answer.", sentence(0, 0));
    }

    private static int value(int answered, int expired) {
        return pair(aMentee(1), aMentor(2).history(answered, expired)).value(RESPONSIVENESS);
    }

    private static String sentence(int answered, int expired) {
        return pair(aMentee(1), aMentor(2).history(answered, expired)).sentence(RESPONSIVENESS);
    }
}
