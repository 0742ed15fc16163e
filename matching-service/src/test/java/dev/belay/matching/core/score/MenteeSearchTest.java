package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.MenteeSearch.ScoredMentee;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MenteeSearchTest {

    private static final Policy POLICY = DefaultPolicy.POLICY;

    @Test
    void findsWhomTheMentorCouldHelpMost() {
        Snapshot snapshot = Someone.indexOf(
                        aMentor(9).strength("kafka", 4),
                        aMentee(1).gap("kafka", 0, 4).gap("sql", 0, 4),
                        aMentee(2).gap("kafka", 0, 4),
                        aMentee(3).gap("sql", 0, 4))
                .snapshot();

        assertEquals(List.of(id(2), id(1), id(3)), ids(search(snapshot)));
        assertEquals(
                List.of(id(2)),
                MenteeSearch.best(id(9), snapshot, POLICY, AS_OF, 1).mentees().stream()
                        .map(ScoredMentee::menteeId)
                        .toList());
    }

    @Test
    void leavesOutWhoWantsNobodyOrHasEnough() {
        Snapshot snapshot = Someone.indexOf(
                        aMentor(9), aMentee(1).wants(1, 1), aMentee(2).wants(2, 1), aMentor(3))
                .snapshot();

        MenteeSearch.Outcome outcome = search(snapshot);

        assertEquals(List.of(id(2)), ids(outcome));
        assertEquals(Map.of(), outcome.excluded());
    }

    @Test
    void theRulesAreThoseOfTheMenteesSide() {
        Snapshot snapshot = Someone.indexOf(
                        aMentor(9).blocks(id(1)),
                        aMentee(1),
                        aMentee(2).languages("fa"),
                        aMentee(3).target("principal"),
                        aMentee(4).managedBy(id(9)),
                        aMentee(5))
                .snapshot();

        MenteeSearch.Outcome outcome = search(snapshot);

        assertEquals(List.of(id(5)), ids(outcome));
        assertEquals(
                Map.of(
                        HardRule.NOT_BLOCKED, 1,
                        HardRule.COMMON_LANGUAGE, 1,
                        HardRule.LEVEL_AT_TARGET, 1,
                        HardRule.REPORTING_LINE, 1),
                outcome.excluded());
    }

    @Property(tries = 60)
    void givesThePairTheScoreThatTheMenteeSees(@ForAll long seed) {
        Snapshot snapshot = Someone.indexOf(
                        new RandomOrganisation(seed, 6).people(30).toArray(Someone[]::new))
                .snapshot();

        for (var mentor : MentorSearch.best(id(0), snapshot, POLICY, AS_OF, 50).mentors()) {
            ScoredMentee seen = MenteeSearch.best(mentor.mentorId(), snapshot, POLICY, AS_OF, 50).mentees().stream()
                    .filter(mentee -> mentee.menteeId().equals(id(0)))
                    .findFirst()
                    .orElseThrow();
            assertEquals(mentor.score(), seen.score());
            assertEquals(mentor.components(), seen.components());
        }
    }

    @Test
    void refusesALimitBelowOne() {
        Snapshot snapshot = Someone.indexOf(aMentor(9)).snapshot();

        assertThrows(IllegalArgumentException.class, () -> MenteeSearch.best(id(9), snapshot, POLICY, AS_OF, 0));
    }

    private static MenteeSearch.Outcome search(Snapshot snapshot) {
        return MenteeSearch.best(id(9), snapshot, POLICY, AS_OF, 10);
    }

    private static List<UUID> ids(MenteeSearch.Outcome outcome) {
        return outcome.mentees().stream().map(ScoredMentee::menteeId).toList();
    }
}
