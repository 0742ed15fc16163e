package dev.belay.embedded;

import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL server on one data directory, durable as in production (fsync, synchronous commits, scram passwords).
 *
 * <p>PostgreSQL outlives a killed parent, and a second server on the same directory then fails while the first one still
 * answers on the port. Two things prevent that such an orphan is ever talked to by mistake: a watchdog stops the server as
 * soon as this JVM is gone, and a start first stops whatever still owns the directory and afterwards checks that the server
 * which answers is the one that it started.
 */
final class EmbeddedPostgresServer {

    static final String SUPERUSER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** Waits until its input ends, which happens when this JVM does, then stops the server if the directory is still its own. */
    private static final String WATCHDOG = """
            trap '' HUP INT TERM
            while read -r line; do :; done
            read -r owner < "$2/postmaster.pid" && [ "$owner" = "$1" ] && kill -INT "$1"
            """;

    private final Path data;
    private final Path binaries;
    private final String superuserPassword;
    private final int port;
    private Process server;
    private Process watchdog;

    EmbeddedPostgresServer(Path data, Path binaries, String superuserPassword, int port) {
        this.data = data;
        this.binaries = binaries;
        this.superuserPassword = superuserPassword;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Starts the server and returns once it answers; makes its data directory first if there is none. */
    void start() throws IOException, InterruptedException {
        stopOrphan();
        if (!Files.exists(data)) {
            initialise();
        }
        List<String> command = new ArrayList<>();
        if (Programs.has("setsid")) {
            // A session of its own: Ctrl-C in the terminal reaches the launcher, which stops the services first.
            command.add("setsid");
        }
        command.addAll(asOrdinaryUser());
        command.addAll(List.of(program("postgres"), "-D", data.toString(), "-p", Integer.toString(port)));
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        server = new ProcessBuilder(command).redirectErrorStream(true).start();
        server.getOutputStream().close();
        List<String> firstLines = Programs.relay(server, "postgres");
        watchdog = new ProcessBuilder("sh", "-c", WATCHDOG, "watchdog", Long.toString(server.pid()), data.toString())
                .redirectErrorStream(true)
                .start();
        awaitReady(firstLines);
    }

    /** Stops the server (fast: open transactions are rolled back) and waits until it is gone. */
    void stop() throws IOException, InterruptedException {
        if (server == null) {
            return;
        }
        interrupt(server.toHandle());
        if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
        watchdog.getOutputStream().close();
        watchdog.waitFor(5, TimeUnit.SECONDS);
        server = null;
    }

    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", superuserPassword);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("listen_addresses", "127.0.0.1");
        settings.setProperty("unix_socket_directories", "");
        settings.setProperty("max_connections", "200");
        settings.setProperty("shared_buffers", "64MB");
        settings.setProperty("max_wal_size", "512MB");
        settings.setProperty("min_wal_size", "80MB");
        settings.setProperty("fsync", "on");
        settings.setProperty("synchronous_commit", "on");
        settings.setProperty("full_page_writes", "on");
        settings.setProperty("password_encryption", "scram-sha-256");
        settings.setProperty("timezone", "UTC");
        settings.setProperty("log_timezone", "UTC");
        settings.setProperty("jit", "off");
        return settings;
    }

    private void initialise() throws IOException, InterruptedException {
        // Made beside its place and moved there when whole: a start that dies half way leaves nothing that looks like
        // data.
        Path draft = data.resolveSibling(data.getFileName() + ".new");
        Path passwordFile = data.resolveSibling("superuser-password.new");
        PostgresBinaries.deleteTree(draft);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, superuserPassword + "\n");
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                program("initdb"),
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order of text on every machine, whatever locales it has.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
        initdb.getOutputStream().close();
        String output = new String(initdb.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        Files.delete(passwordFile);
        if (initdb.waitFor() != 0) {
            System.err.println(output);
            throw new StartFailure("PostgreSQL could not make its data directory " + data + ": " + lastLine(output));
        }
        Files.move(draft, data);
    }

    private void awaitReady(List<String> firstLines) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (true) {
            if (!server.isAlive()) {
                String lines = String.join("\n", firstLines);
                throw new StartFailure("PostgreSQL did not start: " + lastLine(lines));
            }
            Optional<Lock> lock = lock();
            if (lock.isPresent()
                    && lock.get().pid() == server.pid()
                    && lock.get().ready()) {
                verifyItIsOurs();
                return;
            }
            if (Instant.now().isAfter(limit)) {
                stop();
                throw new StartFailure("PostgreSQL was not ready after " + START_LIMIT.toSeconds() + " seconds.");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void verifyItIsOurs() throws InterruptedException, IOException {
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            if (!Path.of(row.getString(1)).toRealPath().equals(data.toRealPath())) {
                throw new StartFailure("Another PostgreSQL answers on port " + port + ".");
            }
        } catch (SQLException e) {
            stop();
            throw new StartFailure("PostgreSQL started but refused its own password: " + e.getMessage(), e);
        }
    }

    /** Stops a server that an earlier, killed process left behind on this directory; removes a lock that means nothing. */
    private void stopOrphan() throws IOException, InterruptedException {
        Optional<Lock> lock = lock();
        if (lock.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> owner =
                ProcessHandle.of(lock.get().pid()).filter(handle -> lock.get().describes(handle));
        if (owner.isPresent()) {
            System.err.println("postgres: stopping process " + lock.get().pid() + ", left behind on " + data);
            interrupt(owner.get());
            if (!gone(owner.get())) {
                throw new StartFailure("Process " + lock.get().pid() + ", an earlier PostgreSQL, still uses " + data
                        + " and does not stop.");
            }
        } else if (ProcessHandle.of(lock.get().pid()).isPresent()) {
            // The number now belongs to some other program, for which PostgreSQL would refuse to start.
            Files.deleteIfExists(lockFile());
        }
    }

    private static boolean gone(ProcessHandle process) throws InterruptedException {
        Instant limit = Instant.now().plus(STOP_LIMIT);
        while (process.isAlive() && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return !process.isAlive();
    }

    /** SIGINT, PostgreSQL's fast shutdown; what Java can send (SIGTERM) would wait for all clients to leave. */
    private static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
    }

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping, root is nobody. */
    private static List<String> asOrdinaryUser() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (!Programs.has("unshare")) {
            throw new StartFailure(
                    "PostgreSQL does not run as root here, because the program unshare is missing: start as an ordinary user.");
        }
        return List.of("unshare", "-U");
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private Path lockFile() {
        return data.resolve("postmaster.pid");
    }

    private Optional<Lock> lock() throws IOException {
        if (!Files.exists(lockFile())) {
            return Optional.empty();
        }
        try (BufferedReader reader = Files.newBufferedReader(lockFile())) {
            return Lock.parse(reader.lines().toList());
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("\n", -1);
        return lines[lines.length - 1].strip();
    }

    /** What postmaster.pid says: lines of pid, directory, start in epoch seconds, port, …, and the state as the eighth. */
    record Lock(long pid, Instant started, boolean ready) {

        static Optional<Lock> parse(List<String> lines) {
            if (lines.size() < 3) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new Lock(
                    Long.parseLong(lines.get(0).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                    ready));
        }

        /** Whether this process wrote the lock, and not a later one that was given the same number. */
        boolean describes(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(start -> Duration.between(start, started).abs().compareTo(Duration.ofSeconds(15)) < 0)
                    .orElse(false);
        }
    }
}
