package dev.belay.mentorship.programs;

import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/programs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programs", description = "The frames in which mentorships run.")
class ProgramResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final AllPrograms programs;

    ProgramResource(AllPrograms programs) {
        this.programs = programs;
    }

    @GET
    @Transactional
    @Operation(operationId = "listPrograms", summary = "The programs", description = "Any caller with a valid token.")
    @APIResponse(
            responseCode = "200",
            description = "One page of programs",
            content = @Content(schema = @Schema(implementation = ProgramPage.class)))
    public Response list(@BeanParam PageRequest page, @Context UriInfo uri) {
        UUID after = page.cursor()
                .map(cursor -> Cursor.uuid(Cursor.parse(cursor, 1).get(0)))
                .orElse(BEFORE_ALL);
        return Page.cut(programs.after(after, page.limit() + 1), page.limit(), program -> new Object[] {program.id()})
                .map(Program::view)
                .response(uri);
    }

    /** For the OpenAPI document alone, which cannot name a generic page. */
    @Schema(name = "ProgramPage")
    private record ProgramPage(
            @Schema(required = true) java.util.List<ProgramView> items,
            @Schema(required = true, nullable = true) String nextCursor) {}
}
