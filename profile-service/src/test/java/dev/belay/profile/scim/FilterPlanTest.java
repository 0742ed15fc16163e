package dev.belay.profile.scim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.captaingoldfish.scim.sdk.common.constants.ClassPathReferences;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.EndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import dev.belay.platform.testing.BelayServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connectors look up has an index behind it, in a source with many people. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class FilterPlanTest {
    private static final int PEOPLE = 20_000;
    private static final String ENTERPRISE = Connector.ENTERPRISE + ":";
    private static final List<String> INDEXED = List.of(
            "userName eq \"u777\"",
            "userName sw \"u77\"",
            "externalId eq \"x777\"",
            "id eq \"01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44\"",
            "emails.value eq \"u777@example.com\"",
            "emails eq \"u777@example.com\"",
            "emails.value eq \"u777@example.com\" and active eq true",
            "name.familyName eq \"family777\"",
            "displayName sw \"name 77\"",
            ENTERPRISE + "employeeNumber eq \"777\"",
            ENTERPRISE + "manager.value eq \"01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44\"",
            "meta.lastModified gt \"2999-01-01T00:00:00Z\"",
            "groups.value eq \"01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44\"",
            "userName eq \"u777\" or externalId eq \"x778\"");

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String password;

    private final String source = "plans-" + UUID.randomUUID();

    @BeforeEach
    void hire() throws SQLException {
        execute(
                "INSERT INTO person (id, source, external_id, user_name, user_name_folded, active, roles, hr_version, languages,"
                        + " skills_wanted, skills_taught, profile_version, version, strengths, search_text, sort_name, hr_document)"
                        + " SELECT gen_random_uuid(), '" + source
                        + "', 'x' || i, 'u' || i, 'u' || i, true, '{}', i, '{}', '{}', '{}', 1, i,"
                        + " '{}', '', '', jsonb_build_object('displayName', 'Name ' || i, 'name', jsonb_build_object('familyName',"
                        + " 'Family' || i), 'emails', jsonb_build_array(jsonb_build_object('value', 'u' || i || '@example.com', 'type',"
                        + " 'work')), '" + Connector.ENTERPRISE + "', jsonb_build_object('employeeNumber', i::text))"
                        + " FROM generate_series(1, " + PEOPLE + ") i");
        execute("ANALYZE person");
    }

    @AfterEach
    void dismiss() throws SQLException {
        execute("DELETE FROM person WHERE source = '" + source + "'");
    }

    @Test
    void everyLookUpUsesAnIndex() throws SQLException {
        ResourceType type = new ResourceEndpoint(ScimServer.configuration())
                .registerEndpoint(new EndpointDefinition(
                        JsonHelper.loadJsonDocument(ClassPathReferences.USER_RESOURCE_TYPE_JSON),
                        Schemas.user(),
                        List.of(Schemas.enterprise()),
                        new UserHandler(null, null, null)));
        Conditions conditions = new Conditions(new UserColumns(type, "http://localhost/scim/v2/Users/"));
        for (String filter : INDEXED) {
            Sql where = conditions.of(RequestUtils.parseFilter(type, FilterText.encode(filter)));
            String plan = plan(where, "");
            assertFalse(plan.contains("Seq Scan on person"), filter + "\n" + plan);
            assertFalse(plan.contains("Index Scan using person_of_source"), filter + "\n" + plan);
            assertFalse(plan.contains("Bitmap Index Scan on person_of_source"), filter + "\n" + plan);
        }
        String page = plan(Sql.of("p.id > ?", UUID.randomUUID()), " ORDER BY p.id LIMIT 100");
        assertTrue(page.contains("using person_of_source") && !page.contains("Sort"), page);
    }

    private String plan(Sql where, String order) throws SQLException {
        Sql explain = Sql.of(
                        "EXPLAIN SELECT p.id, p.hr_document FROM person p WHERE p.source = ? AND p.removed_at IS NULL AND ",
                        source)
                .then(where.in("(", ")"))
                .then(order);
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(explain.text())) {
            for (int i = 0; i < explain.values().size(); i++) {
                statement.setObject(i + 1, explain.values().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return String.join("\n", lines);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, owner, password);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
