package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ClassPathReferences;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.util.Set;

/** The schemas of RFC 7643, without what is not kept here: a connector that reads them sends no more than that. */
final class Schemas {
    private static final Set<String> USER = Set.of(
            "id",
            "externalId",
            "userName",
            "name",
            "displayName",
            "nickName",
            "profileUrl",
            "title",
            "userType",
            "preferredLanguage",
            "locale",
            "timezone",
            "active",
            "emails",
            "phoneNumbers",
            "addresses",
            "groups");

    private Schemas() {}

    static JsonNode user() {
        ObjectNode schema = load(ClassPathReferences.USER_SCHEMA_JSON);
        keep(schema.withArray("attributes"), USER);
        attribute(schema, "externalId").put("uniqueness", "server");
        part(attribute(schema, "emails"), "display").put("mutability", "readWrite");
        part(attribute(schema, "groups"), "type").put("mutability", "readOnly");
        return schema;
    }

    static JsonNode enterprise() {
        ObjectNode schema = load(ClassPathReferences.ENTERPRISE_USER_SCHEMA_JSON);
        ObjectNode manager = attribute(schema, "manager");
        keep(manager.withArray("subAttributes"), Set.of("value", "$ref"));
        // It is said by whose id the value is.
        part(manager, "$ref").put("mutability", "readOnly");
        return schema;
    }

    static JsonNode group() {
        ObjectNode schema = load(ClassPathReferences.GROUP_SCHEMA_JSON);
        attribute(schema, "externalId").put("uniqueness", "server");
        attribute(schema, "displayName").put("uniqueness", "server");
        ObjectNode members = attribute(schema, "members");
        keep(members.withArray("subAttributes"), Set.of("value", "$ref", "type"));
        // They are said by whose id the value is.
        part(members, "$ref").put("mutability", "readOnly");
        part(members, "type").put("mutability", "readOnly");
        return schema;
    }

    private static ObjectNode load(String place) {
        return (ObjectNode) JsonHelper.loadJsonDocument(place);
    }

    private static void keep(ArrayNode attributes, Set<String> names) {
        for (int i = attributes.size() - 1; i >= 0; i--) {
            if (!names.contains(attributes.get(i).path("name").asText())) {
                attributes.remove(i);
            }
        }
    }

    private static ObjectNode attribute(ObjectNode schema, String name) {
        return named(schema.withArray("attributes"), name);
    }

    private static ObjectNode part(ObjectNode attribute, String name) {
        return named(attribute.withArray("subAttributes"), name);
    }

    private static ObjectNode named(ArrayNode nodes, String name) {
        for (JsonNode node : nodes) {
            if (node.path("name").asText().equals(name)) {
                return (ObjectNode) node;
            }
        }
        throw new IllegalStateException("The library's schema lacks " + name);
    }
}
