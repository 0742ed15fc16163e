package dev.belay.profile.skills;

import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.NotFound;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/skills")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Skills", description = "The catalogue of skills, to which everything else refers by key.")
class SkillResource {
    private static final int LONGEST_TEXT = 100;

    private final SkillCatalogue catalogue;

    SkillResource(SkillCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Schema(name = "PageOfSkills")
    record Skills(
            @Schema(required = true) List<Skill> items,
            @Schema(required = true, nullable = true) String nextCursor) {}

    @GET
    @Operation(
            operationId = "listSkills",
            summary = "Find skills",
            description = "With `q`: the skills that somebody who typed this may look for, best first, misspellings"
                    + " understood, on one page. Without: all of them by key.")
    @APIResponse(
            responseCode = "200",
            description = "A page of skills",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Skills.class)))
    public Response list(
            @Parameter(description = "What was typed.", example = "postgre") @QueryParam("q") String q,
            @BeanParam PageRequest page,
            @Context UriInfo uri) {
        int limit = page.limit();
        if (q != null) {
            if (q.length() > LONGEST_TEXT) {
                throw InvalidRequest.parameter("q", "size", "must be at most " + LONGEST_TEXT + " characters long");
            }
            return Response.ok(new Page<>(catalogue.search(q, limit), null)).build();
        }
        String after =
                page.cursor().map(cursor -> Cursor.parse(cursor, 1).get(0)).orElse("");
        List<Skill> rest = catalogue.skills().stream()
                .filter(skill -> skill.key().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        return Page.cut(rest, limit, skill -> new Object[] {skill.key()}).response(uri);
    }

    @GET
    @Path("{key}")
    @Operation(operationId = "getSkill", summary = "One skill")
    @APIResponseSchema(Skill.class)
    public Skill get(@Parameter(example = "postgresql") @PathParam("key") String key) {
        return catalogue.find(key).orElseThrow(() -> new NotFound("skill"));
    }
}
