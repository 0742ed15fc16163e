package dev.belay.profile.scim;

import dev.belay.platform.caller.LoginKey;
import java.time.Instant;
import java.util.function.Function;

/**
 * Where the value of an attribute stands in the database.
 *
 * @param name of the attribute itself, without that of its parent
 * @param sql an expression
 */
record Column(String name, Sql sql, Kind kind, Function<Instant, Object> times) {
    enum Kind {
        TRUTH,
        TIME,
        ID,
        /** A login name in its one folded form. */
        NAME,
        /** Compared without case. */
        FOLDED_TEXT,
        EXACT_TEXT,
        /** An id of ours or, until that is known, the text by which HR names a manager. */
        MANAGER
    }

    Column(String name, Sql sql, Kind kind) {
        this(name, sql, kind, instant -> instant);
    }

    Object time(Instant instant) {
        return times.apply(instant);
    }

    String fold(String text) {
        return kind == Kind.NAME ? LoginKey.fold(text) : text;
    }

    /** As it is compared and sorted. */
    Sql folded() {
        return kind == Kind.FOLDED_TEXT ? sql.in("lower(", ")") : sql;
    }
}
