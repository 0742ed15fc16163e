package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.PeerSearch.ScoredPeer;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeerSearchTest {

    @Test
    void findsPeopleOfTheSameLevelWhoLackTheSame() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0).gap("kafka", 0, 3).gap("sql", 0, 3),
                        aMentee(1).gap("kafka", 0, 3),
                        aMentee(2).gap("kafka", 0, 3).gap("sql", 0, 3),
                        aMentee(3).gap("cobol", 0, 3),
                        aMentee(4).gap("kafka", 0, 3).level("mid"),
                        aMentor(5).gap("kafka", 0, 3).level("junior"))
                .snapshot();

        PeerSearch.Outcome outcome = search(snapshot);

        assertEquals(List.of(id(2), id(1)), ids(outcome));
        // All gaps in common, a whole afternoon, the first language.
        assertEquals(1_000_000, outcome.peers().get(0).score());
        assertEquals(
                700 * 500 + 200 * 1_000 + 100 * 1_000, outcome.peers().get(1).score());
    }

    @Test
    void theRulesHoldButForOfferPlaceAndLevel() {
        Snapshot snapshot = Someone.indexOf(
                        gapped(0),
                        gapped(1).managedBy(id(0)),
                        gapped(2).languages("fa"),
                        gapped(3).noHours().hours(DayOfWeek.SUNDAY, "10:00", "12:00"),
                        gapped(4).blocks(id(0)),
                        gapped(5).inactive(),
                        gapped(6))
                .snapshot();

        PeerSearch.Outcome outcome = search(snapshot);

        assertEquals(List.of(id(6)), ids(outcome));
        assertEquals(
                Map.of(
                        HardRule.BOTH_ACTIVE, 1,
                        HardRule.REPORTING_LINE, 1,
                        HardRule.NOT_BLOCKED, 1,
                        HardRule.COMMON_LANGUAGE, 1,
                        HardRule.ENOUGH_OVERLAP, 1),
                outcome.excluded());
    }

    @Test
    void whoseLevelIsNotKnownHasNoPeers() {
        Snapshot snapshot =
                Someone.indexOf(gapped(0).level(null), gapped(1).level(null)).snapshot();

        assertEquals(List.of(), ids(search(snapshot)));
    }

    @Test
    void theWeightsSumToAThousand() {
        assertEquals(
                1_000,
                Arrays.stream(PeerComponent.values())
                        .mapToInt(PeerComponent::weight)
                        .sum());
    }

    @Test
    void refusesALimitBelowOne() {
        Snapshot snapshot = Someone.indexOf(gapped(0)).snapshot();

        assertThrows(
                IllegalArgumentException.class, () -> PeerSearch.best(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, 0));
    }

    private static Someone gapped(int number) {
        return aMentee(number).gap("kafka", 0, 3);
    }

    private static PeerSearch.Outcome search(Snapshot snapshot) {
        return PeerSearch.best(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, 10);
    }

    private static List<UUID> ids(PeerSearch.Outcome outcome) {
        return outcome.peers().stream().map(ScoredPeer::peerId).toList();
    }
}
