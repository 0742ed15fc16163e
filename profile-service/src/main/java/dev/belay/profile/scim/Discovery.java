package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What the service says of itself, without what the library adds to RFC 7643 and what describes the description. */
final class Discovery {
    private static final String RESOURCE_TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
    private static final Set<String> DESCRIPTIONS = Set.of(
            "ServiceProviderConfig",
            "ResourceType",
            "Schema",
            "urn:ietf:params:scim:schemas:core:2.0:Meta",
            "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
            RESOURCE_TYPE,
            "urn:ietf:params:scim:schemas:core:2.0:Schema");

    private Discovery() {}

    static void tidy(List<String> path, ObjectNode body) {
        if (body.get("Resources") instanceof ArrayNode resources) {
            for (int i = resources.size() - 1; i >= 0; i--) {
                if (DESCRIPTIONS.contains(resources.get(i).path("id").asText())) {
                    resources.remove(i);
                }
            }
            resources.forEach(resource -> tidyOne(path.get(0), (ObjectNode) resource));
            body.put("totalResults", resources.size()).put("itemsPerPage", resources.size());
        } else {
            tidyOne(path.get(0), body);
        }
    }

    private static void tidyOne(String collection, ObjectNode resource) {
        if (collection.equals("ServiceProviderConfig")) {
            ((ObjectNode) resource.path("patch")).retain("supported");
        }
        if (collection.equals("ResourceTypes")) {
            List<String> others = resource.properties().stream()
                    .map(entry -> entry.getKey())
                    .filter(name -> name.startsWith("urn:gold:"))
                    .toList();
            resource.remove(others);
            resource.putArray("schemas").add(RESOURCE_TYPE);
        }
        JsonNode meta = resource.path("meta");
        if (meta instanceof ObjectNode object) {
            // When this process started is of no interest to anybody.
            object.remove(List.of("created", "lastModified", "version"));
        }
    }
}
