package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether a message says that somebody has left, however else it may be wrong. */
final class Leaving {
    private static final String ACTIVE = "active";

    private Leaving() {}

    /** @param body of a PUT or a PATCH */
    static boolean isSaidIn(ObjectNode body) {
        JsonNode operations = named(body, "operations");
        if (operations == null) {
            return isNo(named(body, ACTIVE));
        }
        // The last word counts.
        return StreamSupport.stream(operations.spliterator(), false)
                .filter(JsonNode::isObject)
                .filter(operation -> !"remove".equalsIgnoreCase(text(named(operation, "op"))))
                .flatMap(Leaving::said)
                .reduce((earlier, later) -> later)
                .map(Leaving::isNo)
                .orElse(false);
    }

    /** That somebody has left, and nothing else. */
    static ObjectNode patch() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        patch.putArray("Operations")
                .addObject()
                .put("op", "replace")
                .put("path", ACTIVE)
                .put("value", false);
        return patch;
    }

    private static Stream<JsonNode> said(JsonNode operation) {
        String path = text(named(operation, "path"));
        JsonNode value = named(operation, "value");
        if (path.isBlank()) {
            return value == null
                    ? Stream.empty()
                    : value.properties().stream()
                            .filter(entry -> isActive(entry.getKey()))
                            .map(Map.Entry::getValue);
        }
        return isActive(path) && value != null ? Stream.of(value) : Stream.empty();
    }

    private static boolean isActive(String path) {
        return path.strip().equalsIgnoreCase(ACTIVE) || path.strip().equalsIgnoreCase(UserHandler.CORE + ":" + ACTIVE);
    }

    private static boolean isNo(JsonNode value) {
        return value != null
                && (value.isBoolean() && !value.booleanValue()
                        || text(value).strip().equalsIgnoreCase("false"));
    }

    private static String text(JsonNode node) {
        return node == null || !node.isTextual() ? "" : node.textValue();
    }

    private static JsonNode named(JsonNode object, String name) {
        return object.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
