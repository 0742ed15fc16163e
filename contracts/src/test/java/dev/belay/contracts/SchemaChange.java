package dev.belay.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands between a released schema and the present one.
 *
 * <p>Two readers must be served at once. New code replays old records from a compacted topic, so nothing may be asked
 * for that those lack or do not satisfy. Old code reads new records while services are replaced one by one, so nothing
 * may vanish or take a value that it has never seen. What both survive is little: another optional property, and
 * other words of explanation. Every other difference is refused, including keywords that this class has never heard of.
 */
final class SchemaChange {

    /** Keywords that only explain. */
    private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples", "deprecated");

    /** Keywords whose arrays are sets: their order says nothing. */
    private static final Set<String> SETS = Set.of("enum", "type");

    private final List<String> refusals = new ArrayList<>();

    private SchemaChange() {}

    /** Every reason why the change is incompatible, each with its place as a JSON Pointer; empty if it is not. */
    static List<String> refusals(JsonNode released, JsonNode present) {
        SchemaChange change = new SchemaChange();
        change.compare("", released, present);
        return change.refusals;
    }

    private void compare(String place, JsonNode released, JsonNode present) {
        if (!released.isObject() || !present.isObject()) {
            if (!released.equals(present)) {
                refuse(place, "was " + released + " and is " + present);
            }
            return;
        }
        Set<String> keywords = new TreeSet<>();
        released.fieldNames().forEachRemaining(keywords::add);
        present.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS);
        for (String keyword : keywords) {
            JsonNode before = released.path(keyword);
            JsonNode now = present.path(keyword);
            switch (keyword) {
                case "properties" -> properties(place, before, now);
                case "required" -> required(place, before, now);
                case "items" -> items(place, before, now);
                default -> {
                    if (!same(keyword, before, now)) {
                        refuse(place, keyword + " was " + text(before) + " and is " + text(now));
                    }
                }
            }
        }
    }

    private void properties(String place, JsonNode released, JsonNode present) {
        released.fieldNames().forEachRemaining(name -> {
            if (present.has(name)) {
                compare(place + "/" + name, released.get(name), present.get(name));
            } else {
                refuse(place + "/" + name, "was removed or renamed");
            }
        });
    }

    private void required(String place, JsonNode released, JsonNode present) {
        Set<JsonNode> before = elements(released);
        Set<JsonNode> now = elements(present);
        for (JsonNode name : now) {
            if (!before.contains(name)) {
                refuse(place + "/" + name.asText(), "is newly required, and old records lack it");
            }
        }
        for (JsonNode name : before) {
            if (!now.contains(name)) {
                refuse(place + "/" + name.asText(), "is no longer required, and old readers rely on it");
            }
        }
    }

    private void items(String place, JsonNode released, JsonNode present) {
        if (released.isMissingNode() || present.isMissingNode()) {
            refuse(place, "items was " + text(released) + " and is " + text(present));
        } else {
            compare(place + "/items", released, present);
        }
    }

    private static boolean same(String keyword, JsonNode before, JsonNode now) {
        return before.equals(now)
                || (SETS.contains(keyword)
                        && before.isArray()
                        && now.isArray()
                        && elements(before).equals(elements(now)));
    }

    private static Set<JsonNode> elements(JsonNode array) {
        Set<JsonNode> elements = new HashSet<>();
        array.forEach(elements::add);
        return elements;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.toString();
    }

    private void refuse(String place, String why) {
        refusals.add(place + " " + why);
    }
}
