package dev.belay.platform.testing;

import dev.belay.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * PostgreSQL and Kafka for a module's tests, in a process of their own that ends with the test JVM, and the
 * configuration by which a service finds them.
 *
 * <p>Init argument {@code database}: the name of the database that the service owns; none if it owns none.
 */
public class BelayServers implements QuarkusTestResourceLifecycleManager {
    private static EmbeddedServers servers;
    private String database;

    @Override
    public void init(Map<String, String> args) {
        database = args.get("database");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new LinkedHashMap<>();
        EmbeddedServers running = servers();
        config.put("kafka.bootstrap.servers", running.bootstrapServers());
        if (database != null) {
            EmbeddedServers.Database roles = running.database(database);
            config.put("quarkus.datasource.jdbc.url", running.jdbcUrl(database));
            config.put("quarkus.datasource.username", roles.app());
            config.put("quarkus.datasource.password", roles.appPassword());
            config.put("quarkus.flyway.username", roles.owner());
            config.put("quarkus.flyway.password", roles.ownerPassword());
        }
        config.put("mp.jwt.verify.publickey.location", "file:" + TestKeys.jwks());
        config.put("mp.jwt.verify.issuer", Tokens.ISSUER);
        config.put("belay.identity.login-key-secret", "a secret of the tests");
        // A test asks within a minute what people ask in a day.
        config.put("belay.limits.requests-per-minute", "1000000");
        return config;
    }

    /** The running servers, for tests that stop and start them. */
    public static synchronized EmbeddedServers servers() {
        if (servers == null) {
            try {
                Path data = Files.createTempDirectory("belay-servers");
                EmbeddedServers started = EmbeddedServers.start(EmbeddedServers.Options.in(data)
                        .withDatabases("profile", "mentorship", "matching", "platform"));
                // They would see the end of this JVM by themselves; but then their data would stay.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    Folders.delete(data);
                }));
                servers = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return servers;
    }

    @Override
    public void stop() {
        // The next start of Quarkus in this JVM, for another profile, finds the servers still running.
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers(), new TestInjector.MatchesType(EmbeddedServers.class));
    }
}
