package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.SENIORITY_FIT;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeniorityFitTest {

    @Test
    void isFullAtTheTargetAndLosesAFifthForEachStepBeyond() {
        assertEquals(1_000, value("mid", "mid"));
        assertEquals(800, value("mid", "senior"));
        assertEquals(400, value("mid", "principal"));
        assertEquals(200, value("junior", "principal"));
    }

    @Test
    void countsNothingIfALevelIsNotKnownOrTooLow() {
        assertEquals(0, value("mid", null));
        assertEquals(0, value(null, "senior"));
        assertEquals(0, value("mid", "guru"));
        assertEquals(0, value("senior", "mid"));
    }

    @Test
    void namesTheDistance() {
        assertEquals("This mentor's level, mid, is the one you aim for.", sentence("mid", "mid"));
        assertEquals("This mentor's level, senior, is 1 step above the one you aim for.", sentence("mid", "senior"));
        assertEquals("This mentor's level, staff, is 2 steps above the one you aim for.", sentence("mid", "staff"));
        assertEquals("This mentor's level, mid, is below the one you aim for.", sentence("senior", "mid"));
        assertEquals("This mentor's level is not known, so seniority counts nothing.", sentence("mid", null));
        assertEquals(
                "You have no target level, so seniority counts nothing with any mentor.", sentence(null, "senior"));
    }

    private static int value(@Nullable String target, @Nullable String level) {
        return pair(aMentee(1).target(target), aMentor(2).level(level)).value(SENIORITY_FIT);
    }

    private static String sentence(@Nullable String target, @Nullable String level) {
        return pair(aMentee(1).target(target), aMentor(2).level(level)).sentence(SENIORITY_FIT);
    }
}
