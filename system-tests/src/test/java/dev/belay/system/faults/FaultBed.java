package dev.belay.system.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.local.api.Api;
import dev.belay.local.door.Service;
import dev.belay.local.suite.Ports;
import dev.belay.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** The packaged suite on bad wires: between clients and door, services and PostgreSQL, services and Kafka. */
final class FaultBed implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(90);
    private static FaultBed small;

    private final Suite suite;
    private final TcpProxy postgres;
    private final TcpProxy kafka;
    private final TcpProxy http;
    private final Api clean;
    private final Api wobbly;

    private FaultBed(Suite suite, TcpProxy postgres, TcpProxy kafka) {
        this.suite = suite;
        this.postgres = postgres;
        this.kafka = kafka;
        this.http = new TcpProxy(0, suite.url().getPort());
        this.clean = new Api(suite.url());
        this.wobbly = new Api(URI.create("http://127.0.0.1:" + http.port()));
    }

    /** The one that tests of a few seconds share: two replicas where the number matters. Runs until this JVM ends. */
    static synchronized FaultBed small() {
        if (small == null) {
            small = start(home(), Map.of(Service.MENTORSHIP, 2, Service.MATCHING, 2));
        }
        return small;
    }

    /** @param home where the packaged services are */
    static FaultBed start(Path home, Map<Service, Integer> replicas) {
        int postgresPort = freePort();
        int kafkaBack = freePort();
        TcpProxy postgres = new TcpProxy(0, postgresPort);
        TcpProxy kafka = new TcpProxy(0, kafkaBack);
        try {
            Suite.Options options = Suite.Options.in(home, Files.createTempDirectory("belay-faults"))
                    .withPorts(new Ports(0, 0, 0, 0, postgresPort, 0, 0))
                    .withProxies(new Suite.Proxies(postgres.port(), kafka.port(), kafkaBack))
                    // Who was killed is given up soon, so that a run of a minute sees more than one rebalance.
                    .withEnvironment(Map.of("KAFKA_SESSION_TIMEOUT_MS", "6000"));
            for (Map.Entry<Service, Integer> count : replicas.entrySet()) {
                options = options.withReplicas(count.getKey(), count.getValue());
            }
            return new FaultBed(Suite.start(options), postgres, kafka);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path home() {
        return Path.of(System.getProperty("belay.home"));
    }

    Suite suite() {
        return suite;
    }

    TcpProxy postgres() {
        return postgres;
    }

    TcpProxy kafka() {
        return kafka;
    }

    TcpProxy http() {
        return http;
    }

    /** Straight to the front door. */
    Api api() {
        return clean;
    }

    /** Through the wire that loses answers. */
    Api wobblyApi() {
        return wobbly;
    }

    String bootstrap() {
        return suite.servers().bootstrapServers();
    }

    String token(String userName) {
        return suite.tokens().tokenFor(userName);
    }

    String hr() {
        return suite.tokens().machineToken("hr-sync");
    }

    /** For what only operators and services may. */
    String operator() {
        return suite.tokens().machineToken("service");
    }

    /** A session of the owner's, past the proxy. */
    Connection database(Service service) throws SQLException {
        EmbeddedServers.Database database = suite.servers().database(service.shortName());
        return DriverManager.getConnection(
                suite.servers().jdbcUrl(service.shortName()), database.owner(), database.ownerPassword());
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(Service service, String sql, Row<T> row) {
        try (Connection session = database(service);
                PreparedStatement select = session.prepareStatement(sql);
                ResultSet found = select.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(Service service, String sql) {
        try (Connection session = database(service);
                var statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(condition);
    }

    void awaitAllReady() throws InterruptedException {
        for (Service service : Service.values()) {
            for (int i = 0; i < suite.replicas(service).size(); i++) {
                suite.awaitReady(service, i);
            }
        }
    }

    /** A row of an HR file. */
    static ObjectNode employee(String userName) {
        return JSON.createObjectNode()
                .put("externalId", "hr-" + userName)
                .put("userName", userName)
                .put("givenName", "Given")
                .put("familyName", userName)
                .put("email", userName + "@example.org")
                .put("active", true);
    }

    /** A 503 says to ask again: after a cut, a service finds the broken connections of its pool one by one. */
    private static Api.Answer patiently(Supplier<Api.Answer> request) {
        Api.Answer[] answer = new Api.Answer[1];
        await(() -> {
            answer[0] = request.get();
            return answer[0].status() != 503;
        });
        return answer[0];
    }

    /** Imports people and returns their ids, in order, once every replica of every service knows them. */
    List<UUID> hire(List<String> userNames) {
        StringBuilder lines = new StringBuilder();
        userNames.forEach(name -> lines.append(employee(name)).append('\n'));
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String place = patiently(() -> clean.postLines("/v1/people/imports", hr(), lines.toString(), key))
                .expect(202)
                .header("Location")
                .orElseThrow();
        await(() ->
                "COMPLETED".equals(clean.get(place, hr()).body().path("state").asText()));
        Map<String, UUID> ids = new java.util.HashMap<>();
        rows(
                Service.PROFILE,
                "SELECT user_name, id FROM person",
                row -> ids.put(row.getString(1), row.getObject(2, UUID.class)));
        String last = userNames.get(userNames.size() - 1);
        await(() -> rows(
                                Service.MENTORSHIP,
                                "SELECT count(*) FROM person WHERE active AND version > 0",
                                row -> row.getInt(1))
                        .get(0)
                >= userNames.size());
        for (URI replica : suite.replicas(Service.MATCHING)) {
            Api direct = new Api(replica);
            for (String name : List.of(userNames.get(0), last)) {
                await(() ->
                        direct.get("/v1/recommendations/mentors", token(name)).status() == 200);
            }
        }
        return userNames.stream().map(ids::get).toList();
    }

    /** Changes somebody's participation as they would. */
    void participate(String userName, ObjectNode settings) {
        String path = "/v1/participation/me";
        String etag = patiently(() -> clean.get(path, token(userName)))
                .expect(200)
                .header("ETag")
                .orElseThrow();
        patiently(() -> clean.patch(path, token(userName), settings, etag)).expect(200);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.heal();
        kafka.heal();
        suite.close();
        http.close();
        postgres.close();
        kafka.close();
    }
}
