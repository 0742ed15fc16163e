package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import dev.belay.profile.scim.Column.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a group's attributes stand in the table {@code scim_group g}.
 *
 * @param groups the address under which groups are found, with a slash at its end
 */
record GroupColumns(String groups) implements Columns {
    @Override
    public Column of(SchemaAttribute attribute) {
        String name = attribute.getName();
        return switch (attribute.getScimNodeName()) {
            case "id" -> new Column(name, Sql.of("g.id"), Kind.ID);
            case "externalId" -> new Column(name, Sql.of("g.external_id"), Kind.EXACT_TEXT);
            case "displayName" -> new Column(name, Sql.of("g.display_name"), Kind.FOLDED_TEXT);
            case "meta.created" -> new Column(name, Columns.createdMillis("g.id"), Kind.TIME, Instant::toEpochMilli);
            case "meta.lastModified" -> new Column(name, Sql.of("g.version"), Kind.TIME, Columns::micros);
            case "meta.version" -> new Column(name, Sql.of("('W/\"' || g.version || '\"')"), Kind.EXACT_TEXT);
            case "meta.location" -> new Column(name, Sql.of("(? || g.id::text)", groups), Kind.EXACT_TEXT);
            case "meta", "meta.resourceType" -> new Column(name, Sql.of("'Group'::text"), Kind.EXACT_TEXT);
            default ->
                throw new InvalidFilterException("Groups cannot be found by '" + attribute.getScimNodeName() + "'");
        };
    }

    @Override
    public Column part(SchemaAttribute part) {
        if (!part.getName().equals("value")) {
            throw new InvalidFilterException("Members are found by their 'value'");
        }
        return new Column("value", Sql.of("m.person_id"), Kind.ID);
    }

    @Override
    public Sql element(SchemaAttribute multiValued, Sql condition, Optional<String> value) {
        return condition.in("EXISTS (SELECT FROM scim_group_member m WHERE m.group_id = g.id AND ", ")");
    }

    @Override
    public Sql order(SchemaAttribute by, SortOrder order) {
        return of(by).folded()
                .then(order == SortOrder.DESCENDING ? " DESC NULLS FIRST, g.id" : " ASC NULLS LAST, g.id");
    }
}
