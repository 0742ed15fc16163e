package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Index;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Recommendation.ScoredComponent;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MentorSearchTest {

    private static final Policy POLICY = DefaultPolicy.POLICY;

    @Test
    void offersTheMentorWhoCoversMore() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0).gap("kafka", 0, 4),
                        aMentor(1).strength("kafka", 2),
                        aMentor(2).strength("kafka", 4),
                        aMentor(3))
                .snapshot();

        assertEquals(List.of(id(2), id(1), id(3)), ids(search(snapshot, 10)));
        assertEquals(List.of(id(2)), ids(search(snapshot, 1)));
    }

    @Test
    void breaksTiesById() {
        Snapshot snapshot = Someone.indexOf(aMentor(7), aMentor(3), aMentee(0), aMentor(9), aMentor(5))
                .snapshot();

        assertEquals(List.of(id(3), id(5), id(7), id(9)), ids(search(snapshot, 10)));
        assertEquals(List.of(id(3), id(5)), ids(search(snapshot, 2)));
    }

    @Test
    void countsEachRefusedMentorUnderTheFirstRuleThatRefuses() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0),
                        aMentor(1),
                        aMentor(2).places(1, 1, 0),
                        aMentor(3).places(1, 0, 1).languages("fa"),
                        aMentor(4).languages("fa"),
                        aMentor(5).inactive(),
                        aMentor(6).noOffer())
                .snapshot();

        Recommendation recommendation = search(snapshot, 10);

        assertEquals(List.of(id(1)), ids(recommendation));
        assertEquals(
                Map.of(HardRule.FREE_PLACE, 2, HardRule.COMMON_LANGUAGE, 1, HardRule.BOTH_ACTIVE, 1),
                recommendation.excluded());
    }

    @Test
    void offersNobodyToSomebodyOfWhomNothingIsKnown() {
        Snapshot snapshot = Someone.indexOf(aMentor(1)).snapshot();

        Recommendation recommendation = MentorSearch.best(id(99), snapshot, POLICY, AS_OF, 10);

        assertEquals(List.of(), recommendation.mentors());
        assertEquals(Map.of(HardRule.BOTH_ACTIVE, 1), recommendation.excluded());
    }

    @Test
    void explainsEveryComponentThatHasAWeight() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0).gap("kafka", 0, 4), aMentor(1).strength("kafka", 3))
                .snapshot();

        ScoredMentor mentor = search(snapshot, 1).mentors().get(0);

        assertEquals(
                List.of(
                        Component.GAP_COVERAGE,
                        Component.COMPETENCY_GOALS,
                        Component.AVAILABILITY_OVERLAP,
                        Component.SENIORITY_FIT,
                        Component.RESPONSIVENESS,
                        Component.LANGUAGE),
                mentor.components().stream().map(ScoredComponent::component).toList());
        assertEquals(450 * 750 + 100 * 500 + 200 * 1_000 + 100 * 800 + 100 * 500 + 50 * 1_000, mentor.score());
    }

    @Test
    void countsNobodyWhereAsManyAreFoundAsAskedFor() {
        Snapshot snapshot = Someone.indexOf(aMentee(0), aMentor(1), aMentor(2).places(1, 1, 0))
                .snapshot();

        assertNull(search(snapshot, 1).excluded());
        assertEquals(Map.of(HardRule.FREE_PLACE, 1), search(snapshot, 2).excluded());
    }

    @Test
    void refusesALimitBelowOne() {
        Snapshot snapshot = new Index().snapshot();

        assertThrows(IllegalArgumentException.class, () -> MentorSearch.best(id(0), snapshot, POLICY, AS_OF, 0));
    }

    @Property(tries = 150)
    void isWhatSortingEverybodyGives(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int mentors,
            @ForAll @IntRange(min = 1, max = 70) int limit) {
        Snapshot snapshot = snapshot(new RandomOrganisation(seed, 6).people(mentors));
        Policy policy = randomPolicy(new Random(seed));

        Recommendation recommendation = MentorSearch.best(id(0), snapshot, policy, AS_OF, limit);

        Mentee mentee = Mentee.of(id(0), snapshot, policy, AS_OF);
        List<Member> passing = new ArrayList<>();
        snapshot.forEachMentor(mentor -> {
            if (Arrays.stream(HardRule.values())
                    .allMatch(rule -> rule.check(mentee, mentor).isEmpty())) {
                passing.add(mentor);
            }
        });
        List<UUID> sorted = passing.stream()
                .sorted(Comparator.<Member>comparingInt(mentor -> -score(policy, mentee, mentor))
                        .thenComparing(mentor -> mentor.id().toString()))
                .map(Member::id)
                .limit(limit)
                .toList();
        assertEquals(sorted, ids(recommendation));
    }

    @Property(tries = 150)
    void theScoreIsTheSumOfItsPartsExactly(@ForAll long seed) {
        Snapshot snapshot = snapshot(new RandomOrganisation(seed, 6).people(20));
        Policy policy = randomPolicy(new Random(seed));

        for (ScoredMentor mentor :
                MentorSearch.best(id(0), snapshot, policy, AS_OF, 50).mentors()) {
            long sum = 0;
            int weights = 0;
            for (ScoredComponent component : mentor.components()) {
                assertTrue(component.value() >= 0 && component.value() <= 1_000, component.toString());
                assertTrue(component.weight() > 0);
                assertTrue(component
                        .reason()
                        .key()
                        .startsWith(component.component().key() + "."));
                sum += (long) component.value() * component.weight();
                weights += component.weight();
            }
            assertEquals(1_000, weights);
            assertEquals(sum, mentor.score());
            assertTrue(sum >= 0 && sum <= 1_000_000);
        }
    }

    @Property(tries = 100)
    void isTheSameWhateverTheOrderOfArrival(@ForAll long seed, @ForAll long order) {
        List<Someone> people = new RandomOrganisation(seed, 4).people(30);
        List<Someone> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, new Random(order));

        assertEquals(
                search(snapshot(people), 10).toString(),
                search(snapshot(shuffled), 10).toString());
    }

    @Property(tries = 100)
    void everyMentorIsEitherScoredOrCountedOnce(@ForAll long seed) {
        Snapshot snapshot = snapshot(new RandomOrganisation(seed, 4).people(40));
        List<Member> everyone = new ArrayList<>();
        snapshot.forEachMentor(everyone::add);

        Recommendation recommendation = search(snapshot, 100);

        int excluded = Objects.requireNonNull(recommendation.excluded()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertEquals(everyone.size(), recommendation.mentors().size() + excluded);
    }

    private static Recommendation search(Snapshot snapshot, int limit) {
        return MentorSearch.best(id(0), snapshot, POLICY, AS_OF, limit);
    }

    private static int score(Policy policy, Mentee mentee, Member mentor) {
        return Arrays.stream(Component.values())
                .mapToInt(component -> policy.weight(component) * component.value(mentee, mentor))
                .sum();
    }

    /** A thousand thrown at random at the components, in lumps, so that some weigh nothing and ties are common. */
    private static Policy randomPolicy(Random random) {
        int[] lumps = new int[Component.values().length];
        for (int i = 0; i < 5; i++) {
            lumps[random.nextInt(lumps.length)] += 200;
        }
        Map<Component, Policy.Weight> weights = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            weights.put(component, new Policy.Weight(lumps[component.ordinal()], "Thrown at random."));
        }
        return new Policy("random", 1, weights, POLICY.parameters());
    }

    private static Snapshot snapshot(List<Someone> people) {
        return Someone.indexOf(people.toArray(Someone[]::new)).snapshot();
    }

    private static List<UUID> ids(Recommendation recommendation) {
        return recommendation.mentors().stream().map(ScoredMentor::mentorId).toList();
    }
}
