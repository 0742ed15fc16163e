package dev.belay.profile.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.caller.KnownPerson;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Hr;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class KnownPeopleTest {
    @Inject
    KnownPeople people;

    @Inject
    LoginKey loginKey;

    @Inject
    AgroalDataSource database;

    private final Hr hr = new Hr();

    @Test
    void findsSomebodyWithTheRolesThatHrGrants() throws SQLException {
        Hr.Worker ada = hr.hire();
        execute("UPDATE person SET roles = '{program-manager}' WHERE id = '" + ada.id() + "'");
        assertEquals(
                new KnownPerson(ada.id(), true, Set.of("program-manager")),
                people.byLoginKey(loginKey.of(ada.userName())).orElseThrow());
        hr.send("{\"externalId\": \"%s\", \"active\": false}".formatted(ada.externalId()));
        assertFalse(people.byLoginKey(loginKey.of(ada.userName())).orElseThrow().active());
    }

    @Test
    void aKeyOfTwoPeopleIsNobodys() throws SQLException {
        Hr.Worker ada = hr.hire();
        Hr.Worker eve = hr.hire();
        execute("UPDATE person SET login_key = '" + loginKey.of(ada.userName()) + "' WHERE id = '" + eve.id() + "'");
        assertTrue(people.byLoginKey(loginKey.of(ada.userName())).isEmpty());
    }

    private void execute(String change) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }
}
