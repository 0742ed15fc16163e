package dev.belay.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import dev.belay.system.access.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a service promises: its committed OpenAPI document, which its own tests hold to the code. */
final class ApiDocument {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    /** A parameter; {@code in} is path, query or header. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** What a request may hold. */
    record RequestBody(String mediaType, JsonNode schema) {}

    ApiDocument(JsonNode document) {
        this.document = document;
    }

    static ApiDocument of(Service service) {
        Path file = Path.of(System.getProperty("belay.home")).resolve("docs/openapi/" + service.shortName() + ".json");
        try {
            return new ApiDocument(RunningBelay.JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    boolean knows(String method, String path) {
        return !operation(method, path).isMissingNode();
    }

    /** The methods of this path, in capitals. */
    Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        document.path("paths").path(path).fieldNames().forEachRemaining(name -> {
            if (!name.equals("parameters") && !name.startsWith("x-")) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        return methods;
    }

    List<Parameter> parameters(Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode holder : List.of(
                document.path("paths").path(operation.path()), operation(operation.method(), operation.path()))) {
            for (JsonNode listed : holder.path("parameters")) {
                JsonNode parameter = resolved(listed);
                parameters.add(new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        parameter.path("required").asBoolean(),
                        parameter.path("schema")));
            }
        }
        return parameters;
    }

    /** Null if the operation takes none. */
    RequestBody body(Operation operation) {
        JsonNode content = resolved(
                        operation(operation.method(), operation.path()).path("requestBody"))
                .path("content");
        if (content.isEmpty()) {
            return null;
        }
        Map.Entry<String, JsonNode> first = content.properties().iterator().next();
        return new RequestBody(first.getKey(), first.getValue().path("schema"));
    }

    /** The answer that is documented for this status; a missing node if none is. */
    JsonNode response(String method, String path, int status) {
        return resolved(operation(method, path).path("responses").path(Integer.toString(status)));
    }

    /** Follows {@code $ref}, and keeps what stands beside it. */
    JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = document.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }

    /** What of this document the schema does not allow; formats are looked at too. */
    List<String> complaints(JsonNode schema, String json) {
        Schema whole = compiled.computeIfAbsent(schema, part -> {
            ObjectNode complete = part.deepCopy();
            complete.set("components", document.path("components"));
            return SCHEMAS.getSchema(complete);
        });
        return whole
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
