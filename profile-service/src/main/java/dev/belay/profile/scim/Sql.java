package dev.belay.profile.scim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A piece of SQL with the values of its question marks; never a value in its text. */
record Sql(String text, List<Object> values) {
    static final Sql NEVER = of("false");

    static Sql of(String text, Object... values) {
        List<Object> list = new ArrayList<>();
        Collections.addAll(list, values);
        return new Sql(text, Collections.unmodifiableList(list));
    }

    /** This and then that. */
    Sql then(Sql next) {
        List<Object> both = new ArrayList<>(values);
        both.addAll(next.values);
        return new Sql(text + next.text, Collections.unmodifiableList(both));
    }

    Sql then(String more) {
        return new Sql(text + more, values);
    }

    Sql in(String before, String after) {
        return new Sql(before + text + after, values);
    }
}
