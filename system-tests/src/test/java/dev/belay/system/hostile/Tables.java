package dev.belay.system.hostile;

import dev.belay.embedded.EmbeddedServers;
import dev.belay.local.door.Service;
import dev.belay.local.suite.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service's whole database, each table as one figure: whatever a refused request may have left behind shows. */
final class Tables implements AutoCloseable {
    private final Connection connection;
    private final String question;

    private Tables(Connection connection, String question) {
        this.connection = connection;
        this.question = question;
    }

    /** Of a service without a database there is nothing to see. */
    static Tables of(Suite suite, Service service) throws SQLException {
        if (service == Service.MATCHING) {
            return new Tables(null, "");
        }
        EmbeddedServers.Database database = suite.servers().database(service.shortName());
        Connection connection = DriverManager.getConnection(
                suite.servers().jdbcUrl(service.shortName()), database.owner(), database.ownerPassword());
        List<String> figures = new ArrayList<>();
        // The outbox empties itself; what it sends is what the other tables hold.
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("""
                        SELECT tablename FROM pg_tables
                        WHERE schemaname = 'public' AND tablename NOT IN ('flyway_schema_history', 'outbox')""")) {
            while (tables.next()) {
                String table = tables.getString(1);
                figures.add(
                        "SELECT '" + table + "', count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY"
                                + " md5(t::text))), '') FROM \"" + table + "\" t");
            }
        }
        return new Tables(connection, String.join(" UNION ALL ", figures));
    }

    Map<String, String> figures() {
        Map<String, String> figures = new TreeMap<>();
        if (connection == null) {
            return figures;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                figures.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return figures;
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
