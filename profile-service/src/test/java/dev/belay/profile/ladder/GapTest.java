package dev.belay.profile.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The small level asks for SQL 3, one of Java and Go 4, and mentoring 3. */
class GapTest {

    private static final Map<String, Integer> READY = Map.of("sql", 3, "java", 4, "mentoring", 3);

    @Test
    void whoMeetsEverythingAndWantsNothingHasNoGap() {
        assertEquals(List.of(), gaps(READY, Set.of()));
    }

    @Test
    void whatTheLevelAsksForAndIsNotMetIsAGap() {
        assertEquals(
                List.of(new Gap("sql", "technical-skills", 1, 3, Gap.ASKED)),
                gaps(Map.of("sql", 1, "java", 5, "mentoring", 4), Set.of()));
    }

    @Test
    void whatIsAskedAndWantedComesBeforeWhatIsWantedAndThatBeforeWhatIsAsked() {
        assertEquals(
                List.of(
                        new Gap("mentoring", "leadership", 2, 3, Gap.ASKED_AND_WANTED),
                        new Gap("docker", "system-architecture", 2, 3, Gap.WANTED),
                        new Gap("java", "technical-skills", 0, 4, Gap.ASKED),
                        new Gap("sql", "technical-skills", 0, 3, Gap.ASKED)),
                gaps(Map.of("mentoring", 2, "docker", 2), Set.of("docker", "mentoring")));
    }

    @Test
    void equalPrioritiesAreOrderedBySizeThenBySkill() {
        assertEquals(
                List.of(
                        new Gap("python", "technical-skills", 0, 3, Gap.WANTED),
                        new Gap("docker", "system-architecture", 1, 3, Gap.WANTED),
                        new Gap("git", "technical-skills", 1, 3, Gap.WANTED)),
                gaps(with(READY, "docker", 1, "git", 1), Set.of("git", "docker", "python")));
    }

    @Test
    void groupIsAGapInThePersonsBestSkillOfIt() {
        assertEquals(
                List.of(new Gap("go", "technical-skills", 3, 4, Gap.ASKED)),
                gaps(Map.of("sql", 3, "mentoring", 3, "java", 2, "go", 3), Set.of()));
    }

    @Test
    void groupPrefersTheWantedAmongEquallyGoodSkills() {
        assertEquals(
                List.of(new Gap("go", "technical-skills", 2, 4, Gap.ASKED_AND_WANTED)),
                gaps(Map.of("sql", 3, "mentoring", 3, "java", 2, "go", 2), Set.of("go")));
    }

    @Test
    void groupOfWhichThePersonHasNoneIsAGapInTheWantedSkill() {
        assertEquals(
                List.of(new Gap("go", "technical-skills", 0, 4, Gap.ASKED_AND_WANTED)),
                gaps(Map.of("sql", 3, "mentoring", 3), Set.of("go")));
    }

    @Test
    void groupOfWhichThePersonHasAndWantsNoneIsAGapInItsFirstSkill() {
        assertEquals(
                List.of(new Gap("java", "technical-skills", 0, 4, Gap.ASKED)),
                gaps(Map.of("sql", 3, "mentoring", 3), Set.of()));
    }

    @Test
    void groupMetByOneSkillLeavesAWishForAnotherAWish() {
        assertEquals(
                List.of(new Gap("go", "technical-skills", 1, 3, Gap.WANTED)), gaps(with(READY, "go", 1), Set.of("go")));
    }

    @Test
    void groupShortInTheBestSkillLeavesAWishForAnotherAWish() {
        assertEquals(
                List.of(
                        new Gap("go", "technical-skills", 0, 3, Gap.WANTED),
                        new Gap("java", "technical-skills", 3, 4, Gap.ASKED)),
                gaps(Map.of("sql", 3, "mentoring", 3, "java", 3), Set.of("go")));
    }

    @Test
    void wishAimsAtPractitionerFromBelow() {
        assertEquals(List.of(new Gap("ruby", "technical-skills", 0, 3, Gap.WANTED)), gaps(READY, Set.of("ruby")));
        assertEquals(
                List.of(new Gap("ruby", "technical-skills", 2, 3, Gap.WANTED)),
                gaps(with(READY, "ruby", 2), Set.of("ruby")));
    }

    @Test
    void wishOfAPractitionerAimsOneStepFurther() {
        assertEquals(
                List.of(new Gap("ruby", "technical-skills", 4, 5, Gap.WANTED)),
                gaps(with(READY, "ruby", 4), Set.of("ruby")));
    }

    @Test
    void wishOfAnExpertIsNoGap() {
        assertEquals(List.of(), gaps(with(READY, "ruby", 5), Set.of("ruby")));
    }

    @Test
    void wishBeyondWhatTheLevelAsksForIsAWish() {
        assertEquals(List.of(new Gap("sql", "technical-skills", 3, 4, Gap.WANTED)), gaps(READY, Set.of("sql")));
    }

    @Test
    void wishForUnknownSkillIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> gaps(READY, Set.of("knitting")));
    }

    @Test
    void proficiencyOutsideTheScaleIsRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> gaps(Map.of("sql", 6), Set.of()));
        assertEquals("a proficiency is 0 to 5, not 6", refusal.getMessage());
    }

    @Test
    void everyGapIsRealAndEveryWishOfWhoIsNoExpertIsExactlyOne() {
        var random = new Random(20260101);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Integer> proficiency = People.random(random);
            Set<String> wanted = People.some(random, 6);
            for (Level level : Ladders.SHIPPED.track(Ladders.TRACK).levels()) {
                List<Gap> gaps = Gap.of(Ladders.SHIPPED, level, proficiency, wanted);
                var skills = new HashSet<String>();
                for (Gap gap : gaps) {
                    assertTrue(skills.add(gap.skill()), gap + " twice");
                    assertTrue(gap.current() == proficiency.getOrDefault(gap.skill(), 0), gap::toString);
                    assertTrue(gap.target() > gap.current() && gap.target() <= 5, gap::toString);
                    assertEquals(wanted.contains(gap.skill()), gap.priority() != Gap.ASKED, gap::toString);
                    assertEquals(Ladders.skill(gap.skill()).competency(), gap.competency());
                }
                for (String wish : wanted) {
                    assertEquals(proficiency.getOrDefault(wish, 0) < 5, skills.contains(wish), wish);
                }
                assertEquals(gaps, gaps.stream().sorted(Gap.ORDER).toList());
            }
        }
    }

    private static List<Gap> gaps(Map<String, Integer> proficiency, Set<String> wanted) {
        return Gap.of(Ladders.SHIPPED, Ladders.small(), proficiency, wanted);
    }

    private static Map<String, Integer> with(Map<String, Integer> base, String skill, int value) {
        return People.with(base, skill, value);
    }

    private static Map<String, Integer> with(
            Map<String, Integer> base, String skill, int value, String another, int anotherValue) {
        return People.with(People.with(base, skill, value), another, anotherValue);
    }
}
