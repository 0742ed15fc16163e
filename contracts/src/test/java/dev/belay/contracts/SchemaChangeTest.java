package dev.belay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate itself: each rule refuses a schema that was broken on purpose, and lets pass what harms nobody. */
class SchemaChangeTest {

    private static final String RELEASED = """
            {
              "$id": "urn:belay:schema:belay.test.thing.v1",
              "title": "A thing",
              "type": "object",
              "properties": {
                "id": {"type": "string", "format": "uuid"},
                "size": {"type": "integer", "minimum": 0, "maximum": 5, "description": "Its size."},
                "code": {"type": "string", "pattern": "^[A-Z]+$"},
                "day": {"type": "string", "enum": ["MONDAY", "TUESDAY"]},
                "parts": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "weight": {"type": "integer"}},
                    "required": ["name"]
                  }
                }
              },
              "required": ["id", "size"]
            }
            """;

    @Test
    void acceptsWhatIsUnchanged() throws JsonProcessingException {
        assertEquals(List.of(), SchemaChange.refusals(json(RELEASED), json(RELEASED)));
    }

    /** Each line: what is refused, the object of the schema that changes, and what is merged into it; null removes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /code was removed or renamed                                     | /properties                        | {"code": null}
                    /code was removed or renamed                                     | /properties                        | {"code": null, "reason": {"type": "string", "pattern": "^[A-Z]+$"}}
                    /parts/items/weight was removed or renamed                       | /properties/parts/items/properties | {"weight": null}
                    /size type was "integer" and is "string"                         | /properties/size                   | {"type": "string"}
                    /size type was "integer" and is "number"                         | /properties/size                   | {"type": "number"}
                    /size type was "integer" and is ["integer","null"]               | /properties/size                   | {"type": ["integer", "null"]}
                    /parts/items/weight type was "integer" and is "string"           | /properties/parts/items/properties/weight | {"type": "string"}
                    /id format was "uuid" and is absent                              | /properties/id                     | {"format": null}
                    /id format was "uuid" and is "uri"                               | /properties/id                     | {"format": "uri"}
                    /code format was absent and is "uuid"                            | /properties/code                   | {"format": "uuid"}
                    /day enum was ["MONDAY","TUESDAY"] and is ["MONDAY"]             | /properties/day                    | {"enum": ["MONDAY"]}
                    /day enum was ["MONDAY","TUESDAY"] and is ["MONDAY","TUESDAY","SUNDAY"] | /properties/day             | {"enum": ["MONDAY", "TUESDAY", "SUNDAY"]}
                    /code enum was absent and is ["A"]                               | /properties/code                   | {"enum": ["A"]}
                    /code pattern was "^[A-Z]+$" and is "^[A-M]+$"                   | /properties/code                   | {"pattern": "^[A-M]+$"}
                    /size minimum was 0 and is 1                                     | /properties/size                   | {"minimum": 1}
                    /size maximum was 5 and is 6                                     | /properties/size                   | {"maximum": 6}
                    /code maxLength was absent and is 20                             | /properties/code                   | {"maxLength": 20}
                    /parts minItems was absent and is 1                              | /properties/parts                  | {"minItems": 1}
                    /parts items was                                                 | /properties/parts                  | {"items": null}
                    /code is newly required, and old records lack it                 | ``                                 | {"required": ["id", "size", "code"]}
                    /colour is newly required, and old records lack it               | ``                                 | {"required": ["id", "size", "colour"], "properties": {"colour": {"type": "string"}}}
                    /parts/items/weight is newly required, and old records lack it   | /properties/parts/items            | {"required": ["name", "weight"]}
                    /size is no longer required, and old readers rely on it          | ``                                 | {"required": ["id"]}
                    ` additionalProperties was absent and is false`                  | ``                                 | {"additionalProperties": false}
                    ` unheardOf was absent and is true`                              | ``                                 | {"unheardOf": true}
                    ` $id was`                                                       | ``                                 | {"$id": "urn:belay:schema:belay.test.thing.v2"}
                    """)
    void refuses(String refusal, String place, String change) throws JsonProcessingException {
        List<String> refusals = SchemaChange.refusals(json(RELEASED), changed(place, change));
        assertEquals(1, refusals.size(), refusals::toString);
        assertEquals(
                refusal,
                refusals.get(0)
                        .substring(0, Math.min(refusal.length(), refusals.get(0).length())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                 | {"properties": {"colour": {"type": "string", "enum": ["RED"]}}}
                    /properties/parts/items/properties | {"colour": {"type": "string"}}
                    ``                                 | {"required": ["size", "id"]}
                    /properties/day                    | {"enum": ["TUESDAY", "MONDAY"]}
                    /properties/size                   | {"description": "How large it is.", "deprecated": true}
                    ``                                 | {"title": "Some thing", "$comment": "Here for a reason.", "examples": []}
                    """)
    void accepts(String place, String change) throws JsonProcessingException {
        assertEquals(List.of(), SchemaChange.refusals(json(RELEASED), changed(place, change)));
    }

    @Test
    void namesEveryRefusalAtOnce() throws JsonProcessingException {
        ObjectNode present = (ObjectNode) changed("/properties", "{\"code\": null, \"size\": {\"maximum\": 4}}");
        assertEquals(2, SchemaChange.refusals(json(RELEASED), present).size());
    }

    private static JsonNode changed(String place, String change) throws JsonProcessingException {
        JsonNode schema = json(RELEASED);
        merge((ObjectNode) schema.at(place), json(change));
        return schema;
    }

    /** JSON Merge Patch. */
    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode present = target.get(entry.getKey());
            if (entry.getValue().isNull()) {
                target.remove(entry.getKey());
            } else if (entry.getValue().isObject() && present instanceof ObjectNode object) {
                merge(object, entry.getValue());
            } else {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Documents.JSON.readTree(text);
    }
}
