package dev.belay.profile.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.caller.Caller;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.Role;
import dev.belay.platform.limits.Streaming;
import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.NotFound;
import dev.belay.platform.problems.Refusal;
import dev.belay.profile.people.HrSync;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/people/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "HR's people, a file at a time.")
class ImportResource {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    private static final List<Variant> RESULT_FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, new MediaType("text", "csv"))
            .build();

    private final ImportIntake intake;
    private final ImportJobs jobs;
    private final Arrivals arrivals;
    private final Leavers leavers;
    private final ResultsFile resultsFile;
    private final Callers callers;
    private final ObjectMapper json;
    private final ColumnNames names;
    private final ColumnsJson columns;
    private final ImportSettings settings;
    private final Clock clock;

    ImportResource(
            ImportIntake intake,
            ImportJobs jobs,
            Arrivals arrivals,
            Leavers leavers,
            ResultsFile resultsFile,
            Callers callers,
            ObjectMapper json,
            ColumnNames names,
            ColumnsJson columns,
            ImportSettings settings,
            Clock clock) {
        this.intake = intake;
        this.jobs = jobs;
        this.arrivals = arrivals;
        this.leavers = leavers;
        this.resultsFile = resultsFile;
        this.callers = callers;
        this.json = json;
        this.names = names;
        this.columns = columns;
        this.settings = settings;
        this.clock = clock;
    }

    @Schema(name = "PageOfImportResults")
    record Results(
            @Schema(required = true) List<ImportResultView> items,
            @Schema(required = true, nullable = true) String nextCursor) {}

    @Schema(name = "PageOfImportLeavers")
    record LeaversPage(
            @Schema(required = true) List<Leavers.View> items,
            @Schema(required = true, nullable = true) String nextCursor) {}

    @POST
    @Streaming
    @Consumes({NDJSON, CSV})
    @RolesAllowed(Role.HR_SYNC)
    @Operation(
            operationId = "importPeople",
            summary = "Import people",
            description =
                    "CSV with a header (separated by `,`, `;` or tab; UTF-8 or Windows-1252; columns in any order), or a JSON"
                            + " object per line: `externalId`, `userName`, `givenName`, `familyName`, `email`, `title`,"
                            + " `department`, `managerExternalId`, `location`, `country`, `timeZone`, `active`. A person is found by"
                            + " `externalId`, else by `userName`; a column or field that is absent stays as it is, an empty cell or"
                            + " null clears it. A manager may come later in the file, or in another. Rows are applied in the"
                            + " background, in their order, each whole or not at all; the same file again changes nothing. May be"
                            + " packed (`Content-Encoding: gzip`). Role `hr-sync`.")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "A repeat with the same key and body answers the same and imports nothing.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 255))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; `Location` tells how far it is",
            headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "409", description = "The first request with this Idempotency-Key is still running.")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key came before with another body.")
    public Response post(
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = CSV,
                                        schema = @Schema(type = SchemaType.STRING),
                                        examples = @ExampleObject(name = "two people", value = """
                                                            externalId,userName,givenName,familyName,managerExternalId
                                                            1,ada,Ada,Example,2
                                                            2,grace,Grace,Example,
                                                            """)),
                                @Content(
                                        mediaType = NDJSON,
                                        schema = @Schema(type = SchemaType.STRING),
                                        examples = @ExampleObject(name = "two people", value = """
                                                            {"externalId":"1","userName":"ada","givenName":"Ada","familyName":"Example","managerExternalId":"2"}
                                                            {"externalId":"2","userName":"grace","givenName":"Grace","familyName":"Example"}
                                                            """))
                            })
                    InputStream body,
            @Parameter(
                            description =
                                    "`upsert`: some people. `full-sync`: all people of the source; who has no row is switched off,"
                                            + " who has one works here unless it says otherwise. If more than 10 % and more than 5"
                                            + " people would be switched off, or a row does not say whom it means, nobody is and the"
                                            + " import waits for a confirmation.",
                            schema =
                                    @Schema(
                                            enumeration = {"upsert", "full-sync"},
                                            defaultValue = "upsert"))
                    @QueryParam("mode")
                    String mode,
            @Parameter(
                            description = "Nothing is changed; the counts and results say what would have been.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    String dryRun,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        Wish wish = new Wish(callers.integration().client(), ImportMode.of(mode), truth("dryRun", dryRun));
        if (headers.getMediaType() == null) {
            throw new UnknownForm();
        }
        boolean isPacked = isPacked(headers);
        long place = arrivals.arrive(wish.source());
        try (Spool wire = Spool.of(arrivals.watch(place, body), settings.maxBytes())) {
            if (!isPacked) {
                return accept(wish, place, wire, headers, uri);
            }
            try (Spool inflated = wire.inflated(settings.maxInflatedBytes(), settings.maxRatio())) {
                return accept(wish, place, inflated, headers, uri);
            }
        } finally {
            QuarkusTransaction.requiringNew().run(() -> arrivals.left(place));
        }
    }

    private record Wish(String source, ImportMode mode, boolean dryRun) {}

    private static boolean truth(String parameter, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw InvalidRequest.parameter(parameter, "format", "must be true or false");
    }

    private Response accept(Wish wish, long place, Spool spool, HttpHeaders headers, UriInfo uri) {
        MediaType type = headers.getMediaType();
        RowFile file = type.getSubtype().equalsIgnoreCase("csv")
                ? new CsvFile(spool, type.getParameters().get("charset"), names, json)
                : new NdjsonFile(spool);
        arrivals.stillComing(place);
        return intake.accept(
                new ImportIntake.Upload(wish.source(), place, wish.mode(), wish.dryRun(), file, spool.digest()),
                headers,
                uri);
    }

    private static boolean isPacked(HttpHeaders headers) {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.strip().equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.strip().equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new UnknownEncoding();
    }

    private static final class UnknownForm extends Refusal {
        UnknownForm() {
            super("unsupported-media-type", "Say in Content-Type what the file is: application/x-ndjson or text/csv.");
        }
    }

    private static final class UnknownEncoding extends Refusal {
        UnknownEncoding() {
            super("unsupported-media-type", "An import comes as it is, or packed with gzip (Content-Encoding: gzip).");
            header(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
    }

    @GET
    @Path("{id}")
    @Transactional
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "getImport",
            summary = "How far an import is",
            description = "For the integration that sent it, and admins.")
    @APIResponseSchema(ImportView.class)
    public ImportView get(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id) {
        return ImportView.of(find(id, LockModeType.NONE));
    }

    @GET
    @Path("{id}/results")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Transactional
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "listImportResults",
            summary = "What became of each row",
            description = "In the order of the file, as far as the import has come; a page as JSON, or with"
                    + " `Accept: text/csv` all of them as a file, in which a row with several violations has as many lines. Kept"
                    + " for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "A page of results, or all as a file",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Results.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response results(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id,
            @Parameter(description = "Only these.", schema = @Schema(implementation = HrSync.Outcome.class))
                    @QueryParam("outcome")
                    String outcome,
            @BeanParam PageRequest page,
            @Context Request request,
            @Context UriInfo uri) {
        ImportJob job = find(id, LockModeType.NONE);
        Variant form = request.selectVariant(RESULT_FORMS);
        if (form != null && form.getMediaType().getSubtype().equals("csv")) {
            HrSync.Outcome wanted = outcome(outcome);
            StreamingOutput body = out -> resultsFile.write(job, wanted, out);
            return Response.ok(body, CsvRows.TYPE)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + job.id() + ".csv\"")
                    .build();
        }
        int after = page.cursor().map(ImportResource::line).orElse(0);
        List<ImportRow> rows = jobs.results(job, outcome(outcome), after, page.limit() + 1);
        List<Column> cells = columns.read(job.columns());
        Response list = Page.cut(rows, page.limit(), row -> new Object[] {row.line()})
                .map(row -> ImportResultView.of(row, cells, json))
                .response(uri);
        return Response.fromResponse(list)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    @POST
    @Path("{id}/confirm")
    @Transactional
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "confirmImport",
            summary = "It is meant so",
            description =
                    "A full sync that needs confirmation switches off those whom it did not name and whom nothing has"
                            + " changed or named since. For the integration that sent it, and admins.")
    @APIResponseSchema(ImportView.class)
    @APIResponse(responseCode = "409", description = "`wrong-state`, with `state` and `actions`.")
    public ImportView confirm(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id) {
        ImportJob job = find(id, LockModeType.PESSIMISTIC_WRITE);
        job.confirm();
        intake.wake();
        return ImportView.of(job);
    }

    @POST
    @Path("{id}/cancel")
    @Transactional
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "cancelImport",
            summary = "Let an import go no further",
            description = "The rows that have a result stay as they are. For the integration that sent it, and admins.")
    @APIResponseSchema(ImportView.class)
    @APIResponse(responseCode = "409", description = "`wrong-state`, with `state` and `actions`.")
    public ImportView cancel(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id) {
        ImportJob job = find(id, LockModeType.PESSIMISTIC_WRITE);
        job.cancel(clock.instant());
        jobs.forgetUndone(job);
        return ImportView.of(job);
    }

    @GET
    @Path("{id}/leavers")
    @Transactional
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "listImportLeavers",
            summary = "Whom a full sync did not name",
            description = "Those who are, or after a confirmation will be, switched off. Kept for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "A page of people",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LeaversPage.class)))
    public Response leavers(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id,
            @BeanParam PageRequest page,
            @Context UriInfo uri) {
        ImportJob job = find(id, LockModeType.NONE);
        UUID after = page.cursor()
                .map(cursor -> Cursor.uuid(Cursor.parse(cursor, 1).get(0)))
                .orElse(new UUID(0, 0));
        List<Leavers.View> found = leavers.list(job, after, page.limit() + 1);
        return Page.cut(found, page.limit(), leaver -> new Object[] {leaver.personId()})
                .response(uri);
    }

    /** An integration sees its own imports. */
    private ImportJob find(String id, LockModeType lock) {
        Optional<ImportJob> found;
        try {
            found = jobs.findByIdOptional(UUID.fromString(id), lock);
        } catch (IllegalArgumentException e) {
            found = Optional.empty();
        }
        return found.filter(job -> !(callers.current() instanceof Caller.Integration integration)
                        || integration.client().equals(job.source()))
                .orElseThrow(() -> new NotFound("import"));
    }

    private static HrSync.Outcome outcome(String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(HrSync.Outcome.values())
                .filter(outcome -> outcome.name().equals(text))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.parameter(
                        "outcome", "format", "must be one of CREATED, UPDATED, UNCHANGED, FAILED"));
    }

    private static int line(String cursor) {
        try {
            return Integer.parseInt(Cursor.parse(cursor, 1).get(0));
        } catch (NumberFormatException e) {
            throw InvalidRequest.cursor();
        }
    }
}
