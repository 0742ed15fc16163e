package dev.belay.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    private static final String DATABASE = "profile";

    @TempDir
    Path data;

    @Test
    void keepsDataOverRestartsAndStopsEverythingOnClose() throws Exception {
        ProcessHandle postgres;
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            execute(servers, "create table note (text varchar(100))", "insert into note values ('first')");
            createTopic(servers, "notes");
            send(servers, "notes", "first");
            postgres = postmaster();
        }
        assertFalse(postgres.isAlive(), "PostgreSQL outlived close()");
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            assertEquals(List.of("first"), notes(servers));
            assertEquals(List.of("first"), read(servers, "notes", 1));
        }
    }

    @Test
    void survivesBeingKilledWithoutLossOrOrphan() throws Exception {
        EmbeddedServers killed = EmbeddedServers.start(options());
        execute(killed, "create table note (text varchar(100))", "insert into note values ('before the kill')");
        createTopic(killed, "notes");
        send(killed, "notes", "before the kill");
        ProcessHandle orphan = postmaster();

        killed.process().destroyForcibly();

        // At once, so that the new process and the old watchdog race, as they do when a person is quick.
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            assertNotEquals(orphan.pid(), postmaster().pid());
            assertFalse(orphan.isAlive());
            assertEquals(List.of("before the kill"), notes(servers));
            assertEquals(List.of("before the kill"), read(servers, "notes", 1));
        }
    }

    @Test
    void killedAloneTakesItsPostgresWithIt() throws Exception {
        EmbeddedServers killed = EmbeddedServers.start(options());
        ProcessHandle orphan = postmaster();

        killed.process().destroyForcibly();

        orphan.onExit().get(20, SECONDS);
    }

    @Test
    void startsTwiceSideBySide(@TempDir Path otherData) throws Exception {
        try (EmbeddedServers one = EmbeddedServers.start(options());
                EmbeddedServers other = EmbeddedServers.start(
                        EmbeddedServers.Options.in(otherData).withDatabases(DATABASE))) {
            assertNotEquals(one.postgresPort(), other.postgresPort());
            assertNotEquals(one.kafkaPort(), other.kafkaPort());
            assertNotEquals(
                    one.database(DATABASE).appPassword(),
                    other.database(DATABASE).appPassword());
            execute(one, "create table only_here (id int)");
            assertThrows(SQLException.class, () -> execute(other, "select * from only_here"));
        }
    }

    @Test
    void givesTheRunningServiceRowsButNoTables() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            execute(servers, "create table note (id bigint generated always as identity, text varchar(100))");
            try (Connection app = connect(servers, true);
                    Statement statement = app.createStatement()) {
                statement.execute("insert into note (text) values ('from the app')");
                assertEquals(List.of("from the app"), notes(servers));
                assertRefused(statement, "create table mine (id int)");
                assertRefused(statement, "drop table note");
                assertRefused(statement, "alter table note add column more int");
                assertRefused(statement, "create schema mine");
                assertRefused(statement, "create temporary table mine (id int)");
            }
            String foreign = servers.jdbcUrl("mentorship");
            EmbeddedServers.Database profile = servers.database(DATABASE);
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(foreign, profile.app(), profile.appPassword()));
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(servers.jdbcUrl(DATABASE), profile.owner(), "guess"));
        }
    }

    @Test
    void isDurableAndPrivate() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            for (Map.Entry<String, String> expected : Map.of(
                            "fsync", "on",
                            "synchronous_commit", "on",
                            "full_page_writes", "on",
                            "listen_addresses", "127.0.0.1",
                            "password_encryption", "scram-sha-256")
                    .entrySet()) {
                assertEquals(expected.getValue(), single(servers, "show " + expected.getKey()), expected.getKey());
            }
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("credentials.properties"))));
        }
    }

    @Test
    void refusesToInventTopics() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(options());
                Admin admin = admin(servers)) {
            assertThrows(
                    ExecutionException.class,
                    () -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get());
            try (KafkaConsumer<String, String> consumer = consumer(servers)) {
                consumer.partitionsFor("misspelt");
            }
            assertEquals(List.of(), List.copyOf(admin.listTopics().names().get()));
        }
    }

    @Test
    void stopsAndStartsEachServerOnCommand() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            execute(servers, "create table note (text varchar(100))", "insert into note values ('kept')");
            createTopic(servers, "notes");
            send(servers, "notes", "kept");

            servers.stopKafka();
            assertThrows(IOException.class, () -> new java.net.Socket("127.0.0.1", servers.kafkaPort()).close());
            servers.startKafka();
            assertEquals(List.of("kept"), read(servers, "notes", 1));

            servers.stopPostgres();
            assertThrows(SQLException.class, () -> notes(servers));
            servers.startPostgres();
            assertEquals(List.of("kept"), notes(servers));
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            IllegalStateException refusal = assertThrows(
                    IllegalStateException.class,
                    () -> EmbeddedServers.start(options().withPorts(taken.getLocalPort(), 0, 0)));
            assertEquals(
                    "Port " + taken.getLocalPort() + ", which PostgreSQL needs, is taken by another program.",
                    refusal.getMessage());
        }
    }

    @Test
    void removesALockWhoseNumberBelongsToAnotherProgram() throws Exception {
        EmbeddedServers.start(options()).close();
        // This JVM's number, with a start long before: what a reboot can leave.
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.resolve("postgres")
                        + "\n1000000000\n5432\n\n127.0.0.1\n\n");
        try (EmbeddedServers servers = EmbeddedServers.start(options())) {
            assertEquals("1", single(servers, "select 1"));
        }
    }

    @Test
    void readsALockThatIsStillBeingWritten() {
        assertEquals(Optional.empty(), EmbeddedPostgresServer.Lock.parse(List.of("12")));
        EmbeddedPostgresServer.Lock starting = EmbeddedPostgresServer.Lock.parse(
                        List.of("12", "/data", "1700000000", "5432", "", "127.0.0.1", " 1 2", "starting"))
                .orElseThrow();
        assertFalse(starting.ready());
        assertEquals(Instant.ofEpochSecond(1_700_000_000), starting.started());
        assertTrue(EmbeddedPostgresServer.Lock.parse(
                        List.of("12", "/data", "1700000000", "5432", "", "127.0.0.1", " 1 2", "ready   "))
                .orElseThrow()
                .ready());
    }

    private EmbeddedServers.Options options() {
        return EmbeddedServers.Options.in(data).withDatabases(DATABASE, "mentorship");
    }

    private ProcessHandle postmaster() throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("postgres/postmaster.pid"))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
        }
    }

    private static Connection connect(EmbeddedServers servers, boolean app) throws SQLException {
        EmbeddedServers.Database database = servers.database(DATABASE);
        return DriverManager.getConnection(
                servers.jdbcUrl(DATABASE),
                app ? database.app() : database.owner(),
                app ? database.appPassword() : database.ownerPassword());
    }

    private static void execute(EmbeddedServers servers, String... statements) throws SQLException {
        try (Connection connection = connect(servers, false);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static String single(EmbeddedServers servers, String query) throws SQLException {
        try (Connection connection = connect(servers, false);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> notes(EmbeddedServers servers) throws SQLException {
        try (Connection connection = connect(servers, false);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select text from note order by 1")) {
            List<String> notes = new java.util.ArrayList<>();
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
            return notes;
        }
    }

    private static void assertRefused(Statement statement, String ddl) {
        SQLException refusal = assertThrows(SQLException.class, () -> statement.execute(ddl), ddl);
        assertEquals("42501", refusal.getSQLState(), ddl);
    }

    private static Admin admin(EmbeddedServers servers) {
        return Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()));
    }

    private static void createTopic(EmbeddedServers servers, String name) throws Exception {
        try (Admin admin = admin(servers)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
        }
    }

    private static void send(EmbeddedServers servers, String topic, String text) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", text)).get(20, SECONDS);
        }
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedServers servers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static List<String> read(EmbeddedServers servers, String topic, int count) {
        try (KafkaConsumer<String, String> consumer = consumer(servers)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> texts = new java.util.ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> texts.add(message.value()));
                return texts.size() >= count;
            });
            return texts;
        }
    }
}
