package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.COMPETENCY_GOALS;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import org.junit.jupiter.api.Test;

class CompetencyGoalsTest {

    private final Someone mentee = aMentee(1)
            .gap("kafka", "system-architecture", 0, 4, 1)
            .gap("kubernetes", "system-architecture", 0, 4, 1)
            .gap("code-review", "communication", 1, 2, 1)
            .gap("sql", "technical-skills", 0, 5, 3)
            .goals("system-architecture", "communication", "network");

    @Test
    void givesEachGoalWithGapsTheSameVoice() {
        assertEquals(500, pair(mentee, aMentor(2).strength("code-review", 3)).value(COMPETENCY_GOALS));
        assertEquals(250, pair(mentee, aMentor(2).strength("kafka", 5)).value(COMPETENCY_GOALS));
        assertEquals(0, pair(mentee, aMentor(2).strength("sql", 5)).value(COMPETENCY_GOALS));
        assertEquals(
                1_000,
                pair(
                                mentee,
                                aMentor(2)
                                        .strength("kafka", 4)
                                        .strength("kubernetes", 4)
                                        .strength("code-review", 2))
                        .value(COMPETENCY_GOALS));
    }

    @Test
    void countsHalfWithoutGoalsThatHaveGaps() {
        assertEquals(500, pair(aMentee(1).gap("sql", 0, 3), aMentor(2)).value(COMPETENCY_GOALS));
        assertEquals(
                500,
                pair(aMentee(1).gap("sql", 0, 3).goals("network"), aMentor(2)).value(COMPETENCY_GOALS));
    }

    @Test
    void believesABoasterLess() {
        Someone boaster = aMentor(2).strength("code-review", 3);
        for (int i = 1; i < 36; i++) {
            boaster.strength("other-" + i, 5);
        }

        assertEquals(250, pair(mentee, boaster).value(COMPETENCY_GOALS));
    }

    @Test
    void namesTheGoals() {
        assertEquals(
                "This mentor helps with 2 of your 2 competency goals: system architecture and communication.",
                pair(mentee, aMentor(2).strength("kafka", 5).strength("code-review", 3))
                        .sentence(COMPETENCY_GOALS));
        assertEquals(
                "This mentor helps with none of your competency goals.",
                pair(mentee, aMentor(2)).sentence(COMPETENCY_GOALS));
        assertEquals(
                "You have no competency goals with gaps, so this counts half with every mentor.",
                pair(aMentee(1), aMentor(2)).sentence(COMPETENCY_GOALS));
    }
}
