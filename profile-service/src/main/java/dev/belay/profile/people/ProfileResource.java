package dev.belay.profile.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.etag.ETags;
import dev.belay.platform.json.MergePatch;
import dev.belay.platform.problems.NotFound;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/people/me/profile")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "People")
class ProfileResource {
    private final People people;
    private final Standings standings;
    private final ProfileCheck check;
    private final PersonEvents events;
    private final MergePatch mergePatch;
    private final Callers callers;
    private final Clock clock;

    ProfileResource(
            People people,
            Standings standings,
            ProfileCheck check,
            PersonEvents events,
            MergePatch mergePatch,
            Callers callers,
            Clock clock) {
        this.people = people;
        this.standings = standings;
        this.check = check;
        this.events = events;
        this.mergePatch = mergePatch;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "getMyProfile", summary = "My profile", description = "With the ETag that a change needs.")
    @APIResponse(
            responseCode = "200",
            description = "The profile",
            headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Profile.class)))
    public Response get() {
        Person me = people.findById(callers.person().id());
        return answer(me, standings.profile(me));
    }

    @PATCH
    @Transactional
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeMyProfile",
            summary = "Change my profile",
            description =
                    "A JSON Merge Patch: what is absent stays, null clears, arrays are replaced whole. Skills may be"
                            + " given by key, name or alias; an unknown one is refused with suggestions.")
    @APIResponse(
            responseCode = "200",
            description = "The profile as it is now",
            headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Profile.class)))
    @APIResponse(responseCode = "412", description = "It has changed since the ETag in If-Match.")
    @APIResponse(responseCode = "428", description = "If-Match is missing.")
    public Response change(
            @Parameter(description = "The ETag of the profile that you read.", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = ProfilePatch.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a junior",
                                                            value = "{\"level\": \"junior\", \"targetLevel\": \"mid\","
                                                                    + " \"skills\": [{\"skill\": \"java\", \"proficiency\": 2}],"
                                                                    + " \"skillsWanted\": [\"kafka\"]}")))
                    JsonNode patch) {
        Person me = people.lock(callers.person().id()).orElseThrow(() -> new NotFound("person"));
        ETags.require(ifMatch, me.profileVersion());
        Profile present = standings.profile(me);
        Profile wished = check.canonical(mergePatch.apply(present, patch));
        if (!wished.equals(present)) {
            me.take(wished, clock);
            standings.claim(me, present.skills(), wished.skills());
            events.profileChanged(me);
        }
        return answer(me, wished);
    }

    private static Response answer(Person me, Profile profile) {
        return Response.ok(profile).tag(ETags.of(me.profileVersion())).build();
    }

    /** The fields of {@link Profile}, none of them required, for the documentation. */
    @Schema(name = "ProfilePatch", description = "Some of the profile's fields.")
    record ProfilePatch(
            @Schema(nullable = true) String headline,
            List<String> languages,
            @Schema(nullable = true) String track,
            @Schema(nullable = true) String level,
            @Schema(nullable = true) String targetLevel,
            List<SkillRating> skills,
            List<String> skillsWanted,
            List<String> skillsTaught) {}
}
