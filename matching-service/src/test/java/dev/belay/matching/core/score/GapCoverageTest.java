package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.GAP_COVERAGE;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import org.junit.jupiter.api.Test;

class GapCoverageTest {

    @Test
    void weighsGapsBySizeAndPriority() {
        // kafka: 3 steps × 2 = 6, covered; sql: 2 steps × 2 = 4, not covered.
        Someone mentee = aMentee(1).gap("kafka", "technical-skills", 1, 4, 2).gap("sql", "technical-skills", 1, 3, 2);

        assertEquals(600, pair(mentee, aMentor(2).strength("kafka", 5)).value(GAP_COVERAGE));
        assertEquals(400, pair(mentee, aMentor(2).strength("sql", 3)).value(GAP_COVERAGE));
        assertEquals(
                1_000,
                pair(mentee, aMentor(2).strength("sql", 3).strength("kafka", 4)).value(GAP_COVERAGE));
    }

    @Test
    void coversAGapAsFarAsTheStrengthReaches() {
        Someone mentee = aMentee(1).gap("kafka", 1, 4);

        assertEquals(0, pair(mentee, aMentor(2).strength("kafka", 1)).value(GAP_COVERAGE));
        assertEquals(333, pair(mentee, aMentor(2).strength("kafka", 2)).value(GAP_COVERAGE));
        assertEquals(666, pair(mentee, aMentor(2).strength("kafka", 3)).value(GAP_COVERAGE));
        assertEquals(1_000, pair(mentee, aMentor(2).strength("kafka", 5)).value(GAP_COVERAGE));
    }

    @Test
    void countsHalfForAMenteeWithoutGapsAndNothingForAMentorWithoutStrengths() {
        assertEquals(500, pair(aMentee(1), aMentor(2).strength("kafka", 5)).value(GAP_COVERAGE));
        assertEquals(0, pair(aMentee(1).gap("kafka", 0, 3), aMentor(2)).value(GAP_COVERAGE));
    }

    @Test
    void believesWhoeverNamesManyLessAndWhoeverNamesTwiceAsManyNotAtAll() {
        Someone mentee = aMentee(1);
        for (int i = 0; i < 60; i++) {
            mentee.gap("skill-" + i, 1, 4);
        }

        assertEquals(1_000 * 24 / 60, pair(mentee, claiming(24)).value(GAP_COVERAGE));
        assertEquals(1_000 * 36 / 60 * 12 / 24, pair(mentee, claiming(36)).value(GAP_COVERAGE));
        assertEquals(1_000 * 47 / (60 * 24), pair(mentee, claiming(47)).value(GAP_COVERAGE));
        assertEquals(0, pair(mentee, claiming(48)).value(GAP_COVERAGE));
        assertEquals(0, pair(mentee, claiming(60)).value(GAP_COVERAGE));
        assertEquals(
                "This mentor covers 6 of your 6 largest gaps: skill-0, skill-1, skill-10, skill-11, skill-12 and"
                        + " skill-13. Naming 36 strengths, more than 24, makes each count less.",
                pair(mentee, claiming(36)).sentence(GAP_COVERAGE));
        assertEquals(
                "This mentor covers 6 of your 6 largest gaps: skill-0, skill-1, skill-10, skill-11, skill-12 and"
                        + " skill-13. Naming 60 strengths, at least 48, makes none of them count.",
                pair(mentee, claiming(60)).sentence(GAP_COVERAGE));
    }

    private static Someone claiming(int skills) {
        Someone mentor = aMentor(2);
        for (int i = 0; i < skills; i++) {
            mentor.strength("skill-" + i, 5);
        }
        return mentor;
    }

    @Test
    void namesTheLargestGapsThatAreCovered() {
        Someone mentee = aMentee(1);
        for (int size = 1; size <= 5; size++) {
            mentee.gap("skill-" + size, 0, size);
        }
        mentee.gap("sql", "technical-skills", 0, 2, 3).gap("tiny", 0, 1);

        assertEquals(
                "This mentor covers 3 of your 6 largest gaps: sql, skill-5 (in part) and skill-2.",
                pair(
                                mentee,
                                aMentor(2)
                                        .strength("skill-2", 3)
                                        .strength("sql", 3)
                                        .strength("skill-5", 3))
                        .sentence(GAP_COVERAGE));
        assertEquals(
                "This mentor covers none of your 6 largest gaps, but 1 smaller one: tiny.",
                pair(mentee, aMentor(2).strength("tiny", 3)).sentence(GAP_COVERAGE));
        assertEquals(
                "This mentor covers none of your gaps.",
                pair(mentee, aMentor(2)).sentence(GAP_COVERAGE));
        assertEquals(
                "This mentor covers 1 of your 2 gaps: sql.",
                pair(aMentee(1).gap("sql", 1, 2).gap("kafka", 1, 2), aMentor(2).strength("sql", 4))
                        .sentence(GAP_COVERAGE));
        assertEquals(
                "You have no gaps on record, so this counts half with every mentor.",
                pair(aMentee(1), aMentor(2)).sentence(GAP_COVERAGE));
    }
}
