package dev.belay.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Refusal;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A POST that is sent twice happens once. The key is claimed and the answer kept in the transaction of the change
 * itself: whoever comes second waits for the first on the key's row, and gets its answer. Only 2xx answers are kept, for
 * a day; a refusal rolls the claim back with everything else.
 */
@ApplicationScoped
public class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int MAX_KEY = 255;

    private final DataSource database;
    private final ObjectMapper json;
    private final Callers callers;
    private final Clock clock;

    Idempotency(DataSource database, ObjectMapper json, Callers callers, Clock clock) {
        this.database = database;
        this.json = json;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * Runs the action unless its answer is known.
     *
     * @param headers for {@code Idempotency-Key}; without it the action simply runs
     * @param body what tells one request from another, as JSON; or bytes as they are
     * @param action answers 2xx with an entity that is JSON, or throws; runs in the present transaction
     * @throws Refusal if the key was used with another body, or its first request is still running after five seconds
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Response once(HttpHeaders headers, UriInfo uri, String method, Object body, Supplier<Response> action) {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return action.get();
        }
        if (key.isBlank() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw InvalidRequest.parameter(
                    "Idempotency-Key", "format", "must be 1 to " + MAX_KEY + " printable ASCII characters");
        }
        Claim claim = new Claim(callers.current().key(), method, uri.getPath(), key, hash(body));
        // Within a transaction the pool gives everybody the one connection of the transaction, Hibernate too.
        try (Connection connection = database.getConnection()) {
            Timestamp now = Timestamp.from(clock.instant());
            if (!insert(connection, claim, now)) {
                return replay(connection, claim);
            }
            Response response = action.get();
            keep(connection, claim, response);
            return response;
        } catch (SQLException e) {
            throw new IllegalStateException("The key could not be claimed", e);
        }
    }

    private record Claim(String caller, String method, String path, String key, byte[] hash) {
        void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setString(first, caller);
            statement.setString(first + 1, method);
            statement.setString(first + 2, path);
            statement.setString(first + 3, key);
        }
    }

    private boolean insert(Connection connection, Claim claim, Timestamp now) throws SQLException {
        try (Statement patience = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO idempotency_key (caller, method, path, key, body_hash, created_at) VALUES (?, ?,"
                                + " ?, ?, ?, ?) ON CONFLICT (caller, method, path, key) DO UPDATE SET body_hash ="
                                + " excluded.body_hash, created_at = excluded.created_at, status = NULL WHERE"
                                + " idempotency_key.created_at < ?")) {
            patience.execute("SET LOCAL lock_timeout = '5s'");
            claim.bind(insert, 1);
            insert.setBytes(5, claim.hash());
            insert.setTimestamp(6, now);
            insert.setTimestamp(7, Timestamp.from(now.toInstant().minus(KEPT)));
            boolean mine = insert.executeUpdate() == 1;
            patience.execute("SET LOCAL lock_timeout = DEFAULT");
            return mine;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new StillRunning();
            }
            throw e;
        }
    }

    private Response replay(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT body_hash, status, body, location FROM idempotency_key"
                        + " WHERE caller = ? AND method = ? AND path = ? AND key = ?")) {
            claim.bind(select, 1);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (!Arrays.equals(row.getBytes("body_hash"), claim.hash())) {
                    throw new KeyReused();
                }
                Response.ResponseBuilder response = Response.status(row.getInt("status"))
                        .type("application/json")
                        .header("Idempotent-Replayed", "true");
                if (row.getString("location") != null) {
                    response.header("Location", row.getString("location"));
                }
                // Written as it is: the very bytes that the first answer had.
                return response.entity(row.getString("body")).build();
            }
        }
    }

    private void keep(Connection connection, Claim claim, Response response) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE idempotency_key SET status = ?, body = ?, location = ?"
                        + " WHERE caller = ? AND method = ? AND path = ? AND key = ?")) {
            update.setInt(1, response.getStatus());
            update.setString(2, json.writeValueAsString(response.getEntity()));
            update.setString(3, response.getHeaderString("Location"));
            claim.bind(update, 4);
            update.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer that cannot be written", e);
        }
    }

    private byte[] hash(Object body) {
        try {
            byte[] bytes = body instanceof byte[] raw
                    ? raw
                    : json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A body that cannot be hashed", e);
        }
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "idempotency-keys-expire")
    @Transactional
    void forget() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM idempotency_key WHERE created_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
            delete.executeUpdate();
        }
    }

    private static final class StillRunning extends Refusal {
        StillRunning() {
            super(
                    "request-in-progress",
                    "The first request with this Idempotency-Key is still running. Ask again in a moment.");
            header("Retry-After", "1");
        }
    }

    private static final class KeyReused extends Refusal {
        KeyReused() {
            super(
                    "idempotency-key-reused",
                    "This Idempotency-Key came before with another body. Use a new key for a new request.");
        }
    }
}
