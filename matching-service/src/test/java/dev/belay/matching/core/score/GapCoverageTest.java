package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.score.Component.GAP_COVERAGE;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void claimingEverySkillIsWorthLessThanTeachingAFew() {
        Someone mentee = aMentee(1);
        Someone honest = aMentor(2);
        Someone boaster = aMentor(3);
        for (int i = 0; i < 10; i++) {
            mentee.gap("skill-" + i, 1, 4);
        }
        for (int i = 0; i < 250; i++) {
            boaster.strength("skill-" + i, 5);
        }
        honest.strength("skill-0", 4).strength("skill-1", 4);

        assertEquals(1_000 * 24 / 250, pair(mentee, boaster).value(GAP_COVERAGE));
        assertTrue(
                pair(mentee, honest).value(GAP_COVERAGE) > pair(mentee, boaster).value(GAP_COVERAGE));
        assertEquals(
                "This mentor covers 6 of your 6 largest gaps: skill-0, skill-1, skill-2, skill-3, skill-4 and skill-5."
                        + " Naming 250 strengths, more than 24, makes each count less.",
                pair(mentee, boaster).sentence(GAP_COVERAGE));
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
