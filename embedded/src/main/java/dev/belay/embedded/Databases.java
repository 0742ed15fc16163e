package dev.belay.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One database per service, with two roles: {@code N_owner} owns it and runs the migrations; {@code N_app}, the role of the
 * running service, may read and change rows of the owner's tables and nothing else (no DDL, no other database).
 */
final class Databases {

    private Databases() {}

    static void ensure(EmbeddedPostgresServer server, Credentials credentials, String name)
            throws SQLException, IOException {
        String owner = owner(name);
        String app = app(name);
        try (Connection connection = server.connect(EmbeddedPostgresServer.SUPERUSER);
                Statement statement = connection.createStatement()) {
            role(connection, owner, credentials.of(owner));
            role(connection, app, credentials.of(app));
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + owner);
            }
            statement.execute("revoke all on database " + name + " from public");
            statement.execute("grant connect on database " + name + " to " + app);
        }
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute("revoke create on schema public from public");
            statement.execute("grant usage on schema public to " + app);
            String defaults = "alter default privileges for role " + owner + " in schema public grant ";
            statement.execute(defaults + "select, insert, update, delete on tables to " + app);
            statement.execute(defaults + "usage, select on sequences to " + app);
        }
    }

    static String owner(String name) {
        return name + "_owner";
    }

    static String app(String name) {
        return name + "_app";
    }

    private static void role(Connection connection, String role, String password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
                // Names come from our own options and passwords from our own alphabet: neither can hold a quote.
                statement.execute("create role " + role + " login password '" + password + "'");
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
