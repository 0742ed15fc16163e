package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Diversity.Group;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiversityTest {

    private static final Policy POLICY = DefaultPolicy.POLICY;

    @Test
    void takesNoMoreThanSoManyOfOneDepartmentAndStatesThePrice() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0).gap("kafka", 0, 5),
                        aMentor(1).strength("kafka", 5).at("Payments", null),
                        aMentor(2).strength("kafka", 4).at("Payments", null),
                        aMentor(3).strength("kafka", 3).at("Search", null),
                        aMentor(4).strength("kafka", 2))
                .snapshot();

        Diversity.Outcome outcome = best(new Diversity(Group.DEPARTMENT, 1), snapshot, 2);

        assertEquals(List.of(id(1), id(3)), ids(outcome));
        assertEquals(1, outcome.passedOver());
        assertEquals(450 * 200, outcome.price());
    }

    @Test
    void whoseGroupIsNotKnownStandsAlone() {
        Snapshot snapshot =
                Someone.indexOf(aMentee(0), aMentor(1), aMentor(2), aMentor(3)).snapshot();

        Diversity.Outcome outcome = best(new Diversity(Group.TEAM, 1), snapshot, 3);

        assertEquals(List.of(id(1), id(2), id(3)), ids(outcome));
        assertEquals(0, outcome.price());
    }

    @Test
    void aTeamIsWhoHasTheSameManager() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0), aMentor(1).managedBy(id(9)), aMentor(2).managedBy(id(9)), aMentor(3))
                .snapshot();

        assertEquals(List.of(id(1), id(3)), ids(best(new Diversity(Group.TEAM, 1), snapshot, 3)));
    }

    @Test
    void refusesABoundBelowOne() {
        assertThrows(IllegalArgumentException.class, () -> new Diversity(Group.TEAM, 0));
    }

    /** Against the definition: everybody in order, taken while their group has a place. */
    @Property(tries = 300)
    void isWhatWalkingDownTheWholeListGives(
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int mentors,
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @IntRange(min = 1, max = 3) int atMost) {
        Random random = new Random(seed);
        List<Someone> people = new ArrayList<>();
        people.add(aMentee(0).gap("kafka", 0, 5));
        for (int number = 1; number <= mentors; number++) {
            people.add(aMentor(number)
                    .strength("kafka", random.nextInt(6))
                    .at(random.nextInt(4) == 0 ? null : "department-" + random.nextInt(4), null));
        }
        Snapshot snapshot = Someone.indexOf(people.toArray(Someone[]::new)).snapshot();

        List<UUID> expected = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (ScoredMentor mentor :
                MentorSearch.best(id(0), snapshot, POLICY, AS_OF, 100).mentors()) {
            String department = snapshot.member(mentor.mentorId()).profile().department();
            if (expected.size() < limit
                    && (department == null || places.merge(department, 1, Integer::sum) <= atMost)) {
                expected.add(mentor.mentorId());
            }
        }
        assertEquals(expected, ids(best(new Diversity(Group.DEPARTMENT, atMost), snapshot, limit)));
    }

    private static Diversity.Outcome best(Diversity diversity, Snapshot snapshot, int limit) {
        return diversity.best(id(0), snapshot, POLICY, AS_OF, limit, MentorFilter.ANYBODY);
    }

    private static List<UUID> ids(Diversity.Outcome outcome) {
        return outcome.recommendation().mentors().stream()
                .map(ScoredMentor::mentorId)
                .toList();
    }
}
