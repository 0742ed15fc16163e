package dev.belay.profile.people;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person says of themselves; also the document that a merge patch changes. */
@Schema(description = "What a person says of themselves.")
record Profile(
        @Schema(required = true, nullable = true, examples = "Backend developer, learning to design services")
        @Size(max = 200, message = "must be at most 200 characters long")
        String headline,

        @Schema(required = true, description = "BCP 47 tags of the languages spoken.", examples = "[\"en\", \"de-AT\"]")
        @Size(max = 20, message = "must be at most 20 languages")
        List<
                        @NotNull(message = "must not be null")
                        @Size(max = 35, message = "must be at most 35 characters long")
                        @Pattern(
                                regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
                                message = "must be a BCP 47 language tag such as en or de-AT")
                        String>
                languages,

        @Schema(
                required = true,
                nullable = true,
                description = "Key of a career track.",
                examples = "backend-developer")
        @Size(max = 100, message = "must be at most 100 characters long")
        String track,

        @Schema(required = true, nullable = true, description = "Key of the level the person has.", examples = "junior")
        @Size(max = 100, message = "must be at most 100 characters long")
        String level,

        @Schema(
                required = true,
                nullable = true,
                description = "Key of the level the person aims for; null: the one after the present level.",
                examples = "mid")
        @Size(max = 100, message = "must be at most 100 characters long")
        String targetLevel,

        @Schema(required = true, description = "What the person masters, by key.")
        @Size(max = 200, message = "must be at most 200 skills")
        List<@NotNull(message = "must not be null") @Valid SkillRating> skills,

        @Schema(
                required = true,
                description = "Keys of the skills the person wants to learn.",
                examples = "[\"kafka\"]")
        @Size(max = 50, message = "must be at most 50 skills")
        List<
                        @NotNull(message = "must not be null")
                        @Size(min = 1, max = 100, message = "must be 1 to 100 characters long") String>
                skillsWanted,

        @Schema(
                required = true,
                description = "Keys of the skills the person is willing to teach.",
                examples = "[\"git\"]")
        @Size(max = 50, message = "must be at most 50 skills")
        List<
                        @NotNull(message = "must not be null")
                        @Size(min = 1, max = 100, message = "must be 1 to 100 characters long") String>
                skillsTaught) {

    /** A list that is cleared is empty. */
    Profile {
        languages = orEmpty(languages);
        skills = orEmpty(skills);
        skillsWanted = orEmpty(skillsWanted);
        skillsTaught = orEmpty(skillsTaught);
    }

    // Not List.copyOf: that a null stands in a list is for the validator to say.
    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }

    static Profile of(Person person, Map<String, Integer> proficiency) {
        return new Profile(
                person.headline(),
                person.languages(),
                person.track(),
                person.level(),
                person.targetLevel(),
                proficiency.entrySet().stream()
                        .map(entry -> new SkillRating(entry.getKey(), entry.getValue()))
                        .toList(),
                person.skillsWanted(),
                person.skillsTaught());
    }
}
