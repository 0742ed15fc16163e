package dev.belay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.local.door.FrontDoor;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.issuer.IssuerEndpoints;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;

/**
 * How fast profile-service, with a heap of 512 MB, takes in a CSV file of people (a million, unless the environment's
 * {@code BENCH_PEOPLE} says otherwise), while it relays the events to Kafka. Beside it, in the same run and on the same
 * server, a plain COPY of the same rows into a person table and an outbox with the same columns and indexes, one
 * transaction, from files that lie ready: what the database alone needs for it. Then the same file again, which changes
 * nothing, as a full sync.
 */
public final class ImportThroughput {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final int EVENTS_PER_PERSON = 2;

    private final int people;
    private final Path home;
    private final Path folder;
    private final EmbeddedServers servers;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DevIssuer issuer;
    private URI service;

    private ImportThroughput(int people, Path home, Path folder, EmbeddedServers servers) {
        this.people = people;
        this.home = home;
        this.folder = folder;
        this.servers = servers;
    }

    public static void main(String[] args) throws Exception {
        int people = Integer.parseInt(
                Optional.ofNullable(System.getenv("BENCH_PEOPLE")).orElse("1000000"));
        Path home = Path.of(System.getProperty("belay.home"));
        Path folder = Files.createTempDirectory("belay-bench");
        try (EmbeddedServers servers = EmbeddedServers.start(
                EmbeddedServers.Options.in(folder.resolve("data")).withDatabases("profile"))) {
            new ImportThroughput(people, home, folder, servers).run();
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        int doorPort = freePort();
        issuer = DevIssuer.in(keys, "http://127.0.0.1:" + doorPort + FrontDoor.ISSUER_PATH);
        int port = freePort();
        service = URI.create("http://127.0.0.1:" + port);
        try (FrontDoor door = FrontDoor.open(
                doorPort, new IssuerEndpoints(issuer, FrontDoor.ISSUER_PATH, "a secret that nobody asks for"))) {
            Process process = start(port);
            try {
                awaitReady(process);
                System.out.printf(
                        Locale.ROOT,
                        "%,d people, JDK %s, %d cores, -Xmx512m%n",
                        people,
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors());
                measure(process);
            } finally {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        }
    }

    private void measure(Process process) throws IOException, InterruptedException, SQLException {
        Path file = file();
        double imported = post(file, "", "import", true);
        long waiting = System.nanoTime();
        while (number("SELECT count(*) FROM outbox") > 0) {
            Thread.sleep(200);
        }
        System.out.printf(Locale.ROOT, "%-12s %8.1f s more until Kafka had every event%n", "relay", since(waiting));
        double copied = copy();
        System.out.printf(
                Locale.ROOT,
                "%-12s %8.1f s  %8.0f people/s: import takes %.2f times as long%n",
                "COPY",
                copied,
                people / copied,
                imported / copied);
        post(file, "?mode=full-sync", "same again", false);
        System.out.printf(Locale.ROOT, "%-12s %s at most%n", "memory", mostMemory(process));
    }

    // ---- the service ----

    private Process start(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                home.resolve("profile-service/target/quarkus-app/quarkus-run.jar")
                        .toString());
        EmbeddedServers.Database database = servers.database("profile");
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers()),
                        Map.entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.issuer() + "/jwks.json"),
                        Map.entry("MP_JWT_VERIFY_ISSUER", issuer.issuer()),
                        Map.entry("BELAY_IDENTITY_LOGIN_KEY_SECRET", "of-this-benchmark-alone-and-long-enough"),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl("profile")),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", database.app()),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.appPassword()),
                        Map.entry("QUARKUS_FLYWAY_USERNAME", database.owner()),
                        Map.entry("QUARKUS_FLYWAY_PASSWORD", database.ownerPassword())));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("profile-service.log").toFile())
                .start();
    }

    private void awaitReady(Process process) throws InterruptedException {
        HttpRequest probe =
                HttpRequest.newBuilder(service.resolve("/q/health/ready")).build();
        long begun = System.nanoTime();
        while (since(begun) < 120) {
            try {
                if (http.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("The service did not start: see " + folder.resolve("profile-service.log"));
    }

    // ---- the import ----

    private Path file() throws IOException {
        Path file = folder.resolve("people.csv.gz");
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.write(
                    "externalId,userName,givenName,familyName,email,title,department,managerExternalId,location,country,"
                            + "timeZone\n");
            for (int i = 0; i < people; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "e%d,person.%d@example.org,Given%d,Family%d,person.%d@example.org,Engineer %d,Department %d,%s,"
                                + "Vienna,AT,Europe/Vienna%n",
                        i,
                        i,
                        i * 7 % 1_009,
                        i * 13 % 9_973,
                        i,
                        i % 40,
                        i % 300,
                        i == 0 ? "" : "e" + i / 10));
            }
        }
        return file;
    }

    /** Seconds from the first byte of the request until every row has its result. */
    private double post(Path file, String query, String what, boolean takesSample)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        HttpResponse<String> accepted = http.send(
                request("/v1/people/imports" + query)
                        .header("Content-Type", "text/csv")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofFile(file))
                        .build(),
                BodyHandlers.ofString());
        if (accepted.statusCode() != 202) {
            throw new IllegalStateException(accepted.body());
        }
        double acceptance = since(begun);
        String place = accepted.headers().firstValue("Location").orElseThrow();
        boolean sampled = !takesSample;
        JsonNode job = JSON.readTree(accepted.body());
        while (!List.of("COMPLETED", "FAILED", "NEEDS_CONFIRMATION")
                .contains(job.path("state").asText())) {
            if (since(begun) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("still " + job);
            }
            Thread.sleep(200);
            sampled = sampled || sample();
            job = JSON.readTree(
                    http.send(request(place).build(), BodyHandlers.ofString()).body());
        }
        double whole = since(begun);
        System.out.printf(
                Locale.ROOT,
                "%-12s %8.1f s  %8.0f people/s, of it %.1f s until it was accepted; %s %s%n",
                what,
                whole,
                people / whole,
                acceptance,
                job.path("state").asText(),
                job.path("counts"));
        return whole;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + issuer.machineToken("hr-sync"));
    }

    // ---- the same rows by COPY ----

    /** Keeps some events as they really are: the relay takes them away. */
    private boolean sample() throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS event_sample (LIKE outbox)");
            return statement.executeUpdate("INSERT INTO event_sample SELECT * FROM outbox LIMIT 1000") > 0;
        }
    }

    private double copy() throws SQLException, IOException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE person_copy (LIKE person INCLUDING ALL)");
            statement.execute("ALTER TABLE person_copy ADD FOREIGN KEY (manager_id) REFERENCES person_copy (id)"
                    + " DEFERRABLE INITIALLY DEFERRED");
            statement.execute("CREATE TABLE outbox_copy (LIKE outbox INCLUDING ALL)");
            PGConnection copies = owner.unwrap(PGConnection.class);
            Path rows = folder.resolve("person.copy");
            try (OutputStream out = Files.newOutputStream(rows)) {
                copies.getCopyAPI().copyOut("COPY (SELECT * FROM person ORDER BY id) TO STDOUT", out);
            }
            Path events = folder.resolve("outbox.copy");
            try (OutputStream out = Files.newOutputStream(events)) {
                copies.getCopyAPI()
                        .copyOut(
                                "COPY (SELECT topic, key, type, gen_random_uuid(), time, traceparent, data FROM (SELECT"
                                        + " *, row_number() OVER () FROM event_sample) sample, generate_series(1, "
                                        + (long) people * EVENTS_PER_PERSON + " / (SELECT count(*) FROM event_sample)))"
                                        + " TO STDOUT",
                                out);
            }
            owner.setAutoCommit(false);
            long begun = System.nanoTime();
            try (InputStream in = Files.newInputStream(rows)) {
                copies.getCopyAPI().copyIn("COPY person_copy FROM STDIN", in);
            }
            try (InputStream in = Files.newInputStream(events)) {
                copies.getCopyAPI()
                        .copyIn(
                                "COPY outbox_copy (topic, key, type, event_id, time, traceparent, data) FROM STDIN",
                                in);
            }
            owner.commit();
            return since(begun);
        }
    }

    private Connection connect() throws SQLException {
        EmbeddedServers.Database roles = servers.database("profile");
        return DriverManager.getConnection(servers.jdbcUrl("profile"), roles.owner(), roles.ownerPassword());
    }

    private long number(String query) throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Of the service's process, as Linux says it. */
    private static String mostMemory(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        try (BufferedReader lines = Files.newBufferedReader(status)) {
            return lines.lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring("VmHWM:".length()).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
