package dev.belay.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Gives every operation the answers that all have, and every 4xx and 5xx the schema of a problem document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemsInOpenApi implements OASFilter {
    private static final String PROBLEM = "Problem";
    // In a fixed order, so that the same code makes the same document.
    private static final Map<String, String> COMMON = new TreeMap<>(Map.of(
            "400", "A parameter or the body cannot be accepted; `violations` names each place and rule.",
            "401", "No valid token.",
            "403", "A valid token, but of nobody known here, of a leaver, or without the role.",
            "404", "Not there, or not yours to see.",
            "406", "The answer is not available in a media type that `Accept` names.",
            "429", "More requests than your share; `Retry-After` tells when to go on.",
            "500", "A failure of ours; the `requestId` tells the operators where to look.",
            "503", "Not now; nothing was done, and `Retry-After` tells when to ask again."));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema("Violation", violation());
        api.getComponents().addSchema(PROBLEM, problem());
        if (api.getPaths() == null) {
            return;
        }
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().entrySet().stream())
                .forEach(entry -> complete(entry.getKey(), entry.getValue()));
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        boolean isPublic =
                operation.getSecurity() != null && operation.getSecurity().isEmpty();
        COMMON.forEach((status, description) -> {
            boolean needsToken = status.equals("401") || status.equals("403") || status.equals("429");
            if (needsToken && isPublic) {
                operation.getResponses().removeAPIResponse(status);
            } else if (!operation.getResponses().hasAPIResponse(status)
                    || isBare(operation.getResponses().getAPIResponse(status))) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
            }
        });
        if (method == PathItem.HttpMethod.POST || method == PathItem.HttpMethod.PATCH) {
            operation
                    .getResponses()
                    .addAPIResponse("413", OASFactory.createAPIResponse().description("The body is too large."))
                    .addAPIResponse(
                            "415", OASFactory.createAPIResponse().description("The body has another media type."));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(content());
            }
        });
    }

    /** Security annotations yield 401 and 403 with nothing but a title. */
    private static boolean isBare(APIResponse response) {
        return "Not Authorized".equals(response.getDescription()) || "Not Allowed".equals(response.getDescription());
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM)));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema violation() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("One fault of a request.")
                .addProperty("field", string("JSON Pointer into the body, or the name of a parameter or header"))
                .addProperty("rule", string("the rule that is broken, for programs"))
                .addProperty("message", string("the same in words"))
                .addProperty(
                        "suggestions",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(string("a value that would be accepted")))
                .required(List.of("field", "rule", "message"));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457 problem document")
                .addProperty("type", string("`/docs/problems/<name>`: a page that explains it"))
                .addProperty("title", string("the type in a few words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", string("what happened here, and what helps"))
                .addProperty("requestId", string("W3C trace id, as in the `Request-Id` header"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref("#/components/schemas/Violation")))
                .required(List.of("type", "title", "status", "detail", "requestId"));
    }
}
