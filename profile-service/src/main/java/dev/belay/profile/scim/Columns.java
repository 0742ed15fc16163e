package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Where the attributes of a kind of resource stand in the database. Names come from the schema alone, never from a client. */
interface Columns {
    /** Of an attribute that has one value. */
    Column of(SchemaAttribute attribute);

    /** A part of an element of a multi-valued attribute. */
    Column part(SchemaAttribute part);

    /**
     * Whether there is an element of which a condition holds.
     *
     * @param value one that the element must have, if it is known: an index may find it
     */
    Sql element(SchemaAttribute multiValued, Sql condition, Optional<String> value);

    /** What a list is ordered by, those without a value last; the order of ids decides between equals. */
    Sql order(SchemaAttribute by, SortOrder order);

    /** What a multi-valued attribute is compared by, if nobody says by which part. */
    default Column value(SchemaAttribute multiValued) {
        return multiValued.getSubAttributes().stream()
                .filter(part -> part.getName().equals("value"))
                .findFirst()
                .map(this::part)
                .orElseThrow(
                        () -> new InvalidFilterException("Say which part of '" + multiValued.getName() + "' is meant"));
    }

    /** Versions are microseconds; what lies beyond the last of them is the last. */
    static long micros(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Ids begin with the milliseconds in which they were made. */
    static Instant created(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The same in SQL. */
    static Sql createdMillis(String id) {
        return Sql.of("('x' || left(replace(" + id + "::text, '-', ''), 12))::bit(48)::bigint");
    }
}
