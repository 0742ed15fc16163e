package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.constants.enums.Type;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import dev.belay.profile.scim.Column.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a user's attributes stand in the table {@code person p}. Names come from the schema alone, never from a client.
 *
 * @param users the address under which users are found, with a slash at its end
 */
record Columns(ResourceType type, String users) {
    private static final String MANAGER = "manager";

    /** Of an attribute that has one value. */
    Column of(SchemaAttribute attribute) {
        String name = attribute.getName();
        SchemaAttribute parent = attribute.getParent();
        if (!isOfMainSchema(attribute)) {
            boolean isManager = MANAGER.equals(parent == null ? name : parent.getName());
            return isManager ? manager(attribute) : inDocument(attribute);
        }
        if (parent != null && parent.getName().equals("meta")) {
            return meta(name);
        }
        return switch (attribute.getScimNodeName()) {
            case "id" -> new Column(name, Sql.of("p.id"), Kind.ID);
            case "externalId" -> new Column(name, Sql.of("p.external_id"), Kind.EXACT_TEXT);
            case "userName" -> new Column(name, Sql.of("p.user_name_folded"), Kind.NAME);
            case "active" -> new Column(name, Sql.of("p.active"), Kind.TRUTH);
            case "meta" -> new Column(name, Sql.of("p.id"), Kind.ID);
            default -> inDocument(attribute);
        };
    }

    private boolean isOfMainSchema(SchemaAttribute attribute) {
        return type.getAllSchemaExtensions().stream()
                .noneMatch(extension -> extension.getNonNullId().equals(attribute.getResourceUri()));
    }

    private Column manager(SchemaAttribute attribute) {
        return switch (attribute.getName()) {
            case "$ref" -> new Column(attribute.getName(), Sql.of("(? || p.manager_id::text)", users), Kind.EXACT_TEXT);
            default ->
                new Column("value", Sql.of("coalesce(p.manager_id::text, p.manager_external_id)"), Kind.EXACT_TEXT);
        };
    }

    /** Ids begin with the time, in milliseconds, at which they were made; versions are microseconds. */
    private Column meta(String name) {
        return switch (name) {
            case "created" ->
                new Column(
                        name,
                        Sql.of("('x' || left(replace(p.id::text, '-', ''), 12))::bit(48)::bigint"),
                        Kind.TIME,
                        Instant::toEpochMilli);
            case "lastModified" -> new Column(name, Sql.of("p.hr_version"), Kind.TIME, Columns::micros);
            case "version" -> new Column(name, Sql.of("('W/\"' || p.hr_version || '\"')"), Kind.EXACT_TEXT);
            case "location" -> new Column(name, Sql.of("(? || p.id::text)", users), Kind.EXACT_TEXT);
            default -> new Column(name, Sql.of("'User'::text"), Kind.EXACT_TEXT);
        };
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private Column inDocument(SchemaAttribute attribute) {
        StringBuilder path = new StringBuilder("p.hr_document");
        if (!isOfMainSchema(attribute)) {
            path.append(" -> '").append(attribute.getResourceUri()).append('\'');
        }
        if (attribute.getParent() != null) {
            path.append(" -> '").append(attribute.getParent().getName()).append('\'');
        }
        boolean isComplex = attribute.getType() == Type.COMPLEX;
        path.append(isComplex ? " -> '" : " ->> '").append(attribute.getName()).append('\'');
        return new Column(
                attribute.getName(), Sql.of(isComplex ? "(" + path + ")::text" : path.toString()), kind(attribute));
    }

    private static Kind kind(SchemaAttribute attribute) {
        return attribute.isCaseExact() ? Kind.EXACT_TEXT : Kind.FOLDED_TEXT;
    }

    /** A part of the element {@code e}. */
    Column part(SchemaAttribute part) {
        String path = "e ->> '" + part.getName() + "'";
        return part.getType() == Type.BOOLEAN
                ? new Column(part.getName(), Sql.of("coalesce((" + path + ")::boolean, false)"), Kind.TRUTH)
                : new Column(part.getName(), Sql.of(path), kind(part));
    }

    /** What a multi-valued attribute is compared by, if nobody says by which part. */
    Column value(SchemaAttribute multiValued) {
        return multiValued.getSubAttributes().stream()
                .filter(part -> part.getName().equals("value"))
                .findFirst()
                .map(this::part)
                .orElseThrow(
                        () -> new InvalidFilterException("Say which part of '" + multiValued.getName() + "' is meant"));
    }

    /** Whether there is an element of which a condition holds. */
    Sql element(SchemaAttribute multiValued, Sql condition, Optional<String> value) {
        String elements = "p.hr_document -> '" + multiValued.getName() + "'";
        Sql exists = condition.in(
                "EXISTS (SELECT FROM jsonb_array_elements(coalesce(" + elements + ", '[]')) e WHERE ", ")");
        boolean isIndexed = multiValued.getName().equals("emails") && value.isPresent();
        return isIndexed
                ? Sql.of("(folded_values(" + elements + ") @> ARRAY[lower(?)] AND ", value.get())
                        .then(exists)
                        .then(")")
                : exists;
    }

    /** What a list is ordered by, those without a value last; the order of ids decides between equals. */
    Sql order(SchemaAttribute by, SortOrder order) {
        Sql key = by.isMultiValued() || by.getParent() != null && by.getParent().isMultiValued()
                ? firstOf(by)
                : of(by).folded();
        return key.then(order == SortOrder.DESCENDING ? " DESC NULLS FIRST, p.id" : " ASC NULLS LAST, p.id");
    }

    private Sql firstOf(SchemaAttribute by) {
        SchemaAttribute multiValued = by.isMultiValued() ? by : by.getParent();
        Column part = by.isMultiValued() ? value(by) : part(by);
        return part.folded()
                .in(
                        "(SELECT ",
                        " FROM jsonb_array_elements(coalesce(p.hr_document -> '" + multiValued.getName()
                                + "', '[]')) WITH ORDINALITY AS elements (e, place)"
                                + " ORDER BY coalesce((e ->> 'primary')::boolean, false) DESC, place LIMIT 1)");
    }

    /** When an id was made. */
    static Instant created(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
