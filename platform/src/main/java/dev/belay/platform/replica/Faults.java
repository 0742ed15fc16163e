package dev.belay.platform.replica;

import java.sql.SQLException;

/** Which failures will be the same at every attempt. */
final class Faults {
    private Faults() {}

    /** The database refuses the data itself: SQLSTATE classes 22 (data exception) and 23 (constraint violation). */
    static boolean isOfTheData(Throwable failure) {
        String code = code(failure);
        return code.startsWith("22") || code.startsWith("23");
    }

    /** The SQLSTATE behind a failure; empty if there is none. */
    static String code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
