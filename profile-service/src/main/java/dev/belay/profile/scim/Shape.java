package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.Mutability;
import de.captaingoldfish.scim.sdk.common.constants.enums.Type;
import de.captaingoldfish.scim.sdk.common.schemas.Schema;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a kind of resource, found by names whose case means nothing.
 *
 * @param urn of the main schema
 * @param extensions attributes by the URN of their schema, as it is written
 */
record Shape(String urn, Map<String, Attribute> attributes, Map<String, Map<String, Attribute>> extensions) {

    /** @param parts of a complex attribute; empty for others */
    record Attribute(
            String name, boolean isMultiValued, boolean isBoolean, boolean isReadOnly, Map<String, Attribute> parts) {

        boolean isComplex() {
            return !parts.isEmpty();
        }

        Optional<Attribute> part(String partName) {
            return Optional.ofNullable(parts.get(fold(partName)));
        }

        private static Attribute of(SchemaAttribute attribute) {
            return new Attribute(
                    attribute.getName(),
                    attribute.isMultiValued(),
                    attribute.getType() == Type.BOOLEAN,
                    attribute.getMutability() == Mutability.READ_ONLY,
                    byName(attribute.getSubAttributes()));
        }
    }

    static Shape of(ResourceType type) {
        Map<String, Map<String, Attribute>> extensions = new HashMap<>();
        for (Schema extension : type.getAllSchemaExtensions()) {
            extensions.put(extension.getNonNullId(), byName(extension.getAttributes()));
        }
        return new Shape(
                type.getMainSchema().getNonNullId(), byName(type.getMainSchema().getAttributes()), extensions);
    }

    Optional<Attribute> attribute(String name) {
        return Optional.ofNullable(attributes.get(fold(name)));
    }

    /** The extension's URN as it is written, for one in any case. */
    Optional<String> extension(String name) {
        return extensions.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst();
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Map<String, Attribute> byName(List<SchemaAttribute> attributes) {
        Map<String, Attribute> byName = new HashMap<>();
        attributes.forEach(attribute -> byName.put(fold(attribute.getName()), Attribute.of(attribute)));
        return Map.copyOf(byName);
    }
}
