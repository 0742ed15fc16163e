package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Obstacles.Obstacle;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ObstaclesTest {

    @Test
    void tellsWhomEachRuleExcludesAndWhoWouldBeGainedWithoutIt() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0).gap("kafka", 0, 4),
                        aMentor(1).places(1, 1, 0).strength("kafka", 4),
                        aMentor(2).places(1, 1, 0),
                        aMentor(3).places(1, 1, 0).languages("fa"),
                        aMentor(4).languages("fa"))
                .snapshot();

        Obstacles obstacles = Obstacles.of(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, MentorFilter.ANYBODY);

        int best = Match.of(id(0), id(1), snapshot, DefaultPolicy.POLICY, AS_OF)
                .scored()
                .score();
        int other = Match.of(id(0), id(4), snapshot, DefaultPolicy.POLICY, AS_OF)
                .scored()
                .score();
        assertEquals(4, obstacles.offering());
        assertEquals(
                List.of(
                        new Obstacle("free-place", false, 3, 2, best),
                        new Obstacle("common-language", false, 2, 1, other)),
                obstacles.obstacles());
    }

    @Test
    void countsAConditionLikeARule() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0).gap("kafka", 0, 4),
                        aMentor(1).strength("kafka", 4),
                        aMentor(2),
                        aMentor(3).places(1, 1, 0),
                        aMentor(4).strength("kafka", 4).level("staff"))
                .snapshot();
        MentorFilter filter = new MentorFilter(List.of(
                MentorFilter.Condition.skills(Set.of("cobol")), MentorFilter.Condition.levels(Set.of("senior"))));

        List<Obstacle> obstacles = Obstacles.of(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, filter)
                .obstacles();

        int best = Match.of(id(0), id(1), snapshot, DefaultPolicy.POLICY, AS_OF)
                .scored()
                .score();
        assertEquals(
                List.of(
                        new Obstacle("skill", true, 4, 2, best),
                        new Obstacle("free-place", false, 1, 0, null),
                        new Obstacle("level", true, 1, 0, null)),
                obstacles);
    }

    @Test
    void aBlockCountsAsAbsence() {
        Snapshot snapshot = Someone.indexOf(
                        aMentee(0),
                        aMentor(1).blocks(id(0)),
                        aMentor(2).awayUntil("2999-12-31"),
                        aMentor(3).awayUntil("2999-12-31").blocks(id(0)))
                .snapshot();

        Obstacle only = Obstacles.of(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, MentorFilter.ANYBODY)
                .obstacles()
                .get(0);

        assertEquals("available", only.key());
        assertEquals(3, only.excludes());
        assertEquals(3, only.alone());
    }

    @Test
    void doesNotCountTheMenteeAmongTheMentors() {
        Snapshot snapshot =
                Someone.indexOf(aMentor(1), aMentor(2).places(1, 1, 0)).snapshot();

        Obstacles obstacles = Obstacles.of(id(1), snapshot, DefaultPolicy.POLICY, AS_OF, MentorFilter.ANYBODY);

        assertEquals(1, obstacles.offering());
        assertEquals(1, obstacles.obstacles().size());
    }

    @Property(tries = 100)
    void whoIsGainedIsWhoTheSearchWouldFindWithoutTheRule(@ForAll long seed) {
        Snapshot snapshot = Someone.indexOf(
                        new RandomOrganisation(seed, 4).people(60).toArray(Someone[]::new))
                .snapshot();
        Mentee mentee = Mentee.of(id(0), snapshot, DefaultPolicy.POLICY, AS_OF);

        for (Obstacle obstacle : Obstacles.of(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, MentorFilter.ANYBODY)
                .obstacles()) {
            int[] gained = new int[1];
            snapshot.forEachMentor(mentor -> {
                List<HardRule> refusing = Arrays.stream(HardRule.values())
                        .filter(rule -> !rule.passes(mentee, mentor))
                        .map(HardRule::disclosedAs)
                        .distinct()
                        .toList();
                if (refusing.size() == 1 && refusing.get(0).key().equals(obstacle.key())) {
                    gained[0]++;
                }
            });
            assertEquals(gained[0], obstacle.alone(), obstacle.toString());
        }
    }
}
