package dev.belay.mentorship.people;

import dev.belay.platform.caller.KnownPerson;
import dev.belay.platform.caller.PersonDirectory;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the bearer of a token in the replica of people. */
@ApplicationScoped
class ReplicaDirectory implements PersonDirectory {
    /** While a user name passes from a leaver to another, two may have it: the active one is meant. */
    private static final String BY_LOGIN_KEY =
            "SELECT id, active, roles FROM person WHERE login_key = ? ORDER BY active DESC, version DESC LIMIT 2";

    private final AgroalDataSource database;

    ReplicaDirectory(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public Optional<KnownPerson> byLoginKey(String loginKey) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BY_LOGIN_KEY)) {
            select.setString(1, loginKey);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String[] roles = (String[]) row.getArray(3).getArray();
                KnownPerson found =
                        new KnownPerson(row.getObject(1, UUID.class), row.getBoolean(2), Set.copyOf(List.of(roles)));
                // Two who work here now: no token may act for the wrong one.
                boolean isAmbiguous = row.next() && row.getBoolean(2);
                return isAmbiguous ? Optional.empty() : Optional.of(found);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The directory of people cannot be read", e);
        }
    }
}
