package dev.belay.profile.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person with HR's fields, for themselves, admins and HR's integrations.
 *
 * @param profile null, and then left out, for integrations: what a person says of themselves is not HR's business
 */
@Schema(name = "Person", description = "A person with HR's fields: for the person, admins and HR's integrations.")
record PersonView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "The integration that owns HR's fields.", examples = "workday")
        String source,

        @Schema(required = true, nullable = true) String externalId,
        @Schema(required = true, examples = "ada") String userName,
        @Schema(required = true, nullable = true) String givenName,
        @Schema(required = true, nullable = true) String familyName,
        @Schema(required = true, examples = "Ada Example") String displayName,

        @Schema(required = true, nullable = true, examples = "ada@example.com")
        String email,

        @Schema(required = true, nullable = true) String title,
        @Schema(required = true, nullable = true) String department,

        @Schema(required = true, nullable = true, description = "The manager, once HR has named and brought them.")
        UUID managerId,

        @Schema(required = true, nullable = true) String managerExternalId,
        @Schema(required = true, nullable = true) String location,

        @Schema(required = true, nullable = true, description = "ISO 3166-1 alpha-2.", examples = "AT")
        String country,

        @Schema(required = true, nullable = true, description = "IANA name.", examples = "Europe/Vienna")
        String timeZone,

        @Schema(required = true, nullable = true, description = "BCP 47.")
        String locale,

        @Schema(required = true) boolean active,

        @Schema(required = true, description = "Roles that HR's groups grant.")
        List<String> roles,

        @Schema(description = "What the person says of themselves; not for integrations.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Profile profile) {

    static PersonView of(Person person, Profile profile) {
        HrFields hr = person.hr();
        return new PersonView(
                person.id(),
                person.source(),
                hr.externalId(),
                hr.userName(),
                hr.givenName(),
                hr.familyName(),
                person.displayName(),
                hr.email(),
                hr.title(),
                hr.department(),
                person.managerId(),
                hr.managerExternalId(),
                hr.location(),
                hr.country(),
                hr.timeZone(),
                person.locale(),
                hr.active(),
                person.roles(),
                profile);
    }
}
