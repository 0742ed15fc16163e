package dev.belay.profile.people;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What every signed-in person may see of another. Of a leaver only the name is left. */
@Schema(
        description =
                "What every signed-in person may see of another. Of somebody who has left only the name is given.")
@JsonPropertyOrder({"id", "displayName", "title", "headline", "department", "level", "strengths", "timeZone"})
record PersonCard(
        @Schema(required = true) UUID id,
        @Schema(required = true, examples = "Ada Example") String displayName,

        @Schema(required = true, nullable = true, examples = "Software engineer")
        String title,

        @Schema(required = true, nullable = true) String headline,

        @Schema(required = true, nullable = true, examples = "Payments")
        String department,

        @Schema(required = true, nullable = true, description = "Key of the level.", examples = "junior")
        String level,

        @Schema(required = true, description = "What the person teaches, strongest first.")
        List<SkillRating> strengths,

        @Schema(required = true, nullable = true, examples = "Europe/Vienna")
        String timeZone) {

    static PersonCard of(Person person, Standing standing) {
        if (!person.active()) {
            return new PersonCard(person.id(), person.displayName(), null, null, null, null, List.of(), null);
        }
        return new PersonCard(
                person.id(),
                person.displayName(),
                person.hr().title(),
                person.headline(),
                person.hr().department(),
                person.level(),
                standing.strengths().stream()
                        .map(strength -> new SkillRating(strength.skill(), strength.proficiency()))
                        .toList(),
                person.hr().timeZone());
    }
}
