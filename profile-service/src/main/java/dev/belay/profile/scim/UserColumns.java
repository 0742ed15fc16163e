package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.constants.enums.Type;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import dev.belay.profile.scim.Column.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a user's attributes stand in the table {@code person p}. Names come from the schema alone, never from a client.
 *
 * @param users the address under which users are found, with a slash at its end
 */
record UserColumns(ResourceType type, String users) implements Columns {
    private static final String GROUPS = "groups";
    private static final String MANAGER = "manager";

    @Override
    public Column of(SchemaAttribute attribute) {
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
            default -> new Column("value", Sql.of("coalesce(p.manager_id::text, p.manager_external_id)"), Kind.MANAGER);
        };
    }

    /** Each half has an index. */
    static Sql managedBy(String text) {
        Sql named = Sql.of("p.manager_id IS NULL AND p.manager_external_id = ?", text);
        return Ids.parse(text)
                .map(id -> Sql.of("(p.manager_id = ? OR (", id).then(named).then("))"))
                .orElseGet(() -> named.in("(", ")"));
    }

    private Column meta(String name) {
        return switch (name) {
            case "created" -> new Column(name, Columns.createdMillis("p.id"), Kind.TIME, Instant::toEpochMilli);
            case "lastModified" -> new Column(name, Sql.of("p.hr_version"), Kind.TIME, Columns::micros);
            case "version" -> new Column(name, Sql.of("('W/\"' || p.hr_version || '\"')"), Kind.EXACT_TEXT);
            case "location" -> new Column(name, Sql.of("(? || p.id::text)", users), Kind.EXACT_TEXT);
            default -> new Column(name, Sql.of("'User'::text"), Kind.EXACT_TEXT);
        };
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

    /** Of the element {@code e}, or of the group {@code g}. */
    @Override
    public Column part(SchemaAttribute part) {
        if (part.getParent().getName().equals(GROUPS)) {
            return switch (part.getName()) {
                case "value" -> new Column("value", Sql.of("g.id"), Kind.ID);
                case "display" -> new Column("display", Sql.of("g.display_name"), Kind.FOLDED_TEXT);
                default -> throw new InvalidFilterException("Groups are found by 'value' and 'display'");
            };
        }
        String path = "e ->> '" + part.getName() + "'";
        return part.getType() == Type.BOOLEAN
                ? new Column(part.getName(), Sql.of("coalesce((" + path + ")::boolean, false)"), Kind.TRUTH)
                : new Column(part.getName(), Sql.of(path), kind(part));
    }

    @Override
    public Sql element(SchemaAttribute multiValued, Sql condition, Optional<String> value) {
        if (multiValued.getName().equals(GROUPS)) {
            return condition.in(
                    "EXISTS (SELECT FROM scim_group_member m JOIN scim_group g ON g.id = m.group_id"
                            + " WHERE m.person_id = p.id AND ",
                    ")");
        }
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

    @Override
    public Sql order(SchemaAttribute by, SortOrder order) {
        Sql key = by.isMultiValued() || by.getParent() != null && by.getParent().isMultiValued()
                ? firstOf(by)
                : of(by).folded();
        return key.then(order == SortOrder.DESCENDING ? " DESC NULLS FIRST, p.id" : " ASC NULLS LAST, p.id");
    }

    private Sql firstOf(SchemaAttribute by) {
        if (by.getName().equals(GROUPS)
                || by.getParent() != null && by.getParent().getName().equals(GROUPS)) {
            throw new InvalidFilterException("Nobody is ordered by groups");
        }
        SchemaAttribute multiValued = by.isMultiValued() ? by : by.getParent();
        Column part = by.isMultiValued() ? value(by) : part(by);
        return part.folded()
                .in(
                        "(SELECT ",
                        " FROM jsonb_array_elements(coalesce(p.hr_document -> '" + multiValued.getName()
                                + "', '[]')) WITH ORDINALITY AS elements (e, place)"
                                + " ORDER BY coalesce((e ->> 'primary')::boolean, false) DESC, place LIMIT 1)");
    }
}
