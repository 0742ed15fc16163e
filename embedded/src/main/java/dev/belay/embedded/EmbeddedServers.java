package dev.belay.embedded;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL and Kafka in a process of their own, as {@link Servers} runs them, seen from the process that uses them. Needs
 * nothing but the JDK. The place of the servers' jars is the system property {@code belay.embedded.lib}.
 *
 * <p>The servers stop when this is closed, and also when this process ends in any way. All methods may be called from any thread.
 */
public final class EmbeddedServers implements AutoCloseable {

    private static final int STOP_LIMIT_SECONDS = 60;
    private static final Pattern DATABASE = Pattern.compile(
            "\"(\\w+)\":\\{\"owner\":\"(\\w+)\",\"ownerPassword\":\"([^\"]+)\",\"app\":\"(\\w+)\",\"appPassword\":\"([^\"]+)\"}");

    private final Process process;
    private final Thread log;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final int postgresPort;
    private final int kafkaPort;
    private final Map<String, Database> databases;

    private EmbeddedServers(Process process, Thread log, BufferedReader answers, String description) {
        this.process = process;
        this.log = log;
        this.answers = answers;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.postgresPort = number(description, "postgresPort");
        this.kafkaPort = number(description, "kafkaPort");
        Map<String, Database> found = new LinkedHashMap<>();
        Matcher matcher = DATABASE.matcher(description);
        while (matcher.find()) {
            found.put(
                    matcher.group(1),
                    new Database(matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)));
        }
        this.databases = Collections.unmodifiableMap(found);
    }

    /** The two roles of a database: the owner runs the migrations, the app role is the running service's. */
    public record Database(String owner, String ownerPassword, String app, String appPassword) {}

    /**
     * What to start and where.
     *
     * @param dataDir holds everything that survives a restart; made if missing
     * @param postgresPort 0 picks a free one, as with the other ports
     * @param kafkaBackPort where Kafka listens a second time, for a proxy on {@code kafkaProxyPort}, which is what it tells
     *     those who come that way; 0: it does not
     * @param databases names of databases to make if missing
     * @param jvmOptions of the servers' JVM
     * @param log receives each line that the servers log, on a thread of its own
     */
    public record Options(
            Path dataDir,
            int postgresPort,
            int kafkaPort,
            int controllerPort,
            int kafkaBackPort,
            int kafkaProxyPort,
            List<String> databases,
            List<String> jvmOptions,
            Consumer<String> log) {

        /** Free ports, no databases, log in {@code dataDir/servers.log}. */
        public static Options in(Path dataDir) {
            return new Options(
                    dataDir,
                    0,
                    0,
                    0,
                    0,
                    0,
                    List.of(),
                    List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    line -> append(dataDir.resolve("servers.log"), line));
        }

        public Options withPorts(int postgres, int kafka, int controller) {
            return new Options(
                    dataDir, postgres, kafka, controller, kafkaBackPort, kafkaProxyPort, databases, jvmOptions, log);
        }

        /** Kafka behind a proxy, for tests that cut connections; {@link #kafkaPort} goes past it. */
        public Options withKafkaBehind(int backPort, int proxyPort) {
            return new Options(
                    dataDir, postgresPort, kafkaPort, controllerPort, backPort, proxyPort, databases, jvmOptions, log);
        }

        public Options withDatabases(String... names) {
            return new Options(
                    dataDir,
                    postgresPort,
                    kafkaPort,
                    controllerPort,
                    kafkaBackPort,
                    kafkaProxyPort,
                    List.of(names),
                    jvmOptions,
                    log);
        }

        public Options withJvmOptions(List<String> options) {
            return new Options(
                    dataDir,
                    postgresPort,
                    kafkaPort,
                    controllerPort,
                    kafkaBackPort,
                    kafkaProxyPort,
                    databases,
                    List.copyOf(options),
                    log);
        }

        public Options withLog(Consumer<String> sink) {
            return new Options(
                    dataDir,
                    postgresPort,
                    kafkaPort,
                    controllerPort,
                    kafkaBackPort,
                    kafkaProxyPort,
                    databases,
                    jvmOptions,
                    sink);
        }

        private static void append(Path file, String line) {
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Starts the servers and returns once both answer.
     *
     * @throws IllegalStateException with a sentence for the user if they can't be started (a port is taken, no disk space, …)
     */
    public static EmbeddedServers start(Options options) {
        try {
            Files.createDirectories(options.dataDir());
            Process process = new ProcessBuilder(command(options)).start();
            Thread log = relay(process, options.log());
            BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
            String line = answers.readLine();
            if (line == null || line.startsWith("{\"error\"")) {
                process.destroy();
                awaitEnd(process, log);
                throw new IllegalStateException(
                        line == null ? "PostgreSQL and Kafka ended before they were ready." : error(line));
            }
            return new EmbeddedServers(process, log, answers, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int postgresPort() {
        return postgresPort;
    }

    public int kafkaPort() {
        return kafkaPort;
    }

    /** For {@code kafka.bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** The JDBC URL of a database, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + database;
    }

    public Database database(String name) {
        Database database = databases.get(name);
        if (database == null) {
            throw new IllegalArgumentException("no database " + name + ", only " + databases.keySet());
        }
        return database;
    }

    /** The process that runs both servers. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    public void stopKafka() {
        command("kafka stop");
    }

    public void startKafka() {
        command("kafka start");
    }

    public void stopPostgres() {
        command("postgres stop");
    }

    public void startPostgres() {
        command("postgres start");
    }

    /** Stops both servers and waits until they are gone. */
    @Override
    public void close() {
        try {
            commands.write("stop\n");
            commands.close();
        } catch (IOException e) {
            // The process is gone already, and with it the reader of the pipe: nothing is left to stop.
            process.destroy();
        }
        awaitEnd(process, log);
    }

    /** Returns when the process is gone and the last line of its log has been passed on. */
    private static void awaitEnd(Process process, Thread log) {
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            log.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void command(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = answers.readLine();
            if (answer == null || !answer.equals("{\"done\":\"" + command + "\"}")) {
                throw new IllegalStateException(
                        command + ": " + (answer == null ? "the servers are gone" : error(answer)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Options options) {
        List<String> command = new ArrayList<>();
        if (Programs.has("setsid")) {
            // A session of its own: Ctrl-C at a terminal is for this process, which then closes the servers in its own
            // order.
            command.add("setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.jvmOptions());
        command.addAll(List.of("-cp", classPath(), "dev.belay.embedded.Servers"));
        command.addAll(List.of("--data", options.dataDir().toString()));
        command.addAll(List.of("--postgres-port", Integer.toString(options.postgresPort())));
        command.addAll(List.of("--kafka-port", Integer.toString(options.kafkaPort())));
        command.addAll(List.of("--controller-port", Integer.toString(options.controllerPort())));
        if (options.kafkaBackPort() != 0) {
            command.addAll(List.of("--kafka-back-port", Integer.toString(options.kafkaBackPort())));
            command.addAll(List.of("--kafka-proxy-port", Integer.toString(options.kafkaProxyPort())));
        }
        command.addAll(List.of("--databases", String.join(",", options.databases())));
        return command;
    }

    private static String classPath() {
        String lib = System.getProperty("belay.embedded.lib");
        if (lib == null || !Files.isDirectory(Path.of(lib))) {
            throw new IllegalStateException(
                    "The system property belay.embedded.lib must name the folder of the embedded servers' jars; it is "
                            + lib + ". The build of the module embedded makes it in target/lib.");
        }
        String jars = Path.of(lib) + "/*";
        // During a build that has not packaged yet, our own classes are a folder, not a jar in lib.
        return ownFolder() == null ? jars : ownFolder() + File.pathSeparator + jars;
    }

    private static Path ownFolder() {
        CodeSource source = EmbeddedServers.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            URI location = source.getLocation().toURI();
            Path path = "file".equals(location.getScheme()) ? Path.of(location) : null;
            return path != null && Files.isDirectory(path) ? path : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Thread relay(Process process, Consumer<String> log) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            log.accept(line);
                        }
                    } catch (IOException e) {
                        log.accept("the servers' log ended: " + e.getMessage());
                    }
                },
                "embedded-servers-log");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static int number(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(\\d+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + key + " in " + json);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static String error(String json) {
        return json.replaceFirst("^\\{\"error\":\"", "")
                .replaceFirst("\"}$", "")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }
}
