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
import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
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

    private final ImportIntake intake;
    private final ImportJobs jobs;
    private final Callers callers;
    private final ObjectMapper json;
    private final ColumnNames names;
    private final ColumnsJson columns;
    private final ImportSettings settings;

    ImportResource(
            ImportIntake intake,
            ImportJobs jobs,
            Callers callers,
            ObjectMapper json,
            ColumnNames names,
            ColumnsJson columns,
            ImportSettings settings) {
        this.intake = intake;
        this.jobs = jobs;
        this.callers = callers;
        this.json = json;
        this.names = names;
        this.columns = columns;
        this.settings = settings;
    }

    @Schema(name = "PageOfImportResults")
    record Results(
            @Schema(required = true) List<ImportResultView> items,
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
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        String source = callers.integration().client();
        boolean isPacked = isPacked(headers);
        try (Spool wire = Spool.of(body, settings.maxBytes())) {
            if (!isPacked) {
                return accept(source, wire, headers, uri);
            }
            try (Spool inflated = wire.inflated(settings.maxInflatedBytes(), settings.maxRatio())) {
                return accept(source, inflated, headers, uri);
            }
        }
    }

    private Response accept(String source, Spool spool, HttpHeaders headers, UriInfo uri) {
        MediaType type = headers.getMediaType();
        RowFile file = type.getSubtype().equalsIgnoreCase("csv")
                ? new CsvFile(spool, type.getParameters().get("charset"), names, json)
                : new NdjsonFile(spool);
        return intake.accept(source, file, spool.digest(), headers, uri);
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
        return ImportView.of(find(id));
    }

    @GET
    @Path("{id}/results")
    @Transactional
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "listImportResults",
            summary = "What became of each row",
            description = "In the order of the file, as far as the import has come. Kept for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "A page of results",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Results.class)))
    public Response results(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id,
            @Parameter(description = "Only these.", schema = @Schema(implementation = HrSync.Outcome.class))
                    @QueryParam("outcome")
                    String outcome,
            @BeanParam PageRequest page,
            @Context UriInfo uri) {
        ImportJob job = find(id);
        int after = page.cursor().map(ImportResource::line).orElse(0);
        List<ImportRow> rows = jobs.results(job, outcome(outcome), after, page.limit() + 1);
        List<Column> cells = columns.read(job.columns());
        return Page.cut(rows, page.limit(), row -> new Object[] {row.line()})
                .map(row -> ImportResultView.of(row, cells, json))
                .response(uri);
    }

    /** An integration sees its own imports. */
    private ImportJob find(String id) {
        Optional<ImportJob> found;
        try {
            found = jobs.findByIdOptional(UUID.fromString(id));
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
