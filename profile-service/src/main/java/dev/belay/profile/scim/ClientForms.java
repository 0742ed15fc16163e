package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType.RFC7644;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import dev.belay.profile.scim.Shape.Attribute;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What connectors really send becomes what RFC 7643 and 7644 mean, before the library sees it: names in any case,
 * {@code "True"} for true, an empty text for none, a text where an object with a {@code value} belongs, operations without a
 * path whose value holds paths, attributes that nobody keeps here. How a resource is patched is then the library's affair.
 */
final class ClientForms {
    /** Attributes of RFC 7643 that Belay has no use for: sent by many, kept for nobody. */
    private static final Set<String> NOT_KEPT = Set.of(
            "password",
            "ims",
            "photos",
            "entitlements",
            "roles",
            "x509certificates",
            "manager.displayname",
            "manager.$ref",
            "members.display",
            "members.$ref",
            "members.type");

    private static final Pattern PATH = Pattern.compile("([$\\w-]+)(\\[.*])?(?:\\.([$\\w-]+))?", Pattern.DOTALL);
    private static final String VALUE = "value";
    private static final String SCHEMAS = "schemas";

    private final Shape shape;

    ClientForms(Shape shape) {
        this.shape = shape;
    }

    /** A whole resource, as POST and PUT bring it. */
    ObjectNode resource(ObjectNode sent) {
        ObjectNode resource = canonical(shape.attributes(), sent);
        sent.properties()
                .forEach(entry -> shape.extension(entry.getKey()).ifPresent(urn -> {
                    if (entry.getValue() instanceof ObjectNode extension) {
                        ObjectNode kept = canonical(shape.extensions().get(urn), extension);
                        if (!kept.isEmpty()) {
                            resource.set(urn, kept);
                        }
                    }
                }));
        schemas(sent, resource);
        return resource;
    }

    /** The schemas that are there: some connectors name others, or one of which they send nothing, or not the one they do. */
    private void schemas(ObjectNode sent, ObjectNode resource) {
        JsonNode named = named(sent, SCHEMAS);
        if (named == null || !named.isArray()) {
            throw new BadRequestException("'schemas' must name " + shape.urn(), RFC7644.INVALID_SYNTAX);
        }
        ArrayNode schemas = JsonNodeFactory.instance.arrayNode();
        named.forEach(urn -> {
            if (shape.urn().equalsIgnoreCase(urn.asText())) {
                schemas.add(shape.urn());
            }
        });
        if (schemas.isEmpty()) {
            throw new BadRequestException("'schemas' must name " + shape.urn(), RFC7644.INVALID_SYNTAX);
        }
        shape.extensions().keySet().stream().filter(resource::has).forEach(schemas::add);
        resource.set(SCHEMAS, schemas);
    }

    /** A PATCH's body; its operations each have a path, but for one that removes without. */
    ObjectNode patch(ObjectNode sent) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        JsonNode schemas = named(sent, SCHEMAS);
        if (schemas != null) {
            patch.set(SCHEMAS, schemas);
        }
        JsonNode operations = named(sent, "Operations");
        if (!(operations instanceof ArrayNode)) {
            throw new BadRequestException("'Operations' must be an array", RFC7644.INVALID_SYNTAX);
        }
        ArrayNode expanded = patch.putArray("Operations");
        for (JsonNode operation : operations) {
            if (!(operation instanceof ObjectNode object)) {
                throw new BadRequestException("An operation must be an object", RFC7644.INVALID_SYNTAX);
            }
            expand(object, expanded);
        }
        return patch;
    }

    private void expand(ObjectNode operation, ArrayNode expanded) {
        JsonNode op = named(operation, "op");
        String name = op == null ? "" : Shape.fold(op.asText());
        if (!Set.of("add", "replace", "remove").contains(name)) {
            throw new BadRequestException("'op' must be add, replace or remove", RFC7644.INVALID_SYNTAX);
        }
        JsonNode path = named(operation, "path");
        JsonNode value = named(operation, VALUE);
        if (path != null && path.isTextual() && !path.textValue().isBlank()) {
            one(name, path.textValue().strip(), value, true, expanded);
        } else if (name.equals("remove")) {
            throw new BadRequestException("An operation that removes needs a 'path'", RFC7644.NO_TARGET);
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(entry -> one(name, entry.getKey(), entry.getValue(), false, expanded));
        } else {
            throw new BadRequestException(
                    "Without a 'path', 'value' must be an object of attributes", RFC7644.INVALID_VALUE);
        }
    }

    /** @param isPath whether the client says that it is one; otherwise it is a name among others, and may mean nothing here */
    private void one(String op, String path, JsonNode value, boolean isPath, ArrayNode expanded) {
        String urn = null;
        String rest = path;
        if (Shape.fold(path).startsWith("urn:")) {
            Optional<String> extension = shape.extensions().keySet().stream()
                    .filter(known -> begins(path, known))
                    .findFirst();
            if (extension.isPresent() && path.length() == extension.get().length()) {
                wholeExtension(op, extension.get(), value, isPath, expanded);
                return;
            }
            boolean isMain =
                    begins(path, shape.urn()) && path.length() > shape.urn().length();
            if (extension.isEmpty() && !isMain) {
                // Somebody else's extension: nothing that is kept here.
                return;
            }
            urn = extension.orElse(null);
            rest = path.substring(extension.orElse(shape.urn()).length() + 1);
        }
        Matcher parts = PATH.matcher(rest);
        if (!parts.matches()) {
            throw invalidPath(path);
        }
        Map<String, Attribute> attributes =
                urn == null ? shape.attributes() : shape.extensions().get(urn);
        Attribute attribute = attributes.get(Shape.fold(parts.group(1)));
        Attribute part = attribute == null || parts.group(3) == null
                ? null
                : attribute.part(parts.group(3)).orElse(null);
        boolean isKnown = attribute != null && (parts.group(3) == null || part != null);
        String folded = Shape.fold(parts.group(1) + (parts.group(3) == null ? "" : "." + parts.group(3)));
        boolean isNotKept = NOT_KEPT.contains(Shape.fold(parts.group(1))) || NOT_KEPT.contains(folded);
        if (isNotKept || !isPath && !isKnown) {
            return;
        }
        if (!isKnown) {
            throw invalidPath(path);
        }
        if (attribute.isReadOnly()) {
            if (isPath) {
                throw new BadRequestException("'" + path + "' cannot be changed", RFC7644.MUTABILITY);
            }
            return;
        }
        add(op, urn == null ? "" : urn + ":", attribute, parts.group(2), part, value, expanded);
    }

    private void wholeExtension(String op, String urn, JsonNode value, boolean isPath, ArrayNode expanded) {
        if (op.equals("remove")) {
            shape.extensions()
                    .get(urn)
                    .values()
                    .forEach(attribute -> add(op, urn + ":", attribute, null, null, null, expanded));
        } else if (value instanceof ObjectNode object) {
            object.properties()
                    .forEach(entry -> one(op, urn + ":" + entry.getKey(), entry.getValue(), isPath, expanded));
        } else if (isPath) {
            throw new BadRequestException("The value of an extension must be an object", RFC7644.INVALID_VALUE);
        }
    }

    private static void add(
            String op,
            String prefix,
            Attribute attribute,
            String filter,
            Attribute part,
            JsonNode value,
            ArrayNode to) {
        String path = prefix + attribute.name() + (filter == null ? "" : filter);
        String whole = part == null ? path : path + "." + part.name();
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        if (op.equals("remove")) {
            operation.put("op", op).put("path", whole);
            // Some name the values to take away here instead of in a filter.
            if (value != null && !value.isNull()) {
                operation.set(VALUE, value);
            }
            to.add(operation);
            return;
        }
        if (value == null) {
            throw new BadRequestException("'" + whole + "' is to be set, but to what?", RFC7644.INVALID_VALUE);
        }
        JsonNode meant = canonical(part == null ? attribute : part, value, filter != null);
        if (meant == null) {
            boolean isAllOfIt = part != null && part.name().equals(VALUE);
            operation.put("op", "remove").put("path", isAllOfIt ? path : whole);
        } else {
            operation.put("op", op).put("path", whole).set(VALUE, meant);
        }
        to.add(operation);
    }

    private static ObjectNode canonical(Map<String, Attribute> attributes, ObjectNode sent) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        sent.properties().forEach(entry -> {
            Attribute attribute = attributes.get(Shape.fold(entry.getKey()));
            if (attribute != null && !attribute.isReadOnly()) {
                JsonNode value = canonical(attribute, entry.getValue(), false);
                if (value != null) {
                    object.set(attribute.name(), value);
                }
            }
        });
        return object;
    }

    /** @return null if it says that there is nothing */
    private static JsonNode canonical(Attribute attribute, JsonNode sent, boolean isElement) {
        if (sent.isNull() || sent.isTextual() && sent.textValue().isBlank()) {
            return null;
        }
        if (sent.isArray() && !attribute.isMultiValued() && sent.size() == 1) {
            // One value, sent as an only one among several; that of a simple attribute as if it were a complex one.
            JsonNode only = sent.get(0);
            return canonical(attribute, !attribute.isComplex() && only.has(VALUE) ? only.get(VALUE) : only, isElement);
        }
        if (attribute.isComplex()) {
            return attribute.isMultiValued() && !isElement ? elements(attribute, sent) : complex(attribute, sent);
        }
        if (attribute.isBoolean() && sent.isTextual() && isBoolean(sent.textValue())) {
            return BooleanNode.valueOf(Boolean.parseBoolean(sent.textValue().strip()));
        }
        return sent;
    }

    private static JsonNode elements(Attribute attribute, JsonNode sent) {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element :
                sent.isArray() ? sent : JsonNodeFactory.instance.arrayNode().add(sent)) {
            JsonNode meant = element.isNull() ? null : complex(attribute, element);
            if (meant != null) {
                elements.add(meant);
            }
        }
        return elements.isEmpty() ? null : elements;
    }

    private static JsonNode complex(Attribute attribute, JsonNode sent) {
        boolean hasValue = attribute.parts().containsKey(VALUE);
        if (!(sent instanceof ObjectNode object)) {
            // A text or number that stands for its value; anything else is for the library to refuse.
            return hasValue && sent.isValueNode()
                    ? sent.asText().isBlank()
                            ? null
                            : JsonNodeFactory.instance.objectNode().put(VALUE, sent.asText())
                    : sent;
        }
        ObjectNode meant = canonical(attribute.parts(), object);
        boolean saysNothing = hasValue && !meant.has(VALUE) || meant.isEmpty();
        return saysNothing ? null : meant;
    }

    private static boolean isBoolean(String text) {
        return text.strip().equalsIgnoreCase("true") || text.strip().equalsIgnoreCase("false");
    }

    private static boolean begins(String path, String urn) {
        return path.regionMatches(true, 0, urn, 0, urn.length())
                && (path.length() == urn.length()
                        || path.charAt(urn.length()) == ':'
                        || path.charAt(urn.length()) == '.');
    }

    private static JsonNode named(ObjectNode object, String name) {
        return object.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static BadRequestException invalidPath(String path) {
        return new BadRequestException("'" + path + "' is no path to an attribute here", RFC7644.INVALID_PATH);
    }
}
