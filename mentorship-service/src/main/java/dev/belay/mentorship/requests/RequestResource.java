package dev.belay.mentorship.requests;

import dev.belay.mentorship.Choice;
import dev.belay.mentorship.Transactions;
import dev.belay.mentorship.mentorships.Side;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.idempotency.Idempotency;
import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Requests from mentees to mentors. */
@Path("/v1/match-requests")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Match requests",
        description = "A mentee asks a mentor. Asking reserves nothing: the place goes to the request that is accepted"
                + " first. Only the two parties see a request.")
class RequestResource {
    private static final String DONE = "The request; also for a repeat by the same person.";
    private static final String REFUSED = "`wrong-state`, with `state` and `actions`.";

    private static final String BAD_BODY = "The body cannot be accepted; `violations` names each place and rule.";

    private final Callers callers;
    private final MatchRequests requests;
    private final RequestService service;
    private final Idempotency idempotency;
    private final Transactions transactions;

    RequestResource(
            Callers callers,
            MatchRequests requests,
            RequestService service,
            Idempotency idempotency,
            Transactions transactions) {
        this.callers = callers;
        this.requests = requests;
        this.service = service;
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createMatchRequest",
            summary = "Ask a mentor",
            description = "Any signed-in person, as the mentee.")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "A repeat with the same key and body within 24 hours gets the first one's answer.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 255))
    @APIResponse(
            responseCode = "201",
            description = "The request",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(
            responseCode = "409",
            description = "`mentor-at-capacity`, `mentee-matched-enough`, `request-already-open`, `already-paired`,"
                    + " `too-many-open-requests` with its `limit`,"
                    + " `pair-not-allowed` with its `reason`, or `request-in-progress`.")
    @APIResponse(responseCode = "400", description = BAD_BODY)
    @APIResponse(responseCode = "422", description = "The `Idempotency-Key` came before with another body.")
    public Response ask(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = NewWish.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "ask",
                                                            value =
                                                                    "{\"mentorIds\": [\"01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44\"], \"message\": \"Could you help me grow in system design?\", \"goals\": [{\"text\": \"Design a service on my own\", \"skills\": [\"microservices\"]}]}")))
                    @NotNull(message = "is required")
                    @Valid
                    NewWish wish,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        UUID me = callers.person().id();
        return transactions.run(() -> idempotency.once(headers, uri, "POST", wish, () -> {
            RequestView view = service.ask(me, wish);
            return Response.status(Response.Status.CREATED)
                    .header("Location", "/v1/match-requests/" + view.id())
                    .entity(view)
                    .build();
        }));
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listMatchRequests",
            summary = "My requests, newest first",
            description = "Any signed-in person, their own.")
    @APIResponse(
            responseCode = "200",
            description = "One page of requests",
            content = @Content(schema = @Schema(implementation = RequestPage.class)))
    public Response list(
            @QueryParam("as")
                    @Parameter(
                            description = "on which side I stand",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"mentee", "mentor"}))
                    String as,
            @QueryParam("state") @Parameter(schema = @Schema(implementation = RequestState.class)) String state,
            @BeanParam PageRequest page,
            @Context UriInfo uri) {
        UUID me = callers.person().id();
        Side side = Choice.of(Side.class, "as", as);
        RequestState only = Choice.of(RequestState.class, "state", state);
        Optional<UUID> before =
                page.cursor().map(cursor -> Cursor.uuid(Cursor.parse(cursor, 1).get(0)));
        List<MatchRequest> rows = requests.list(me, side, only, before, page.limit() + 1);
        Page<MatchRequest> cut = Page.cut(rows, page.limit(), request -> new Object[] {request.id()});
        return new Page<>(service.views(me, cut.items()), cut.nextCursor()).response(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getMatchRequest", summary = "One request", description = "Its two parties.")
    @APIResponse(
            responseCode = "200",
            description = "The request",
            content = @Content(schema = @Schema(implementation = RequestView.class)))
    public RequestView get(@PathParam("id") UUID id) {
        UUID me = callers.person().id();
        return service.view(me, service.visible(me, id));
    }

    @POST
    @Path("/{id}/accept")
    @Operation(
            operationId = "acceptMatchRequest",
            summary = "Say yes: a mentorship starts and takes a place",
            description = "The mentor. The accept that takes the last place cancels the other open requests.")
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(
            responseCode = "409",
            description = REFUSED + " `mentor-at-capacity`, `mentee-matched-enough`, `already-paired`, or"
                    + " `pair-not-allowed` with its `reason`.")
    public RequestView accept(@PathParam("id") UUID id) {
        UUID me = callers.person().id();
        return transactions.run(() -> service.accept(me, id));
    }

    /** Why the mentor says no; the message is for the mentee. */
    @Schema(name = "DeclineMatchRequest")
    record Decline(
            @Schema(required = true) @NotNull(message = "is required")
            DeclineReason reason,

            @Schema(nullable = true, maxLength = 2000) @Size(max = 2000, message = "must have at most 2000 characters")
            String message) {}

    @POST
    @Path("/{id}/decline")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "declineMatchRequest", summary = "Say no, with a reason", description = "The mentor.")
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(responseCode = "400", description = BAD_BODY)
    @APIResponse(responseCode = "409", description = REFUSED)
    public RequestView decline(
            @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Decline.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "decline",
                                                            value =
                                                                    "{\"reason\": \"NO_TIME\", \"message\": \"Ask me again in spring.\"}")))
                    @NotNull(message = "is required")
                    @Valid
                    Decline decline) {
        UUID me = callers.person().id();
        return transactions.run(() -> service.decline(me, id, decline.reason(), decline.message()));
    }

    @POST
    @Path("/{id}/withdraw")
    @Operation(operationId = "withdrawMatchRequest", summary = "Take it back", description = "The mentee.")
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(responseCode = "409", description = REFUSED)
    public RequestView withdraw(@PathParam("id") UUID id) {
        UUID me = callers.person().id();
        return transactions.run(() -> service.withdraw(me, id));
    }

    /** For the OpenAPI document alone, which cannot name a generic page. */
    @Schema(name = "MatchRequestPage")
    private record RequestPage(
            @Schema(required = true) List<RequestView> items,
            @Schema(required = true, nullable = true) String nextCursor) {}
}
