package dev.belay.profile.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LadderTest {

    private final Ladder ladder = Ladders.SHIPPED;
    private final Track track = ladder.track(Ladders.TRACK);

    @Test
    void hasTheEightCompetenciesInOrder() {
        assertEquals(
                List.of(
                        "technical-skills",
                        "problem-solving",
                        "system-architecture",
                        "communication",
                        "leadership",
                        "network",
                        "continuous-learning",
                        "showcase"),
                ladder.competencies().stream().map(Competency::key).toList());
    }

    @Test
    void everyLevelHasContentInEveryCompetency() {
        assertEquals(
                LadderReader.LEVELS, track.levels().stream().map(Level::key).toList());
        for (Level level : track.levels()) {
            assertEquals(
                    ladder.competencies(),
                    level.standards().stream().map(Standard::competency).toList());
            for (Standard standard : level.standards()) {
                assertTrue(standard.expectations().size() >= 2, level.key() + " " + standard.competency());
                assertTrue(standard.evidence().size() >= 2, level.key() + " " + standard.competency());
            }
        }
    }

    @Test
    void noSentenceIsWrittenTwice() {
        var seen = new TreeSet<String>();
        for (Level level : track.levels()) {
            for (Standard standard : level.standards()) {
                standard.responsibilities().forEach(text -> assertTrue(seen.add(text), text));
                standard.evidence().forEach(text -> assertTrue(seen.add(text), text));
            }
        }
    }

    @Test
    void seniorIsAskedToMentorLeadWriteAndDesign() {
        Level senior = track.level("senior");
        for (String skill : List.of("mentoring", "project-leadership", "technical-decision-making")) {
            assertTrue(asked(senior, skill) >= 3, skill);
        }
        for (String skill : List.of("technical-writing", "code-review", "system-design", "debugging")) {
            assertTrue(asked(senior, skill) >= 4, skill);
        }
    }

    @Test
    void refusesUnknownTrackAndNamesTheKnown() {
        var refusal = assertThrows(UnknownTrack.class, () -> ladder.track("gardener"));
        assertEquals("there is no track 'gardener'; there is backend-developer", refusal.getMessage());
    }

    @Test
    void refusesUnknownLevelAndNamesTheKnown() {
        var refusal = assertThrows(UnknownLevel.class, () -> track.level("wizard"));
        assertEquals(
                "track 'backend-developer' has no level 'wizard'; it has junior, mid, senior, staff, principal",
                refusal.getMessage());
        assertThrows(UnknownLevel.class, () -> track.aim("wizard", "senior"));
        assertThrows(UnknownLevel.class, () -> track.aim("junior", "wizard"));
    }

    @Test
    void aimsAtTheChosenLevel() {
        assertEquals("staff", track.aim("junior", "staff").key());
        assertEquals("senior", track.aim(null, "senior").key());
    }

    @Test
    void aimsAtTheNextLevelWhenNoneIsChosen() {
        assertEquals("mid", track.aim("junior", null).key());
        assertEquals("principal", track.aim("staff", null).key());
    }

    @Test
    void aimsAtTheHighestLevelWhenThere() {
        assertEquals("principal", track.aim("principal", null).key());
    }

    @Test
    void takesUnknownLevelForJunior() {
        assertEquals("mid", track.aim(null, null).key());
    }

    @Test
    void competencyGoalsAreThoseOfTheWantedSkillsInOrder() {
        assertEquals(
                List.of("technical-skills", "system-architecture", "leadership"),
                ladder.competencyGoals(Set.of("mentoring", "kubernetes", "java", "go")));
        assertEquals(List.of(), ladder.competencyGoals(Set.of()));
    }

    @Test
    void competencyGoalsRefuseUnknownSkill() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> ladder.competencyGoals(Set.of("knitting")));
        assertEquals("there is no skill 'knitting' in the catalogue", refusal.getMessage());
    }

    private static int asked(Level level, String key) {
        return level.standards().stream()
                .flatMap(standard -> standard.expectations().stream())
                .filter(expectation -> expectation.key().equals(key))
                .mapToInt(Expectation::proficiency)
                .findFirst()
                .orElse(0);
    }
}
