package dev.belay.profile.people;

import dev.belay.profile.ladder.Gap;
import dev.belay.profile.ladder.Readiness;
import dev.belay.profile.skills.SkillCatalogue;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How ready a person is for the level they aim for, and what is missing. */
@Schema(
        name = "Readiness",
        description =
                "How ready a person is for the level they aim for. Points add up: those of the expectations to the"
                        + " value of their competency, those of the competencies to the overall figure.")
record ReadinessView(
        @Schema(required = true) UUID personId,

        @Schema(required = true, description = "Key of the track; the first one if none is chosen.")
        String track,

        @Schema(required = true, nullable = true, description = "Key of the present level.", examples = "junior")
        String level,

        @Schema(
                required = true,
                description = "Key of the level aimed for: chosen, or the one after the present.",
                examples = "mid")
        String targetLevel,

        @Schema(required = true, minimum = "0", maximum = "100")
        int overall,

        @Schema(required = true) List<InCompetency> competencies,

        @Schema(required = true, description = "Most important first.")
        List<GapView> gaps) {

    @Schema(name = "ReadinessInCompetency")
    record InCompetency(
            @Schema(required = true, examples = "problem-solving")
            String key,

            @Schema(required = true, examples = "Problem solving")
            String name,

            @Schema(required = true, minimum = "0", maximum = "100")
            int value,

            @Schema(required = true, description = "Percent of the overall figure.")
            int weight,

            @Schema(required = true, description = "Share in the overall figure: about weight × value / 100.")
            int points,

            @Schema(required = true) List<InExpectation> expectations) {}

    @Schema(name = "ReadinessInExpectation")
    record InExpectation(
            @Schema(required = true, description = "Key of the skill or of the group of skills that is asked for.")
            String key,

            @Schema(required = true, description = "Key of the person's skill that counts.")
            String skill,

            @Schema(required = true) int current,
            @Schema(required = true) int target,

            @Schema(required = true, description = "Percent of the competency's value.")
            int weight,

            @Schema(required = true, description = "Share in the competency's value.")
            int points,

            @Schema(required = true) boolean met,

            @Schema(required = true, examples = "Git: you are at 1 (aware), mid asks for 3 (practitioner)")
            String sentence) {}

    @Schema(name = "Gap")
    record GapView(
            @Schema(required = true, examples = "postgresql")
            String skill,

            @Schema(required = true, examples = "PostgreSQL")
            String name,

            @Schema(required = true, description = "Key of the competency.")
            String competency,

            @Schema(required = true) int current,
            @Schema(required = true) int target,

            @Schema(
                    required = true,
                    description =
                            "3: the level asks for it and the person wants it; 2: the person wants it; 1: the level asks for it.")
            int priority,

            @Schema(required = true) String sentence) {}

    static ReadinessView of(Person person, Standing standing, SkillCatalogue catalogue) {
        Readiness readiness = standing.readiness();
        return new ReadinessView(
                person.id(),
                standing.track().key(),
                person.level(),
                readiness.level(),
                readiness.overall(),
                readiness.competencies().stream().map(ReadinessView::view).toList(),
                standing.gaps().stream()
                        .map(gap -> view(gap, readiness.level(), catalogue))
                        .toList());
    }

    private static InCompetency view(Readiness.InCompetency competency) {
        return new InCompetency(
                competency.competency(),
                competency.name(),
                competency.value(),
                competency.weight(),
                competency.points(),
                competency.expectations().stream().map(ReadinessView::view).toList());
    }

    private static InExpectation view(Readiness.InExpectation expectation) {
        return new InExpectation(
                expectation.key(),
                expectation.skill(),
                expectation.current(),
                expectation.target(),
                expectation.weight(),
                expectation.points(),
                expectation.met(),
                expectation.sentence());
    }

    private static GapView view(Gap gap, String level, SkillCatalogue catalogue) {
        String name = catalogue.find(gap.skill()).orElseThrow().name();
        return new GapView(
                gap.skill(),
                name,
                gap.competency(),
                gap.current(),
                gap.target(),
                gap.priority(),
                gap.sentence(name, level));
    }
}
