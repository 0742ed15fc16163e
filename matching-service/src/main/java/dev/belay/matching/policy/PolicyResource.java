package dev.belay.matching.policy;

import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.replica.Replica;
import dev.belay.matching.sentences.Audience;
import dev.belay.matching.sentences.Sentences;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.Role;
import dev.belay.platform.etag.ETags;
import dev.belay.platform.idempotency.Idempotency;
import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.NotFound;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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

/** By what pairs are judged: versions of the policy, tried before they are put in force. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies", description = "Weights and parameters by which pairs are judged.")
@RolesAllowed({Role.PROGRAM_MANAGER, Role.ADMIN})
class PolicyResource {

    private static final String WHO = "For program-manager and admin.";

    private final Policies policies;
    private final ActivePolicy active;
    private final Replica replica;
    private final Callers callers;
    private final Idempotency idempotency;
    private final Clock clock;

    PolicyResource(
            Policies policies,
            ActivePolicy active,
            Replica replica,
            Callers callers,
            Idempotency idempotency,
            Clock clock) {
        this.policies = policies;
        this.active = active;
        this.replica = replica;
        this.callers = callers;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listPolicies", summary = "Every version of the policy, newest first", description = WHO)
    @APIResponse(
            responseCode = "200",
            description = "One page of versions",
            content = @Content(schema = @Schema(implementation = PolicyPage.class)))
    public Response list(@BeanParam PageRequest page, @Context UriInfo uri) {
        int limit = page.limit();
        int before = page.cursor().map(PolicyResource::version).orElse(Integer.MAX_VALUE);
        Activation activation = policies.active().orElseThrow(PolicyUnknown::new);
        return Page.cut(policies.before(before, limit + 1), limit, policy -> new Object[] {policy.version()})
                .map(policy -> PolicyView.of(policy, activation))
                .response(uri);
    }

    private static int version(String cursor) {
        try {
            return Integer.parseInt(Cursor.parse(cursor, 1).get(0));
        } catch (NumberFormatException e) {
            throw InvalidRequest.cursor();
        }
    }

    @GET
    @Path("/active")
    @Operation(
            operationId = "getActivePolicy",
            summary = "The version in force",
            description = WHO + " Its ETag is what an activation must bring.")
    @APIResponse(
            responseCode = "200",
            description = "The version in force",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response inForce() {
        Activation activation = policies.active().orElseThrow(PolicyUnknown::new);
        return Response.ok(PolicyView.of(stored(activation.version()), activation))
                .tag(ETags.of(activation.number()))
                .build();
    }

    @GET
    @Path("/{version: [1-9][0-9]{0,8}}")
    @Operation(operationId = "getPolicy", summary = "One version", description = WHO)
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public PolicyView one(@PathParam("version") int version) {
        return PolicyView.of(stored(version), policies.active().orElseThrow(PolicyUnknown::new));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createPolicy",
            summary = "Make a further version",
            description = WHO + " It is not in force until it is activated, and never changes.")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "A repeat with the same key and body within 24 hours gets the first one's answer.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 255))
    @APIResponse(
            responseCode = "201",
            description = "The version",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    @APIResponse(responseCode = "409", description = "`request-in-progress`.")
    @APIResponse(responseCode = "422", description = "The `Idempotency-Key` came before with another body.")
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = NewPolicy.class),
                                            examples =
                                                    @ExampleObject(name = "meet often", value = Examples.NEW_POLICY)))
                    @NotNull(message = "is required")
                    NewPolicy body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        UUID me = callers.person().id();
        PolicyDocument document = body.checked();
        return inTransaction(() -> idempotency.once(headers, uri, "POST", body, () -> {
            StoredPolicy policy =
                    policies.add(body.name().strip(), body.reason().strip(), document, me);
            return Response.status(Response.Status.CREATED)
                    .header("Location", "/v1/policies/" + policy.version())
                    .entity(PolicyView.of(policy, policies.active().orElseThrow()))
                    .build();
        }));
    }

    @POST
    @Path("/{version: [1-9][0-9]{0,8}}/activate")
    @Operation(
            operationId = "activatePolicy",
            summary = "Put a version in force",
            description = WHO + " Every replica judges by it within two seconds. What is in force already stays so.")
    @APIResponse(
            responseCode = "200",
            description = "The version, in force",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    @APIResponse(responseCode = "412", description = "Another version was activated since.")
    @APIResponse(responseCode = "428", description = "`If-Match` is missing.")
    public Response activate(
            @PathParam("version") int version,
            @HeaderParam("If-Match") @Parameter(required = true, description = "the ETag of `/v1/policies/active`")
                    String ifMatch) {
        UUID me = callers.person().id();
        StoredPolicy policy = stored(version);
        Activation activation = inTransaction(() -> {
            Activation present = policies.lockActive();
            if (present.version() == version) {
                return present;
            }
            ETags.require(ifMatch, present.number());
            return policies.activate(version, me);
        });
        active.refresh();
        return Response.ok(PolicyView.of(policy, activation))
                .tag(ETags.of(activation.number()))
                .build();
    }

    @POST
    @Path("/{version: [1-9][0-9]{0,8}}/dry-run")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "dryRunPolicy",
            summary = "What a version would change",
            description = WHO
                    + " Compares it with the one in force, or with any other: how they differ, whose first five mentors"
                    + " would change, and why. Changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What would change",
            content = @Content(schema = @Schema(implementation = DryRunView.class)))
    public Response dryRun(
            @PathParam("version") int version,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DryRunRequest.class),
                                            examples = {
                                                @ExampleObject(name = "a sample", value = "{\"sample\": 100}"),
                                                @ExampleObject(
                                                        name = "two versions, one mentee",
                                                        value =
                                                                "{\"against\": 1, \"mentees\": [\"01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44\"]}")
                                            }))
                    @NotNull(message = "is required")
                    DryRunRequest body,
            @HeaderParam("Accept-Language")
                    @Parameter(description = "The languages the sentences are wanted in; there are English and German.")
                    String language) {
        callers.person();
        body.check();
        StoredPolicy after = stored(version);
        StoredPolicy before = body.against() == null
                ? stored(policies.active().orElseThrow(PolicyUnknown::new).version())
                : policies.version(body.against())
                        .orElseThrow(() -> InvalidRequest.body("/against", "exists", "is no version of the policy"));
        Snapshot snapshot = replica.snapshot();
        Instant asOf = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<UUID> mentees = mentees(body, snapshot);
        DryRun run = new DryRun(snapshot, before.policy(), after.policy(), asOf);
        Sentences sentences = Sentences.wanted(language, Audience.OTHERS);
        List<DryRunView.Item> items = mentees.stream()
                .distinct()
                .map(run::of)
                .flatMap(Optional::stream)
                .map(changed -> DryRunView.Item.of(changed, sentences))
                .sorted((one, other) ->
                        one.mentee().toString().compareTo(other.mentee().toString()))
                .toList();
        return Response.ok(new DryRunView(
                        asOf,
                        before.version(),
                        after.version(),
                        DryRunView.differences(before.document(), after.document()),
                        (int) mentees.stream().distinct().count(),
                        items.size(),
                        items))
                .language(sentences.locale())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private static List<UUID> mentees(DryRunRequest body, Snapshot snapshot) {
        if (body.mentees() == null) {
            return DryRun.sample(snapshot, body.sample() == null ? DryRunRequest.USUAL_SAMPLE : body.sample());
        }
        for (int i = 0; i < body.mentees().size(); i++) {
            if (!DryRun.isKnown(snapshot, body.mentees().get(i))) {
                throw InvalidRequest.body("/mentees/" + i, "exists", "is nobody known here");
            }
        }
        return body.mentees();
    }

    private StoredPolicy stored(int version) {
        return policies.version(version).orElseThrow(() -> new NotFound("policy"));
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    /** For the OpenAPI document alone, which cannot name a generic page. */
    @Schema(name = "PolicyPage")
    private record PolicyPage(
            @Schema(required = true) List<PolicyView> items,
            @Schema(required = true, nullable = true) String nextCursor) {}
}
