package dev.belay.profile.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each rule catches the shipped track after it was broken on purpose, and says nothing else. */
class LadderReaderTest {

    @Test
    void refusesUnknownSkill() {
        assertEquals(
                List.of(
                        "backend-developer, senior, problem-solving: unknown skill 'debuging'",
                        "backend-developer, senior: 'debugging' falls from 3 to 0",
                        "backend-developer, staff: 'debuging' falls from 4 to 0"),
                problemsAfter(track ->
                        ask(track, "senior", "problem-solving", "debugging").put("skill", "debuging")));
    }

    @Test
    void refusesSkillOfAnotherCompetency() {
        assertEquals(
                List.of(
                        "backend-developer, principal, showcase: skill 'public-speaking' belongs to communication",
                        "backend-developer, principal, showcase: the level asks for skill 'public-speaking' twice"),
                problemsAfter(track -> addAsk(track, "principal", "showcase", "public-speaking", 4)));
    }

    @Test
    void refusesSkillAskedTwiceByALevel() {
        assertEquals(
                List.of("backend-developer, principal, technical-skills: the level asks for skill 'java' twice"),
                problemsAfter(track -> addAsk(track, "principal", "technical-skills", "java", 4)));
    }

    @Test
    void refusesLevelsOutOfOrder() {
        var problems = problemsAfter(track -> {
            ArrayNode levels = track.withArray("levels");
            JsonNode senior = levels.remove(2);
            levels.add(senior);
        });
        assertTrue(
                problems.contains(
                        "backend-developer: levels must be [junior, mid, senior, staff, principal] in this order,"
                                + " not [junior, mid, staff, principal, senior]"),
                problems::toString);
    }

    @Test
    void refusesMissingLevel() {
        assertEquals(
                List.of("backend-developer: levels must be [junior, mid, senior, staff, principal] in this order,"
                        + " not [junior, mid, senior, staff]"),
                problemsAfter(track -> track.withArray("levels").remove(4)));
    }

    @Test
    void refusesFallingExpectation() {
        assertEquals(
                List.of(
                        "backend-developer, staff: 'main-language' falls from 4 to 2",
                        "backend-developer, staff: 'sql' falls from 4 to 3"),
                problemsAfter(track -> {
                    ask(track, "staff", "technical-skills", "sql").put("proficiency", 3);
                    ask(track, "staff", "technical-skills", "main-language").put("proficiency", 2);
                }));
    }

    @Test
    void refusesExpectationDroppedByAHigherLevel() {
        var problems = problemsAfter(track -> {
            ArrayNode skills = standard(track, "principal", "showcase").withArray("skills");
            skills.remove(2);
            ask(track, "principal", "showcase", "portfolio").put("weight", 55);
        });
        assertEquals(List.of("backend-developer, principal: 'resume-writing' falls from 3 to 0"), problems);
    }

    @Test
    void refusesMissingCompetency() {
        var problems =
                problemsAfter(track -> ((ObjectNode) level(track, "principal").get("competencies")).remove("showcase"));
        assertTrue(
                problems.contains("backend-developer, principal: competencies lacks competency 'showcase'"),
                problems::toString);
    }

    @Test
    void refusesUnknownCompetency() {
        assertEquals(
                List.of("backend-developer, junior: competencies has unknown competency 'charm'"),
                problemsAfter(track -> {
                            ObjectNode competencies =
                                    (ObjectNode) level(track, "junior").get("competencies");
                            ObjectNode charm = competencies.putObject("charm");
                            charm.putArray("responsibilities").add("Smiles.").add("Waves.");
                            charm.putArray("evidence").add("A smile");
                            charm.putArray("skills")
                                    .addObject()
                                    .put("skill", "no")
                                    .put("proficiency", 1)
                                    .put("weight", 100);
                        })
                        .stream()
                        .filter(problem -> !problem.contains("'no'"))
                        .toList());
    }

    @Test
    void refusesCompetencyWithoutWeight() {
        assertEquals(
                List.of(
                        "backend-developer, junior: competencyWeights lacks competency 'showcase'",
                        "backend-developer, junior: weights in competencyWeights must sum to 100, not 95"),
                problemsAfter(
                        track -> ((ObjectNode) level(track, "junior").get("competencyWeights")).remove("showcase")));
    }

    @Test
    void refusesCompetencyWeightsThatDoNotSumToHundred() {
        assertEquals(
                List.of("backend-developer, mid: weights in competencyWeights must sum to 100, not 101"),
                problemsAfter(track -> ((ObjectNode) level(track, "mid").get("competencyWeights")).put("showcase", 6)));
    }

    @Test
    void refusesCompetencyWeightOfZero() {
        assertEquals(
                List.of("backend-developer, mid: every weight in competencyWeights must be 1 or more"),
                problemsAfter(track -> ((ObjectNode) level(track, "mid").get("competencyWeights"))
                        .put("showcase", 0)
                        .put("network", 10)));
    }

    @Test
    void refusesWeightsInsideACompetencyThatDoNotSumToHundred() {
        assertEquals(
                List.of("backend-developer, mid, leadership: weights in skills must sum to 100, not 96"),
                problemsAfter(
                        track -> ask(track, "mid", "leadership", "mentoring").put("weight", 31)));
    }

    @Test
    void refusesWeightBelowOneInsideACompetency() {
        assertEquals(
                List.of("backend-developer, mid, communication: every weight in skills must be 1 or more"),
                problemsAfter(track -> {
                    ask(track, "mid", "communication", "public-speaking").put("weight", -5);
                    ask(track, "mid", "communication", "code-review").put("weight", 65);
                }));
    }

    @Test
    void refusesProficiencyOutsideOneToFive() {
        assertEquals(
                List.of("backend-developer, principal, leadership: proficiency of 'mentoring' must be 1 to 5, not 6"),
                problemsAfter(track ->
                        ask(track, "principal", "leadership", "mentoring").put("proficiency", 6)));
        assertEquals(
                List.of("backend-developer, junior, leadership: proficiency of 'mentoring' must be 1 to 5, not 0"),
                problemsAfter(
                        track -> ask(track, "junior", "leadership", "mentoring").put("proficiency", 0)));
    }

    @Test
    void refusesExpectationOfBothOrNeitherSkillAndGroup() {
        assertTrue(problemsAfter(
                        track -> ask(track, "junior", "technical-skills", "sql").put("group", "main-language"))
                .contains(
                        "backend-developer, junior, technical-skills: an expectation names either a skill or a group"));
        assertTrue(problemsAfter(
                        track -> ask(track, "junior", "technical-skills", "sql").remove("skill"))
                .contains(
                        "backend-developer, junior, technical-skills: an expectation names either a skill or a group"));
    }

    @Test
    void refusesUnknownGroup() {
        assertTrue(problemsAfter(track -> ask(track, "principal", "technical-skills", "main-language")
                        .put("group", "x"))
                .contains("backend-developer, principal, technical-skills: unknown group 'x'"));
    }

    @Test
    void refusesGroupWithUnknownSkillOnce() {
        assertEquals(
                List.of("backend-developer, group 'main-language': unknown skill 'cobolt'"),
                problemsAfter(track -> oneOf(track).add("cobolt")));
    }

    @Test
    void refusesGroupThatNamesASkillTwice() {
        assertTrue(problemsAfter(track -> oneOf(track).add("java"))
                .contains("backend-developer, group 'main-language' names a skill twice"));
    }

    @Test
    void refusesGroupOfOne() {
        assertEquals(
                List.of("backend-developer, group 'main-language' needs two skills or more"),
                problemsAfter(track -> oneOf(track).removeAll().add("java")));
    }

    @Test
    void refusesGroupGivenTwiceNotUsedOrNamedLikeASkill() {
        assertEquals(
                List.of(
                        "backend-developer, group 'main-language' is given twice",
                        "backend-developer, group 'sql' has the key of a skill",
                        "backend-developer, group 'sql' is not used by any level"),
                problemsAfter(track -> {
                    ArrayNode groups = track.withArray("groups");
                    groups.add(groups.get(0).deepCopy());
                    groups.add(((ObjectNode) groups.get(0).deepCopy()).put("key", "sql"));
                }));
    }

    @Test
    void refusesTooFewOrTooManyResponsibilities() {
        assertEquals(
                List.of(
                        "backend-developer, junior, network: responsibilities must have 2 to 4 entries, not 1",
                        "backend-developer, junior, showcase: responsibilities must have 2 to 4 entries, not 5"),
                problemsAfter(track -> {
                    standard(track, "junior", "network")
                            .withArray("responsibilities")
                            .remove(0);
                    standard(track, "junior", "network")
                            .withArray("responsibilities")
                            .remove(0);
                    standard(track, "junior", "showcase")
                            .withArray("responsibilities")
                            .add("One.")
                            .add("More.");
                }));
    }

    @Test
    void refusesMissingWords() {
        assertEquals(
                List.of(
                        "backend-developer: description is missing or blank",
                        "backend-developer, junior: summary is missing or blank",
                        "backend-developer, junior: weightsReason is missing or blank",
                        "backend-developer, junior, network: evidence must have 1 or more entries, not 0"),
                problemsAfter(track -> {
                    track.put("description", "  ");
                    level(track, "junior").remove("summary");
                    level(track, "junior").remove("weightsReason");
                    standard(track, "junior", "network").remove("evidence");
                }));
    }

    @Test
    void refusesCompetencyThatAsksForNothing() {
        var problems =
                problemsAfter(track -> standard(track, "junior", "network").remove("skills"));
        assertEquals(List.of("backend-developer, junior, network: asks for no skill"), problems);
    }

    @Test
    void refusesVersionBelowOneAndAnotherKeyThanTheFile() {
        assertEquals(
                List.of("backend-developer: version must be 1 or more, not 0"),
                problemsAfter(track -> track.put("version", 0)));
        assertTrue(problemsAfter(track -> track.put("key", "frontend-developer"))
                .contains("track 'backend-developer' calls itself 'frontend-developer'"));
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        var problems = problemsAfter(track -> level(track, "junior").put("salary", 1));
        assertTrue(problems.get(0).contains("track 'backend-developer' can't be read"), problems::toString);
        assertTrue(problems.get(0).contains("salary"), problems::toString);
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertEquals(
                1,
                problemsAfter(track ->
                                ask(track, "junior", "network", "networking").put("weight", "30"))
                        .size());
        assertEquals(
                1,
                problemsAfter(track ->
                                ask(track, "junior", "network", "networking").putNull("weight"))
                        .size());
    }

    @Test
    void refusesCompetenciesThatAreIncompleteOrRepeated() {
        ArrayNode competencies = Ladders.competenciesFile();
        ((ObjectNode) competencies.get(0)).put("description", "");
        ((ObjectNode) competencies.get(1)).remove("evidence");
        competencies.add(competencies.get(2).deepCopy());
        var refusal = assertThrows(InvalidLadder.class, () -> Ladders.read(competencies, Ladders.trackFile()));
        assertEquals(
                List.of(
                        "competency 'technical-skills': description is missing or blank",
                        "competency 'problem-solving': evidence must have 1 or more entries, not 0",
                        "competency 'system-architecture' is given twice"),
                refusal.problems());
    }

    @Test
    void refusesNoCompetencies() {
        ArrayNode none = Ladders.competenciesFile().removeAll();
        var refusal = assertThrows(InvalidLadder.class, () -> Ladders.read(none, Ladders.trackFile()));
        assertEquals("the career ladder is invalid:\n- there are no competencies", refusal.getMessage());
    }

    @Test
    void refusesMissingFile() {
        var refusal = assertThrows(InvalidLadder.class, () -> LadderReader.file("catalogue/tracks/none.json"));
        assertEquals(List.of("catalogue/tracks/none.json can't be read: not on the class path"), refusal.problems());
    }

    @Test
    void readsTheShippedFiles() {
        assertEquals(
                Ladders.SHIPPED.tracks(),
                Ladders.read(Ladders.competenciesFile(), Ladders.trackFile()).tracks());
    }

    private static List<String> problemsAfter(Consumer<ObjectNode> damage) {
        ObjectNode track = Ladders.trackFile();
        damage.accept(track);
        return assertThrows(InvalidLadder.class, () -> Ladders.read(Ladders.competenciesFile(), track))
                .problems();
    }

    private static ObjectNode level(ObjectNode track, String level) {
        for (JsonNode candidate : track.get("levels")) {
            if (candidate.get("key").asText().equals(level)) {
                return (ObjectNode) candidate;
            }
        }
        throw new AssertionError(level);
    }

    private static ObjectNode standard(ObjectNode track, String level, String competency) {
        return (ObjectNode) level(track, level).get("competencies").get(competency);
    }

    private static ObjectNode ask(ObjectNode track, String level, String competency, String skillOrGroup) {
        for (JsonNode ask : standard(track, level, competency).get("skills")) {
            if (ask.path("skill").asText().equals(skillOrGroup)
                    || ask.path("group").asText().equals(skillOrGroup)) {
                return (ObjectNode) ask;
            }
        }
        throw new AssertionError(skillOrGroup);
    }

    /** Adds an expectation of weight 1, taken from the first, so that the weights still sum to 100. */
    private static void addAsk(ObjectNode track, String level, String competency, String skill, int proficiency) {
        ArrayNode skills = standard(track, level, competency).withArray("skills");
        ObjectNode first = (ObjectNode) skills.get(0);
        first.put("weight", first.get("weight").asInt() - 1);
        skills.addObject().put("skill", skill).put("proficiency", proficiency).put("weight", 1);
    }

    private static ArrayNode oneOf(ObjectNode track) {
        return (ArrayNode) track.get("groups").get(0).get("oneOf");
    }
}
