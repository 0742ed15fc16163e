package dev.belay.mentorship.mentorships;

import dev.belay.mentorship.Choice;
import dev.belay.mentorship.Transactions;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.Refusal;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The mentorships of the signed-in person, and all of them for who manages programs. */
@Path("/v1/mentorships")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mentorships", description = "A mentorship is ACTIVE, may rest (PAUSED), and is COMPLETED or ENDED.")
class MentorshipResource {
    private static final String WHO = "The two parties; also program managers and admins, if a party has left.";
    private static final String DONE = "The mentorship; also for a repeat by the same person.";
    private static final String REFUSED = "`wrong-state`, with `state` and `actions`.";

    private static final String BAD_BODY = "The body cannot be accepted; `violations` names each place and rule.";

    private final Callers callers;
    private final Mentorships mentorships;
    private final MentorshipService service;
    private final Transactions transactions;

    MentorshipResource(Callers callers, Mentorships mentorships, MentorshipService service, Transactions transactions) {
        this.callers = callers;
        this.mentorships = mentorships;
        this.service = service;
        this.transactions = transactions;
    }

    private enum Scope {
        MINE,
        ALL
    }

    private enum PauseReason {
        PARTY_LEFT
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listMentorships",
            summary = "Mentorships, newest first",
            description = "Any signed-in person, their own. With `scope=all`, program managers and admins see all:"
                    + " `scope=all&pauseReason=PARTY_LEFT` are those that rest because somebody has left.")
    @APIResponse(
            responseCode = "200",
            description = "One page of mentorships",
            content = @Content(schema = @Schema(implementation = MentorshipPage.class)))
    public Response list(
            @QueryParam("as")
                    @Parameter(
                            description = "on which side I stand",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"mentee", "mentor"}))
                    String as,
            @QueryParam("state") @Parameter(schema = @Schema(implementation = MentorshipStage.class)) String state,
            @QueryParam("pauseReason")
                    @Parameter(
                            description = "only those that rest for this reason",
                            schema = @Schema(type = SchemaType.STRING, enumeration = "PARTY_LEFT"))
                    String pauseReason,
            @QueryParam("scope")
                    @Parameter(
                            description = "`all` needs the role program-manager or admin",
                            schema =
                                    @Schema(
                                            enumeration = {"mine", "all"},
                                            defaultValue = "mine"))
                    String scope,
            @BeanParam PageRequest page,
            @Context UriInfo uri) {
        Reader reader = Reader.of(callers.person());
        boolean all = Choice.of(Scope.class, "scope", scope) == Scope.ALL;
        if (all && !reader.manager()) {
            throw new ManagerNeeded();
        }
        PauseReason paused = Choice.of(PauseReason.class, "pauseReason", pauseReason);
        var filter = new Mentorships.Filter(
                all ? null : reader.id(),
                Choice.of(Side.class, "as", as),
                Choice.of(MentorshipStage.class, "state", state),
                paused == null ? null : paused.name());
        Optional<UUID> before =
                page.cursor().map(cursor -> Cursor.uuid(Cursor.parse(cursor, 1).get(0)));
        List<Mentorship> rows = mentorships.list(filter, before, page.limit() + 1);
        Page<Mentorship> cut = Page.cut(rows, page.limit(), mentorship -> new Object[] {mentorship.id()});
        return new Page<>(service.views(reader, cut.items()), cut.nextCursor()).response(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "getMentorship",
            summary = "One mentorship",
            description = "The two parties, program managers and admins.")
    @APIResponse(
            responseCode = "200",
            description = "The mentorship",
            content = @Content(schema = @Schema(implementation = MentorshipView.class)))
    public MentorshipView get(@PathParam("id") UUID id) {
        Reader reader = Reader.of(callers.person());
        return service.view(reader, service.visible(reader, id));
    }

    @POST
    @Path("/{id}/pause")
    @Operation(
            operationId = "pauseMentorship",
            summary = "Let it rest; the place stays taken",
            description = "The two parties.")
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = MentorshipView.class)))
    @APIResponse(responseCode = "409", description = REFUSED)
    public MentorshipView pause(@PathParam("id") UUID id) {
        Reader reader = Reader.of(callers.person());
        return transactions.run(() -> service.pause(reader, id));
    }

    @POST
    @Path("/{id}/resume")
    @Operation(operationId = "resumeMentorship", summary = "Go on with it", description = WHO)
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = MentorshipView.class)))
    @APIResponse(responseCode = "409", description = REFUSED + " `pair-not-allowed` while one of the two is inactive.")
    public MentorshipView resume(@PathParam("id") UUID id) {
        Reader reader = Reader.of(callers.person());
        return transactions.run(() -> service.resume(reader, id));
    }

    @POST
    @Path("/{id}/complete")
    @Operation(
            operationId = "completeMentorship",
            summary = "Its goals are reached; the place is free",
            description = "The two parties.")
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = MentorshipView.class)))
    @APIResponse(responseCode = "409", description = REFUSED)
    public MentorshipView complete(@PathParam("id") UUID id) {
        Reader reader = Reader.of(callers.person());
        return transactions.run(() -> service.complete(reader, id));
    }

    /** Why it ends; the message is for the parties alone. */
    @Schema(name = "EndMentorship")
    record End(
            @Schema(required = true) @NotNull(message = "is required")
            EndReason reason,

            @Schema(nullable = true, maxLength = 2000) @Size(max = 2000, message = "must have at most 2000 characters")
            String message) {}

    @POST
    @Path("/{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "endMentorship",
            summary = "End it early, with a reason; the place is free",
            description = WHO)
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = MentorshipView.class)))
    @APIResponse(responseCode = "400", description = BAD_BODY)
    @APIResponse(responseCode = "409", description = REFUSED)
    public MentorshipView end(
            @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = End.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "end",
                                                            value = "{\"reason\": \"GOALS_CHANGED\"}")))
                    @NotNull(message = "is required")
                    @Valid
                    End end) {
        Reader reader = Reader.of(callers.person());
        return transactions.run(() -> service.end(reader, id, end.reason(), end.message()));
    }

    private static final class ManagerNeeded extends Refusal {
        ManagerNeeded() {
            super(
                    "role-missing",
                    "All mentorships are for program managers and admins; leave out scope=all for your own.");
        }
    }

    /** For the OpenAPI document alone, which cannot name a generic page. */
    @Schema(name = "MentorshipPage")
    private record MentorshipPage(
            @Schema(required = true) List<MentorshipView> items,
            @Schema(required = true, nullable = true) String nextCursor) {}
}
