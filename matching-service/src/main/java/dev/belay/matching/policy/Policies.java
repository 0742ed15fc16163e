package dev.belay.matching.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.matching.core.score.DefaultPolicy;
import dev.belay.matching.core.score.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Every version of the policy, and which was in force when. Rows are only ever added, so a version means the same for good.
 * Two small tables: plain JDBC, and a service that starts without an object mapper.
 */
@ApplicationScoped
class Policies {

    /** Held while a version or an activation gets its number, so that numbers have no gaps and come in order. */
    private static final long NUMBERING = 0x62656c61790501L;

    private static final String COLUMNS = "SELECT version, name, reason, document, created_by, created_at FROM policy ";

    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;

    Policies(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** A version below {@code before}, newest first. */
    @Transactional
    List<StoredPolicy> before(int before, int limit) {
        return read(COLUMNS + "WHERE version < ? ORDER BY version DESC LIMIT ?", before, limit);
    }

    @Transactional
    Optional<StoredPolicy> version(int version) {
        return read(COLUMNS + "WHERE version = ?", version).stream().findFirst();
    }

    /** What is in force; empty only before {@link #makeFirst}. */
    @Transactional
    Optional<Activation> active() {
        return present();
    }

    /** Makes the built-in policy the first version, in force, unless there is one. */
    @Transactional
    void makeFirst() {
        numbering();
        if (present().isEmpty()) {
            Policy builtIn = DefaultPolicy.POLICY;
            insert(new StoredPolicy(
                    builtIn.version(),
                    builtIn.name(),
                    "Holds until the organisation makes its own.",
                    PolicyDocument.of(builtIn),
                    null,
                    now()));
            insert(new Activation(1, builtIn.version()), null);
        }
    }

    /** Adds a version; it is not in force yet. */
    @Transactional
    StoredPolicy add(String name, String reason, PolicyDocument document, UUID by) {
        numbering();
        int last = before(Integer.MAX_VALUE, 1).get(0).version();
        StoredPolicy policy = new StoredPolicy(last + 1, name, reason, document, by, now());
        insert(policy);
        return policy;
    }

    /**
     * Holds all others up who would activate, until the end of the transaction.
     *
     * @return what is in force
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Activation lockActive() {
        numbering();
        return present().orElseThrow();
    }

    /** Puts a version in force. */
    @Transactional(Transactional.TxType.MANDATORY)
    Activation activate(int version, UUID by) {
        Activation next = new Activation(lockActive().number() + 1, version);
        insert(next, by);
        return next;
    }

    private Instant now() {
        // As the database keeps it.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void numbering() {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, NUMBERING);
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Activation> present() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT number, version FROM policy_activation ORDER BY number DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Activation(row.getInt("number"), row.getInt("version")))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<StoredPolicy> read(String query, int... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setInt(i + 1, parameters[i]);
            }
            List<StoredPolicy> policies = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    policies.add(new StoredPolicy(
                            row.getInt("version"),
                            row.getString("name"),
                            row.getString("reason"),
                            json.readValue(row.getString("document"), PolicyDocument.class),
                            row.getObject("created_by", UUID.class),
                            row.getObject("created_at", OffsetDateTime.class).toInstant()));
                }
            }
            return policies;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored policy that cannot be read", e);
        }
    }

    private void insert(StoredPolicy policy) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO policy (version, name, reason, document, created_by, created_at)"
                                + " VALUES (?, ?, ?, ?::jsonb, ?, ?)")) {
            insert.setInt(1, policy.version());
            insert.setString(2, policy.name());
            insert.setString(3, policy.reason());
            insert.setString(4, json.writeValueAsString(policy.document()));
            insert.setObject(5, policy.createdBy());
            insert.setObject(6, policy.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A policy that cannot be written", e);
        }
    }

    private void insert(Activation activation, UUID by) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO policy_activation (number, version, activated_by, activated_at)"
                                + " VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, activation.number());
            insert.setInt(2, activation.version());
            insert.setObject(3, by);
            insert.setObject(4, now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
