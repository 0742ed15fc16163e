package dev.belay.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.JsonFaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;

/** JSON Merge Patch (RFC 7396) of a record: absent is unchanged, null is cleared, arrays are replaced whole. */
@ApplicationScoped
public class MergePatch {
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param present the document as it stands
     * @param patch the client's body
     * @return the document as it shall stand, valid by its own constraints
     * @throws InvalidRequest with a violation for each unknown field, wrong type or broken constraint
     */
    @SuppressWarnings("unchecked")
    public <T extends Record> T apply(T present, JsonNode patch) {
        if (!(patch instanceof ObjectNode)) {
            throw InvalidRequest.body("", "type", "must be a JSON object");
        }
        T patched;
        try {
            JsonNode merged = merge(json.valueToTree(present), patch);
            patched = (T) json.readerFor(present.getClass()).readValue(written(merged));
        } catch (java.io.IOException e) {
            throw InvalidRequest.body(List.of(JsonFaults.violation(e)));
        }
        Set<ConstraintViolation<T>> broken = validator.validate(patched);
        if (!broken.isEmpty()) {
            throw InvalidRequest.body(broken.stream()
                    .map(b -> JsonFaults.violation(b, 0))
                    .sorted(JsonFaults.BY_FIELD)
                    .toList());
        }
        return patched;
    }

    /** A number beyond what a double holds, such as 1e400, would otherwise become the text Infinity. */
    private byte[] written(JsonNode merged) throws java.io.IOException {
        return json.writer()
                .without(JsonGenerator.Feature.QUOTE_NON_NUMERIC_NUMBERS)
                .writeValueAsBytes(merged);
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                // A record knows its fields: null there is the same as absent, and an unknown name is still refused.
                result.putNull(change.getKey());
            } else {
                result.set(change.getKey(), merge(result.path(change.getKey()), change.getValue()));
            }
        });
        return result;
    }
}
