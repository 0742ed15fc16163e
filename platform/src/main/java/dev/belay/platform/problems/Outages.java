package dev.belay.platform.problems;

import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Which failures say that the database is away, rather than that something is wrong with us. */
final class Outages {
    /** SQLSTATE classes: connection, resources short, operator intervention. */
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private Outages() {}

    static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SocketException) {
                return true;
            }
            // Agroal gives up waiting for a connection with an SQLException that has no state.
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null ? sql.getMessage().contains("timeout") : AWAY.contains(state.substring(0, 2))) {
                    return true;
                }
            }
        }
        return false;
    }
}
