package dev.belay.profile.people;

import dev.belay.platform.caller.KnownPerson;
import dev.belay.platform.caller.PersonDirectory;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who may act in this service: its own rows, as they are at this moment. */
@ApplicationScoped
class KnownPeople implements PersonDirectory {
    private final AgroalDataSource database;

    KnownPeople(AgroalDataSource database) {
        this.database = database;
    }

    /** Nobody, too, if the key means several people: no token may act for the wrong one. */
    @Override
    public Optional<KnownPerson> byLoginKey(String loginKey) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id, active, roles FROM person WHERE login_key = ? LIMIT 2")) {
            select.setString(1, loginKey);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                KnownPerson found =
                        new KnownPerson(row.getObject("id", UUID.class), row.getBoolean("active"), Set.of((String[])
                                row.getArray("roles").getArray()));
                return row.next() ? Optional.empty() : Optional.of(found);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The person of a token cannot be looked up", e);
        }
    }
}
