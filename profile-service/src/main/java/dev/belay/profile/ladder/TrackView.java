package dev.belay.profile.ladder;

import dev.belay.profile.skills.Skill;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A track with all that its levels ask for. */
@Schema(name = "Track", description = "A career track with all that its levels ask for.")
record TrackView(
        @Schema(required = true, examples = "backend-developer")
        String key,

        @Schema(required = true, description = "Raised with every change of the track.")
        int version,

        @Schema(required = true) String name,
        @Schema(required = true) String description,

        @Schema(required = true, description = "In the order in which everything lists them.")
        List<CompetencyView> competencies,

        @Schema(required = true, description = "From the lowest to the highest.")
        List<LevelView> levels) {

    @Schema(name = "Competency")
    record CompetencyView(
            @Schema(required = true, examples = "problem-solving")
            String key,

            @Schema(required = true) String name,
            @Schema(required = true) String description,

            @Schema(required = true, description = "What typically shows it, at any level.")
            List<String> evidence) {}

    @Schema(name = "Level")
    record LevelView(
            @Schema(required = true, examples = "mid") String key,
            @Schema(required = true) String name,
            @Schema(required = true) String summary,

            @Schema(required = true, description = "Why the competencies weigh what they weigh.")
            String weightsReason,

            @Schema(required = true) List<StandardView> competencies) {}

    @Schema(name = "LevelStandard", description = "What a level means in one competency.")
    record StandardView(
            @Schema(required = true, description = "Key of the competency.")
            String key,

            @Schema(required = true, description = "Percent of the overall readiness; they sum to 100.")
            int weight,

            @Schema(required = true) List<String> responsibilities,
            @Schema(required = true) List<ExpectationView> expectations,

            @Schema(required = true, description = "What would count.")
            List<String> evidence) {}

    @Schema(name = "Expectation")
    record ExpectationView(
            @Schema(required = true, description = "Key of the skill, or of the group.")
            String key,

            @Schema(required = true) String name,

            @Schema(required = true, description = "Keys of the skills of which one is enough.")
            List<String> oneOf,

            @Schema(required = true, minimum = "1", maximum = "5")
            int proficiency,

            @Schema(required = true, description = "Percent of the competency; they sum to 100.")
            int weight) {}

    static TrackView of(Track track, List<Competency> competencies) {
        return new TrackView(
                track.key(),
                track.version(),
                track.name(),
                track.description(),
                competencies.stream()
                        .map(competency -> new CompetencyView(
                                competency.key(), competency.name(), competency.description(), competency.evidence()))
                        .toList(),
                track.levels().stream().map(TrackView::view).toList());
    }

    private static LevelView view(Level level) {
        return new LevelView(
                level.key(),
                level.name(),
                level.summary(),
                level.weightsReason(),
                level.standards().stream().map(TrackView::view).toList());
    }

    private static StandardView view(Standard standard) {
        return new StandardView(
                standard.competency().key(),
                standard.weight(),
                standard.responsibilities(),
                standard.expectations().stream().map(TrackView::view).toList(),
                standard.evidence());
    }

    private static ExpectationView view(Expectation expectation) {
        return new ExpectationView(
                expectation.key(),
                expectation.name(),
                expectation.oneOf().stream().map(Skill::key).toList(),
                expectation.proficiency(),
                expectation.weight());
    }
}
