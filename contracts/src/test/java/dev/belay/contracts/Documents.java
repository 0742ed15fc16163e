package dev.belay.contracts;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The published documents, and those of the last release, as the tests read them. */
final class Documents {

    static final JsonMapper JSON = new JsonMapper();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Documents() {}

    static JsonNode schema(EventType type) {
        return json(read("schemas/" + type.text() + ".json"));
    }

    static byte[] example(EventType type) {
        return read("examples/" + type.text() + ".json");
    }

    static JsonNode releasedSchema(EventType type) {
        return json(read("/released/" + type.text() + ".json"));
    }

    static byte[] releasedExample(EventType type) {
        return read("/released/examples/" + type.text() + ".json");
    }

    static byte[] read(String resource) {
        try (InputStream in = EventType.class.getResourceAsStream(resource)) {
            assertNotNull(in, () -> resource + " does not exist");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a document breaks of a schema, formats included. */
    static List<String> violations(JsonNode schema, JsonNode document) {
        Schema compiled = SCHEMAS.getSchema(schema);
        return compiled
                .validate(
                        document.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
