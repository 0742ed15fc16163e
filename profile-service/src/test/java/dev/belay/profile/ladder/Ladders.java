package dev.belay.profile.ladder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.profile.skills.Skill;
import dev.belay.profile.skills.SkillCatalogue;
import java.util.List;
import java.util.Map;

/** The shipped ladder, and its files for tests that break them. */
final class Ladders {

    static final String TRACK = "backend-developer";

    static final SkillCatalogue CATALOGUE = SkillCatalogue.load();

    static final Ladder SHIPPED = Ladder.load(CATALOGUE);

    private Ladders() {}

    /** Fresh with each call, so that a test may change it. */
    static ArrayNode competenciesFile() {
        return (ArrayNode) LadderReader.file("catalogue/competencies.json");
    }

    /** Fresh with each call, so that a test may change it. */
    static ObjectNode trackFile() {
        return (ObjectNode) LadderReader.file("catalogue/tracks/" + TRACK + ".json");
    }

    static Ladder read(ArrayNode competencies, ObjectNode track) {
        return Ladder.of(competencies, Map.of(TRACK, track), CATALOGUE.skills());
    }

    static Level level(String key) {
        return SHIPPED.track(TRACK).level(key);
    }

    static Skill skill(String key) {
        return SHIPPED.skill(key);
    }

    // A level small enough to compute by hand: SQL and one of two languages in technical skills, mentoring in
    // leadership.

    static Level small() {
        Competency technical = new Competency("technical-skills", "Technical skills", "", List.of());
        Competency leadership = new Competency("leadership", "Leadership", "", List.of());
        return new Level(
                "senior",
                "Senior",
                2,
                "",
                "",
                List.of(
                        new Standard(
                                technical,
                                67,
                                List.of(),
                                List.of(
                                        one("sql", 3, 33),
                                        new Expectation(
                                                "language",
                                                "One language",
                                                List.of(skill("java"), skill("go")),
                                                4,
                                                67)),
                                List.of()),
                        new Standard(leadership, 33, List.of(), List.of(one("mentoring", 3, 100)), List.of())));
    }

    private static Expectation one(String key, int proficiency, int weight) {
        return new Expectation(key, skill(key).name(), List.of(skill(key)), proficiency, weight);
    }
}
