package dev.belay.local.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.door.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        FakeService.project(home);
        folder = home.resolve(".belay");
    }

    @Test
    void startsEverythingTellsTheServicesWhereItIsAndLeavesNothingBehind() throws Exception {
        List<ProcessHandle> processes;
        try (Suite suite = Suite.start(options())) {
            String environment = get(suite.url() + "/v1/people").body();
            assertTrue(environment.contains(
                    "KAFKA_BOOTSTRAP_SERVERS=" + suite.servers().bootstrapServers()));
            assertTrue(environment.contains(
                    "QUARKUS_DATASOURCE_JDBC_URL=" + suite.servers().jdbcUrl("profile")));
            assertTrue(environment.contains("QUARKUS_DATASOURCE_USERNAME=profile_app"));
            assertTrue(environment.contains("QUARKUS_FLYWAY_USERNAME=profile_owner"));
            assertTrue(environment.contains("MP_JWT_VERIFY_ISSUER=" + suite.url() + "/dev-issuer"));
            assertTrue(get(suite.url() + "/v1/policies")
                    .body()
                    .contains("QUARKUS_DATASOURCE_JDBC_URL=" + suite.servers().jdbcUrl("matching")));
            assertEquals(
                    secretIn(environment),
                    secretIn(get(suite.url() + "/v1/mentorships").body()),
                    "one secret for all");
            assertEquals(200, get(suite.url() + "/dev-issuer/jwks.json").statusCode());
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
            processes = processes();
            assertEquals(4, processes.size());
        }
        processes.forEach(process -> assertFalse(process.isAlive(), process.toString()));
        assertEquals(Optional.empty(), RunningSuite.on(Installation.in(folder)));
        assertTrue(Files.readString(folder.resolve("logs/profile-service.log")).contains("the fake service listens"));
    }

    @Test
    void refusesToStartTwice() {
        try (Suite suite = Suite.start(options())) {
            SuiteFailure refusal = assertThrows(SuiteFailure.class, () -> Suite.start(options()));
            assertTrue(refusal.getMessage().contains("already runs"), refusal.getMessage());
            assertEquals(
                    suite.url().toString(),
                    RunningSuite.on(Installation.in(folder))
                            .orElseThrow()
                            .record()
                            .url());
        }
    }

    @Test
    void startsAServiceThatEndedAgain() throws Exception {
        try (Suite suite = Suite.start(options())) {
            long before = pidOf("matching-service");
            suite.kill(Service.MATCHING, 0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(suite.url() + "/v1/policies").statusCode() == 200);
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> pidOf("matching-service") != before);
        }
    }

    @Test
    void startsKilledServersAgainOnTheSamePorts() throws Exception {
        try (Suite suite = Suite.start(options())) {
            int port = suite.servers().postgresPort();
            execute(suite, "create table note (text varchar(100))", "insert into note values ('kept')");
            ProcessHandle killed = suite.servers().process();
            killed.destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !suite.servers().process().equals(killed));
            assertEquals(port, suite.servers().postgresPort());
            assertEquals("kept", single(suite, "select text from note"));
        }
    }

    @Test
    void runsSeveralReplicas() throws Exception {
        try (Suite suite = Suite.start(options().withReplicas(Service.MATCHING, 3))) {
            assertEquals(3, suite.replicas(Service.MATCHING).stream().distinct().count());
            suite.kill(Service.MATCHING, 1);
            for (int i = 0; i < 6; i++) {
                assertEquals(200, get(suite.url() + "/v1/policies").statusCode());
            }
        }
    }

    @Test
    void leavesNoOrphanWhenTheLauncherIsKilledAndKeepsTheData() throws Exception {
        Process launcher = launcher();
        List<ProcessHandle> processes = processes();
        assertEquals(4, processes.size());

        launcher.destroyForcibly().waitFor();

        for (ProcessHandle process : processes) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        assertEquals(Optional.empty(), RunningSuite.on(Installation.in(folder)));
    }

    @Test
    void startsAtOnceAfterAKillAndStopsWhatIsLeft() throws Exception {
        Process launcher = launcher();
        List<ProcessHandle> before = processes();
        launcher.destroyForcibly().waitFor();

        try (Suite suite = Suite.start(options())) {
            before.forEach(process -> assertFalse(process.isAlive(), process.toString()));
            assertEquals(200, get(suite.url() + "/v1/people").statusCode());
        }
    }

    @Test
    void keepsDataAndSecretsOverRestarts() throws Exception {
        String secret;
        String keys;
        try (Suite suite = Suite.start(options())) {
            execute(suite, "create table note (text varchar(100))", "insert into note values ('kept')");
            secret = secretIn(get(suite.url() + "/v1/people").body());
            keys = suite.tokens().jwks();
        }
        try (Suite suite = Suite.start(options())) {
            assertEquals("kept", single(suite, "select text from note"));
            assertEquals(secret, secretIn(get(suite.url() + "/v1/people").body()));
            assertEquals(keys, suite.tokens().jwks());
        }
    }

    @Test
    void isStoppedFromOutside() throws Exception {
        Process launcher = launcher();
        List<ProcessHandle> processes = processes();
        RunningSuite.on(Installation.in(folder)).orElseThrow().stop();
        processes.forEach(process -> assertFalse(process.isAlive(), process.toString()));
        assertTrue(launcher.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    void saysWhichPortIsTakenAndStartsNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ports ports = new Ports(0, 0, taken.getLocalPort(), 0, 0, 0, 0);
            SuiteFailure failure =
                    assertThrows(SuiteFailure.class, () -> Suite.start(options().withPorts(ports)));
            assertEquals(
                    "Port " + taken.getLocalPort() + ", which mentorship-service needs, is taken by another program:"
                            + " stop that, or choose other ports with BELAY_PORT=9080.",
                    failure.getMessage());
        }
        assertEquals(Optional.empty(), RunningSuite.on(Installation.in(folder)));
    }

    @Test
    void saysWhichServiceDidNotStartAndStopsTheOthers() {
        SuiteFailure failure = assertThrows(
                SuiteFailure.class, () -> Suite.start(options().withEnvironment(Map.of("FAKE_FAILS", "yes"))));
        assertTrue(
                failure.getMessage()
                        .matches("(profile|mentorship|matching)-service ended before it was ready \\(as it was told"
                                + " to\\): .*"),
                failure.getMessage());
        assertEquals(Optional.empty(), RunningSuite.on(Installation.in(folder)));
    }

    @Test
    void saysWhatIsNotBuilt() throws Exception {
        Files.delete(home.resolve("matching-service/target/quarkus-app/quarkus-run.jar"));
        SuiteFailure failure = assertThrows(SuiteFailure.class, () -> Suite.start(options()));
        assertTrue(failure.getMessage().startsWith("matching-service is not built"), failure.getMessage());
    }

    @Test
    void takesAProcessForAnotherIfItsNumberWasGivenAway() {
        ProcessHandle self = ProcessHandle.current();
        long started = RunRecord.startedMillis(self);
        assertTrue(new RunRecord.Part("me", self.pid(), started, 1, null, "x")
                .process()
                .isPresent());
        assertEquals(Optional.empty(), new RunRecord.Part("me", self.pid(), started - 60_000, 1, null, "x").process());
    }

    @Test
    void boundsItsLogs() throws Exception {
        Path file = home.resolve("x.log");
        try (RotatingLog log = new RotatingLog(file, 1_000)) {
            for (int i = 0; i < 500; i++) {
                log.line("line " + i);
            }
        }
        assertTrue(Files.size(file) <= 1_020);
        assertTrue(Files.size(home.resolve("x.log.1")) <= 1_020);
        assertTrue(Files.readString(file).endsWith("line 499\n"));
    }

    private Suite.Options options() {
        return Suite.Options.in(home, folder);
    }

    private Process launcher() throws IOException {
        Process launcher = new ProcessBuilder(
                        Programs.java(),
                        "-Xmx128m",
                        "-Dbelay.embedded.lib=" + System.getProperty("belay.embedded.lib"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LauncherToKill.class.getName(),
                        home.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = launcher.inputReader();
        assertEquals("ready", output.readLine());
        return launcher;
    }

    private RunRecord record() {
        return RunningSuite.on(Installation.in(folder)).orElseThrow().record();
    }

    private List<ProcessHandle> processes() {
        return record().parts().stream()
                .map(part -> part.process().orElseThrow())
                .distinct()
                .toList();
    }

    private long pidOf(String part) {
        return record().parts().stream()
                .filter(one -> one.name().equals(part))
                .findFirst()
                .map(RunRecord.Part::pid)
                .orElse(-1L);
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String secretIn(String environment) {
        String secret = environment.replaceFirst("(?s).*BELAY_IDENTITY_LOGIN_KEY_SECRET=([0-9a-f]{64}).*", "$1");
        assertNotEquals(environment, secret);
        return secret;
    }

    private static Connection connect(Suite suite) throws SQLException {
        var database = suite.servers().database("profile");
        return DriverManager.getConnection(
                suite.servers().jdbcUrl("profile"), database.owner(), database.ownerPassword());
    }

    private static void execute(Suite suite, String... statements) throws SQLException {
        try (Connection connection = connect(suite);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static String single(Suite suite, String query) throws SQLException {
        try (Connection connection = connect(suite);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
