package dev.belay.matching.policy;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Component;
import dev.belay.matching.core.score.DefaultPolicy;
import dev.belay.matching.core.score.Policy;
import dev.belay.matching.policy.DryRun.Changed;
import dev.belay.matching.policy.DryRun.Move;
import dev.belay.matching.sentences.Audience;
import dev.belay.matching.sentences.Sentences;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private static final Instant AS_OF = Instant.parse("2026-03-04T10:00:00Z");
    private static final Policy BEFORE = DefaultPolicy.POLICY;
    private static final Sentences ENGLISH = Sentences.in(Locale.ENGLISH, Audience.OTHERS);

    @Test
    void tellsWhoseListChangesAndWhichComponentDidIt() {
        Snapshot snapshot = snapshot(
                aMentee(1).gap("kafka", 0, 4),
                aMentor(2).strength("kafka", 4).noHours(),
                aMentor(3).strength("kafka", 1));
        Policy after = weighing(Component.AVAILABILITY_OVERLAP, 600, Component.GAP_COVERAGE, 50);

        Changed changed = run(snapshot, after).of(id(1)).orElseThrow();

        assertEquals(List.of(id(2), id(3)), changed.before());
        assertEquals(List.of(id(3), id(2)), changed.after());
        Move up = changed.moves().get(0);
        assertEquals(id(3), up.mentorId());
        assertEquals(2, up.rankBefore());
        assertEquals(1, up.rankAfter());
        assertEquals("Availability overlap counts for more: 600,000 points instead of 200,000.", up.sentence(ENGLISH));
        Move down = changed.moves().get(1);
        assertEquals("Gap coverage counts for less: 50,000 points instead of 450,000.", down.sentence(ENGLISH));
    }

    @Test
    void aListThatStaysIsNoChange() {
        Snapshot snapshot = snapshot(aMentee(1).gap("kafka", 0, 4), aMentor(2).strength("kafka", 4));

        assertEquals(
                Optional.empty(),
                run(snapshot, weighing(Component.SPREAD, 50, Component.GAP_COVERAGE, 400))
                        .of(id(1)));
    }

    @Test
    void tellsWhichRuleRefusesByOneVersionAlone() {
        Snapshot snapshot = snapshot(aMentee(1), aMentor(2).noHours().hours(DayOfWeek.MONDAY, "09:00", "09:45"));
        Policy.Parameters usual = BEFORE.parameters();
        Policy after = new Policy(
                "test",
                2,
                BEFORE.weights(),
                new Policy.Parameters(
                        60,
                        usual.fullOverlapMinutes(),
                        usual.sameManagerAllowed(),
                        usual.ladder(),
                        usual.strengthsAtFaceValue(),
                        usual.priorAnswered(),
                        usual.priorAsked()));

        Move left = run(snapshot, after).of(id(1)).orElseThrow().moves().get(0);

        assertNull(left.rankAfter());
        assertEquals(
                "Refused now: The two have 45 min in common in the week of 2026-03-02; 1 h are needed.",
                left.sentence(ENGLISH));
        Move enters = new DryRun(snapshot, after, BEFORE, AS_OF)
                .of(id(1))
                .orElseThrow()
                .moves()
                .get(0);
        assertTrue(enters.sentence(ENGLISH).startsWith("Refused before: The two have 45 min"));
    }

    @Test
    void theSampleIsOfThoseWhoLookForAMentorAndTheSameEachTime() {
        List<Someone> people = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            people.add(aMentee(number));
        }
        people.add(aMentee(41).wants(1, 1));
        people.add(aMentee(42).wantsNobody());
        people.add(aMentee(43).inactive());
        people.add(aMentor(44));
        Snapshot snapshot = snapshot(people.toArray(Someone[]::new));

        List<UUID> sample = DryRun.sample(snapshot, 10);

        assertEquals(10, sample.size());
        assertEquals(sample, DryRun.sample(snapshot, 10));
        assertEquals(sample, DryRun.sample(snapshot, 40).subList(0, 10));
        assertEquals(40, DryRun.sample(snapshot, 200).size());
    }

    private static DryRun run(Snapshot snapshot, Policy after) {
        return new DryRun(snapshot, BEFORE, after, AS_OF);
    }

    private static Snapshot snapshot(Someone... people) {
        return Someone.indexOf(people).snapshot();
    }

    /** The default with two other weights. */
    private static Policy weighing(Component one, int weight, Component other, int otherWeight) {
        Map<Component, Policy.Weight> weights = new EnumMap<>(BEFORE.weights());
        weights.put(one, new Policy.Weight(weight, "For the test."));
        weights.put(other, new Policy.Weight(otherWeight, "For the test."));
        return new Policy("test", 2, weights, BEFORE.parameters());
    }
}
