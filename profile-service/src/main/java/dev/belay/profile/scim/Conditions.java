package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.filter.AndExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.AttributePathRoot;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.NotExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.OrExpressionNode;
import dev.belay.platform.json.Text;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A parsed filter becomes a condition of SQL. What an attribute is in the database, {@link Columns} say. */
final class Conditions {
    private static final Map<Comparator, String> ORDER =
            Map.of(Comparator.GT, ">", Comparator.GE, ">=", Comparator.LT, "<", Comparator.LE, "<=");

    private final Columns columns;

    Conditions(Columns columns) {
        this.columns = columns;
    }

    Sql of(FilterNode node) {
        return of(node, false);
    }

    /** @param isElement whether names mean parts of the element {@code e} of a multi-valued attribute */
    private Sql of(FilterNode node, boolean isElement) {
        if (node instanceof AndExpressionNode and) {
            return of(and.getLeftNode(), isElement)
                    .then(" AND ")
                    .then(of(and.getRightNode(), isElement))
                    .in("(", ")");
        }
        if (node instanceof OrExpressionNode or) {
            return of(or.getLeftNode(), isElement)
                    .then(" OR ")
                    .then(of(or.getRightNode(), isElement))
                    .in("(", ")");
        }
        if (node instanceof NotExpressionNode not) {
            // What is unknown to SQL is not so to SCIM.
            return of(not.getRightNode(), isElement).in("NOT coalesce(", ", false)");
        }
        if (node instanceof AttributePathRoot path) {
            return element(path.getSchemaAttribute(), of(path.getChild(), true), Optional.empty());
        }
        if (node instanceof AttributeExpressionLeaf leaf) {
            return isElement ? compare(part(leaf.getSchemaAttribute()), leaf) : leaf(leaf);
        }
        throw new InvalidFilterException("This filter is not understood here");
    }

    private Sql leaf(AttributeExpressionLeaf leaf) {
        SchemaAttribute attribute = leaf.getSchemaAttribute();
        SchemaAttribute multiValued = attribute.isMultiValued()
                ? attribute
                : attribute.getParent() != null && attribute.getParent().isMultiValued() ? attribute.getParent() : null;
        if (multiValued == null) {
            return compare(columns.of(attribute), leaf);
        }
        if (leaf.getComparator() == Comparator.PR && attribute == multiValued) {
            return element(multiValued, Sql.of("true"), Optional.empty());
        }
        Column part = attribute == multiValued ? columns.value(attribute) : part(attribute);
        boolean isLookUp = leaf.getComparator() == Comparator.EQ
                && !leaf.isNull()
                && part.name().equals("value");
        return element(multiValued, compare(part, leaf), isLookUp ? Optional.of(text(leaf)) : Optional.empty());
    }

    /** @param value one that the element must have, if it is known: an index finds it */
    private Sql element(SchemaAttribute multiValued, Sql condition, Optional<String> value) {
        return columns.element(multiValued, condition, value);
    }

    private Column part(SchemaAttribute attribute) {
        return columns.part(attribute);
    }

    private static String text(AttributeExpressionLeaf leaf) {
        return FilterText.decode(leaf.getValue());
    }

    private static Sql compare(Column column, AttributeExpressionLeaf leaf) {
        Comparator comparator = leaf.getComparator();
        if (comparator == Comparator.PR) {
            return column.sql().in("(", ") IS NOT NULL");
        }
        if (leaf.isNull()) {
            return switch (comparator) {
                case EQ -> column.sql().in("(", ") IS NULL");
                case NE -> column.sql().in("(", ") IS NOT NULL");
                default -> throw new InvalidFilterException("Nothing is more or less than null");
            };
        }
        return switch (column.kind()) {
            case TRUTH -> equal(column, comparator, leaf.getBooleanValue().orElseThrow(() -> wrongType(leaf)));
            case TIME -> time(column, comparator, leaf);
            case ID -> id(column, comparator, text(leaf));
            case NAME, FOLDED_TEXT, EXACT_TEXT, MANAGER -> text(column, comparator, text(leaf));
        };
    }

    private static Sql equal(Column column, Comparator comparator, Object value) {
        return switch (comparator) {
            case EQ -> column.sql().then(Sql.of(" = ?", value));
            case NE -> column.sql().then(Sql.of(" IS DISTINCT FROM ?", value));
            default -> throw new InvalidFilterException("This attribute can only be equal or not");
        };
    }

    private static Sql time(Column column, Comparator comparator, AttributeExpressionLeaf leaf) {
        Object value = column.time(leaf.getDateTime().orElseThrow(() -> wrongType(leaf)));
        return ORDER.containsKey(comparator)
                ? column.sql().then(Sql.of(" " + ORDER.get(comparator) + " ?", value))
                : equal(column, comparator, value);
    }

    private static Sql id(Column column, Comparator comparator, String text) {
        if (comparator == Comparator.EQ || comparator == Comparator.NE) {
            Optional<UUID> id = Ids.parse(text);
            if (id.isPresent()) {
                return equal(column, comparator, id.get());
            }
            return Sql.of(comparator == Comparator.NE ? "true" : "false");
        }
        return text(
                new Column(column.name(), column.sql().in("(", ")::text"), Column.Kind.EXACT_TEXT), comparator, text);
    }

    private static Sql text(Column column, Comparator comparator, String text) {
        if (!Text.isStorable(text)) {
            return Sql.of(comparator == Comparator.NE ? "true" : "false");
        }
        if (column.kind() == Column.Kind.MANAGER && comparator == Comparator.EQ) {
            return UserColumns.managedBy(text);
        }
        String value = column.fold(text);
        Sql left = column.folded();
        String right = column.kind() == Column.Kind.FOLDED_TEXT ? "lower(?)" : "?";
        return switch (comparator) {
            case EQ -> left.then(Sql.of(" = " + right, value));
            case NE -> left.then(Sql.of(" IS DISTINCT FROM " + right, value));
            case SW -> left.then(Sql.of(" LIKE " + right, escaped(value) + "%"));
            case CO -> left.then(Sql.of(" LIKE " + right, "%" + escaped(value) + "%"));
            case EW -> left.then(Sql.of(" LIKE " + right, "%" + escaped(value)));
            default -> left.then(Sql.of(" " + ORDER.get(comparator) + " " + right, value));
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static InvalidFilterException wrongType(AttributeExpressionLeaf leaf) {
        return new InvalidFilterException("'" + leaf.getShortName() + "' cannot be compared with that");
    }
}
