package dev.belay.profile.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.caller.Caller;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.Role;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.profile.people.Directory;
import dev.belay.profile.people.HrField;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way back: what an import would be, made of what is here. */
@Path("/v1/people/directory")
@Tag(name = "Imports", description = "HR's people, a file at a time.")
class DirectoryResource {
    private static final int PAGE = 1_000;
    private static final int LONGEST_SOURCE = 200;
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    new MediaType("text", "csv"), new MediaType("application", "x-ndjson"))
            .build();

    private final Directory directory;
    private final Callers callers;
    private final ObjectMapper json;

    DirectoryResource(Directory directory, Callers callers, ObjectMapper json) {
        this.directory = directory;
        this.callers = callers;
        this.json = json;
    }

    @GET
    @Produces({ImportResource.CSV, ImportResource.NDJSON})
    @RolesAllowed({Role.HR_SYNC, Role.ADMIN})
    @Operation(
            operationId = "exportDirectory",
            summary = "Everybody, as a file",
            description =
                    "What HR keeps of people, leavers too, in the form of an import, CSV or a JSON object per line:"
                            + " imported again it changes nothing. An integration gets its own people, an admin all. Cells that a"
                            + " spreadsheet would take for a formula have an apostrophe before them, which an import takes away.")
    @APIResponse(
            responseCode = "200",
            description = "A file, as long as it takes",
            content = {
                @Content(mediaType = ImportResource.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = ImportResource.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(
            @Parameter(description = "Of this integration alone; for admins.") @QueryParam("source") String source,
            @Context Request request) {
        if (source != null && (source.isEmpty() || source.length() > LONGEST_SOURCE)) {
            throw InvalidRequest.parameter("source", "size", "must be 1 to " + LONGEST_SOURCE + " characters long");
        }
        Optional<String> owner = callers.current() instanceof Caller.Integration integration
                ? Optional.of(integration.client())
                : Optional.ofNullable(source);
        Variant form = request.selectVariant(FORMS);
        boolean isNdjson = form != null && form.getMediaType().getSubtype().equals("x-ndjson");
        StreamingOutput body = isNdjson ? out -> writeNdjson(owner, out) : out -> writeCsv(owner, out);
        return Response.ok(body, isNdjson ? ImportResource.NDJSON : CsvRows.TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"people." + (isNdjson ? "ndjson" : "csv") + "\"")
                .build();
    }

    private interface Writer {
        void write(Directory.Entry entry) throws IOException;
    }

    private void forEach(Optional<String> source, Writer writer) throws IOException {
        UUID after = new UUID(0, 0);
        for (List<Directory.Entry> page = page(source, after); !page.isEmpty(); page = page(source, after)) {
            for (Directory.Entry entry : page) {
                writer.write(entry);
                after = entry.id();
            }
        }
    }

    private List<Directory.Entry> page(Optional<String> source, UUID after) {
        return QuarkusTransaction.requiringNew().call(() -> directory.after(after, source, PAGE));
    }

    private void writeCsv(Optional<String> source, OutputStream out) throws IOException {
        try (CsvRows file = new CsvRows(out, ImportLine.FIELDS)) {
            forEach(source, entry -> {
                List<String> cells = new ArrayList<>(entry.texts().values());
                cells.add(Boolean.toString(entry.active()));
                file.write(cells);
            });
        }
    }

    private void writeNdjson(Optional<String> source, OutputStream out) throws IOException {
        try (JsonGenerator file = json.createGenerator(out)) {
            file.setRootValueSeparator(new SerializedString(""));
            forEach(source, entry -> {
                file.writeStartObject();
                for (Map.Entry<HrField, String> text : entry.texts().entrySet()) {
                    file.writeStringField(text.getKey().wireName(), text.getValue());
                }
                file.writeBooleanField(ImportLine.ACTIVE, entry.active());
                file.writeEndObject();
                file.writeRaw('\n');
            });
        }
    }
}
