package dev.belay.profile.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    // ---- examples with figures computed by hand; the small level weighs
    // technical skills 67 (SQL 3 with 33, Java or Go 4 with 67) and leadership 33 (mentoring 3 with 100)

    @Test
    void roundsDownTheWholeAndLetsThePartsSumToIt() {
        Readiness readiness = Readiness.of(Ladders.small(), Map.of("sql", 1, "go", 3, "mentoring", 1), Set.of());

        // 33 × 1/3 = 11 and 67 × 3/4 = 50.25, so 61.25; 100 × 1/3 = 33.33.
        Readiness.InCompetency technical = readiness.competencies().get(0);
        Readiness.InCompetency leadership = readiness.competencies().get(1);
        assertEquals(61, technical.value());
        assertEquals(List.of(11, 50), pointsOf(technical));
        assertEquals(33, leadership.value());
        assertEquals(List.of(33), pointsOf(leadership));
        // 67 × 61/100 = 40.87 and 33 × 33/100 = 10.89, so 51.76.
        assertEquals(40, technical.points());
        assertEquals(11, leadership.points());
        assertEquals(51, readiness.overall());
    }

    @Test
    void partThatIsAnIntegerIsShownExactly() {
        Readiness readiness = Readiness.of(Ladders.small(), Map.of("sql", 2, "java", 4, "mentoring", 2), Set.of());

        // 33 × 2/3 = 22 and 67; 100 × 2/3 = 66.67; 67 × 89/100 = 59.63 and 33 × 66/100 = 21.78, so 81.41.
        assertEquals(List.of(22, 67), pointsOf(readiness.competencies().get(0)));
        assertEquals(89, readiness.competencies().get(0).value());
        assertEquals(66, readiness.competencies().get(1).value());
        assertEquals(59, readiness.competencies().get(0).points());
        assertEquals(22, readiness.competencies().get(1).points());
        assertEquals(81, readiness.overall());
    }

    @Test
    void communicationOfAJuniorWhoAimsAtMid() {
        var ada = Map.of("technical-writing", 2, "code-review", 1, "public-speaking", 1);
        Readiness.InCompetency communication =
                Readiness.of(Ladders.level("mid"), ada, Set.of()).competencies().get(3);

        // 40 × 2/3 = 26.67, 40 × 1/3 = 13.33, 20 × 1/2 = 10: together exactly 50; 12 × 50/100 = 6.
        assertEquals("communication", communication.competency());
        assertEquals(50, communication.value());
        assertEquals(List.of(26, 14, 10), pointsOf(communication));
        assertEquals(12, communication.weight());
        assertEquals(6, communication.points());
    }

    @Test
    void moreThanAskedDoesNotMakeUpForWhatIsMissing() {
        Readiness readiness = Readiness.of(Ladders.small(), Map.of("sql", 5, "java", 5), Set.of());
        assertEquals(100, readiness.competencies().get(0).value());
        assertEquals(0, readiness.competencies().get(1).value());
        assertEquals(67, readiness.overall());
    }

    @Test
    void secondLanguageOfAGroupAddsNothing() {
        Map<String, Integer> one = Map.of("java", 3);
        assertEquals(
                Readiness.of(Ladders.small(), one, Set.of()),
                Readiness.of(Ladders.small(), People.with(one, "go", 2), Set.of()));
    }

    // ---- in words

    @Test
    void saysWhereSomebodyStandsAndWhatIsAskedFor() {
        assertEquals(
                List.of(
                        "SQL: you are at 2 (beginner), senior asks for 3 (practitioner)",
                        "One language (Go): you are at 1 (aware), senior asks for 4 (advanced)"),
                sentences(Map.of("sql", 2, "go", 1), Set.of()));
    }

    @Test
    void saysWhatIsMet() {
        assertEquals(
                List.of(
                        "SQL: you are at 5 (expert), senior asks for 3 (practitioner): met",
                        "One language (Java): you are at 4 (advanced), senior asks for 4 (advanced): met"),
                sentences(Map.of("sql", 5, "java", 4), Set.of()));
    }

    @Test
    void namesASkillOfAGroupOnlyIfItIsThePersonsOwnOrWanted() {
        assertEquals(
                "One language: you are at 0 (none), senior asks for 4 (advanced)",
                sentences(Map.of(), Set.of()).get(1));
        assertEquals(
                "One language (Go): you are at 0 (none), senior asks for 4 (advanced)",
                sentences(Map.of(), Set.of("go")).get(1));
    }

    @Test
    void refusesProficiencyOutsideTheScale() {
        assertThrows(IllegalArgumentException.class, () -> Readiness.of(Ladders.small(), Map.of("sql", -1), Set.of()));
    }

    // ---- for everybody

    @Test
    void isZeroForNobody() {
        for (Level level : levels()) {
            Readiness readiness = Readiness.of(level, Map.of(), Set.of());
            assertEquals(0, readiness.overall());
            readiness.competencies().forEach(competency -> assertEquals(0, competency.value()));
        }
    }

    @Test
    void isHundredForWhoJustMeetsEverythingAndLessWithoutAnyOneStep() {
        for (Level level : levels()) {
            Map<String, Integer> ready = People.justReadyFor(level);
            assertEquals(100, Readiness.of(level, ready, Set.of()).overall());
            ready.forEach((skill, value) -> {
                Readiness short1 = Readiness.of(level, People.with(ready, skill, value - 1), Set.of());
                assertTrue(short1.overall() < 100, () -> level.key() + " " + skill);
                assertEquals(
                        1,
                        short1.competencies().stream()
                                .filter(c -> c.value() < 100)
                                .count());
            });
        }
    }

    @Test
    void whoIsReadyForALevelIsReadyForEveryLowerOne() {
        for (Level level : levels()) {
            Map<String, Integer> ready = People.justReadyFor(level);
            levels().stream()
                    .filter(lower -> lower.rank() < level.rank())
                    .forEach(lower -> assertEquals(
                            100, Readiness.of(lower, ready, Set.of()).overall()));
        }
    }

    @Test
    void addsUpForEverybody() {
        var random = new Random(20260102);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Integer> person = People.random(random);
            for (Level level : levels()) {
                checkSums(level, Readiness.of(level, person, People.some(random, 4)));
            }
        }
    }

    private static void checkSums(Level level, Readiness readiness) {
        int weights = 0;
        int points = 0;
        boolean allMet = true;
        for (Readiness.InCompetency competency : readiness.competencies()) {
            weights += competency.weight();
            points += competency.points();
            checkPart(competency.points(), competency.weight(), competency.value(), 100);
            int inner = 0;
            for (Readiness.InExpectation expectation : competency.expectations()) {
                inner += expectation.points();
                allMet &= expectation.met();
                int counted = Math.min(expectation.current(), expectation.target());
                checkPart(expectation.points(), expectation.weight(), counted, expectation.target());
            }
            assertEquals(competency.value(), inner, readiness::toString);
            assertEquals(
                    competency.value() == 100,
                    competency.expectations().stream().allMatch(Readiness.InExpectation::met),
                    readiness::toString);
        }
        assertEquals(100, weights);
        assertEquals(readiness.overall(), points, readiness::toString);
        assertEquals(readiness.overall() == 100, allMet, readiness::toString);
        var values = readiness.competencies().stream()
                .mapToInt(Readiness.InCompetency::value)
                .summaryStatistics();
        assertTrue(values.getMin() <= readiness.overall() && readiness.overall() <= values.getMax());
        assertEquals(level.key(), readiness.level());
    }

    /** Within less than 1 of {@code weight × numerator / denominator}, exact where that is an integer, never out of bounds. */
    private static void checkPart(int points, int weight, int numerator, int denominator) {
        int off = points * denominator - weight * numerator;
        assertTrue(Math.abs(off) < denominator, () -> points + " for " + weight + "×" + numerator + "/" + denominator);
        assertTrue(points >= 0 && points <= weight);
        if (weight * numerator % denominator == 0) {
            assertEquals(0, off);
        }
    }

    @Test
    void moreSkillNeverLowersAValue() {
        var random = new Random(20260103);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Integer> before = People.random(random);
            Map<String, Integer> after = before;
            for (String skill : People.some(random, 5)) {
                int now = before.getOrDefault(skill, 0);
                after = People.with(after, skill, now + random.nextInt(6 - now));
            }
            checkNotLower(before, after);
        }
    }

    @Test
    void oneStepInAnyAskedSkillNeverLowersAValue() {
        var random = new Random(20260104);
        for (int i = 0; i < 100; i++) {
            Map<String, Integer> before = People.random(random);
            for (String skill : People.justReadyFor(Ladders.level("principal")).keySet()) {
                int now = before.getOrDefault(skill, 0);
                if (now < 5) {
                    checkNotLower(before, People.with(before, skill, now + 1));
                }
            }
        }
    }

    private static void checkNotLower(Map<String, Integer> before, Map<String, Integer> after) {
        for (Level level : levels()) {
            Readiness then = Readiness.of(level, before, Set.of());
            Readiness now = Readiness.of(level, after, Set.of());
            assertTrue(now.overall() >= then.overall());
            for (int i = 0; i < now.competencies().size(); i++) {
                assertTrue(now.competencies().get(i).value()
                        >= then.competencies().get(i).value());
            }
        }
    }

    private static List<Level> levels() {
        return Ladders.SHIPPED.track(Ladders.TRACK).levels();
    }

    private static List<Integer> pointsOf(Readiness.InCompetency competency) {
        return competency.expectations().stream()
                .map(Readiness.InExpectation::points)
                .toList();
    }

    private static List<String> sentences(Map<String, Integer> proficiency, Set<String> wanted) {
        return Readiness.of(Ladders.small(), proficiency, wanted).competencies().get(0).expectations().stream()
                .map(Readiness.InExpectation::sentence)
                .toList();
    }
}
