package dev.belay.system.hostile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.system.RunningBelay;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as a tree, and as the text that an attacker writes. */
final class Json {
    private Json() {}

    static JsonNode parse(String text) {
        try {
            return RunningBelay.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A missing node if it is no JSON. */
    static JsonNode parseOrMissing(byte[] bytes) {
        try {
            return RunningBelay.JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** The document with a value, as it is written, in the place of what stands there; objects on the way are made. */
    static String with(JsonNode document, String pointer, String value) {
        if (pointer.isEmpty()) {
            return value;
        }
        String mark = "\u0001here\u0001";
        JsonNode copy = document.deepCopy();
        put(copy, JsonPointer.compile(pointer), TextNode.valueOf(mark));
        return copy.toString().replace(quoted(mark), value);
    }

    static JsonNode without(JsonNode document, String pointer) {
        JsonNode copy = document.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        if (copy.at(place.head()) instanceof ObjectNode parent) {
            parent.remove(place.last().getMatchingProperty());
        }
        return copy;
    }

    private static void put(JsonNode document, JsonPointer place, JsonNode value) {
        JsonNode parent = document.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            int index = place.last().getMatchingIndex();
            if (index < array.size()) {
                array.set(index, value);
            } else {
                array.add(value);
            }
        } else {
            throw new IllegalArgumentException("nothing holds " + place + " in " + document);
        }
    }

    /** Every text in the document by its JSON Pointer. */
    static Map<String, String> texts(JsonNode document) {
        Map<String, String> texts = new LinkedHashMap<>();
        collect("", document, texts);
        return texts;
    }

    private static void collect(String place, JsonNode node, Map<String, String> into) {
        if (node.isTextual()) {
            into.put(place, node.textValue());
        }
        node.properties().forEach(field -> collect(place + "/" + escaped(field.getKey()), field.getValue(), into));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(place + "/" + i, node.get(i), into);
            }
        }
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
