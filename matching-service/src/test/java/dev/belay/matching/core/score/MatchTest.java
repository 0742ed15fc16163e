package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.Someone;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchTest {

    @Test
    void isWhatTheSearchSaysOfThePair() {
        var snapshot = Someone.indexOf(aMentee(1).gap("kafka", 0, 4), aMentor(2).strength("kafka", 3))
                .snapshot();

        Match match = Match.of(id(1), id(2), snapshot, DefaultPolicy.POLICY, AS_OF);

        assertTrue(match.passes());
        assertEquals(
                MentorSearch.best(id(1), snapshot, DefaultPolicy.POLICY, AS_OF, 1)
                        .mentors()
                        .get(0),
                match.scored());
    }

    @Test
    void scoresARefusedPairTooAndNamesEveryRuleThatRefuses() {
        Match match = match(
                aMentee(1).gap("kafka", 0, 4).target("staff"),
                aMentor(2).strength("kafka", 4).places(1, 1, 0).languages("fa"));

        assertFalse(match.passes());
        assertEquals(List.of(HardRule.FREE_PLACE, HardRule.COMMON_LANGUAGE, HardRule.LEVEL_AT_TARGET), refusing(match));
        assertTrue(match.scored().score() > 450_000);
    }

    @Test
    void tellsABlockAsAbsence() {
        Match blocked = match(aMentee(1), aMentor(2).blocks(id(1)));
        Match away = match(aMentee(1), aMentor(2).awayUntil("2999-12-31"));

        assertEquals(away.verdicts(), blocked.verdicts());
        assertEquals(List.of(HardRule.AVAILABLE), refusing(blocked));
        assertTrue(blocked.verdicts().stream().noneMatch(verdict -> verdict.rule() == HardRule.NOT_BLOCKED));
    }

    private static Match match(Someone mentee, Someone mentor) {
        return Match.of(
                mentee.id(), mentor.id(), Someone.indexOf(mentee, mentor).snapshot(), DefaultPolicy.POLICY, AS_OF);
    }

    private static List<HardRule> refusing(Match match) {
        return match.verdicts().stream()
                .filter(verdict -> !verdict.passes())
                .map(Verdict::rule)
                .toList();
    }
}
