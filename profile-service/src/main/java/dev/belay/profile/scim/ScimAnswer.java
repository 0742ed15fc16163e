package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** @param body null for none */
record ScimAnswer(int status, Map<String, String> headers, JsonNode body) {
    static final String MEDIA_TYPE = "application/scim+json";

    /** @param scimType null where RFC 7644 has none */
    static ScimAnswer error(int status, String scimType, String detail) {
        return new ScimAnswer(status, Map.of(), document(status, scimType, detail));
    }

    /** An error as RFC 7644 writes it. */
    static ObjectNode document(int status, String scimType, String detail) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        error.put("status", Integer.toString(status));
        if (scimType != null) {
            error.put("scimType", scimType);
        }
        return error.put("detail", detail);
    }
}
