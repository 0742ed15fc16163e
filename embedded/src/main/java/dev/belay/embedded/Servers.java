package dev.belay.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs PostgreSQL and Kafka on one data directory until its input ends.
 *
 * <pre>java -cp 'target/lib/*' dev.belay.embedded.Servers --data DIR
 *     [--postgres-port P] [--kafka-port K] [--controller-port C] [--databases profile,mentorship]
 *     [--kafka-back-port B --kafka-proxy-port X]</pre>
 *
 * <p>A port that is 0 or left out is picked. When both servers are ready, one line of JSON with their ports and passwords goes to
 * stdout; if they can't start, {@code {"error": "a sentence"}} and exit code 1. Logs go to stderr. Lines on stdin are commands
 * ({@code kafka stop}, {@code kafka start}, {@code postgres stop}, {@code postgres start}), each answered by one line of
 * JSON. {@code stop} and SIGTERM stop both servers at once; so does, a moment later, the end of stdin, which is how the death of
 * the parent shows.
 */
public final class Servers {

    private static final Duration LOCK_LIMIT = Duration.ofSeconds(20);

    /** Whoever killed our parent stops its other children too; they get this long to say goodbye to Kafka. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private static final String STOP = "stop";

    private final EmbeddedPostgresServer postgres;
    private final EmbeddedKafkaServer kafka;
    private boolean closed;

    private Servers(EmbeddedPostgresServer postgres, EmbeddedKafkaServer kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    public static void main(String[] arguments) {
        // Kafka's log: only what a person should look at, to stderr.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
        System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
        PrintStream answers = System.out;
        // Whatever a library prints must not come between the answers.
        System.setOut(System.err);
        try {
            run(options(arguments), answers);
            System.exit(0);
        } catch (StartFailure e) {
            answers.println("{\"error\":\"" + escape(e.getMessage()) + "\"}");
            e.printStackTrace();
            System.exit(1);
        } catch (Exception e) {
            answers.println("{\"error\":\"" + escape(sentence(e)) + "\"}");
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Map<String, String> options, PrintStream answers) throws Exception {
        Path data = Path.of(options.get("data")).toAbsolutePath().normalize();
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        try (FileChannel channel = FileChannel.open(
                        data.resolve("servers.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, data)) {
            List<String> databases = databases(options.getOrDefault("databases", ""));
            Credentials credentials = Credentials.in(data);
            Servers servers = new Servers(
                    new EmbeddedPostgresServer(
                            data.resolve("postgres"),
                            PostgresBinaries.unpacked(data),
                            credentials.of(EmbeddedPostgresServer.SUPERUSER),
                            port(options, "postgres-port", "PostgreSQL")),
                    new EmbeddedKafkaServer(
                            data.resolve("kafka"),
                            port(options, "kafka-port", "Kafka"),
                            port(options, "controller-port", "Kafka's controller"),
                            Integer.parseInt(options.getOrDefault("kafka-back-port", "0")),
                            Integer.parseInt(options.getOrDefault("kafka-proxy-port", "0"))));
            Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop-servers"));
            servers.start(credentials, databases);
            answers.println(servers.describe(credentials, databases));
            if (!servers.obey(answers)) {
                TimeUnit.MILLISECONDS.sleep(FAREWELL.toMillis());
            }
            servers.close();
            lock.release();
        }
    }

    private void start(Credentials credentials, List<String> databases) throws Exception {
        FutureTask<Void> startKafka = new FutureTask<>(() -> {
            kafka.start();
            return null;
        });
        new Thread(startKafka, "start-kafka").start();
        postgres.start();
        for (String database : databases) {
            Databases.ensure(postgres, credentials, database);
        }
        try {
            startKafka.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Stops both servers, once. */
    private synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Thread stopKafka = new Thread(kafka::stop, "stop-kafka");
        stopKafka.start();
        try {
            postgres.stop();
            stopKafka.join();
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries out commands; true once told to stop, false if the input just ended. */
    private boolean obey(PrintStream answers) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String command = line.strip();
            if (command.equals(STOP)) {
                return true;
            }
            answers.println(
                    switch (command) {
                        case "kafka stop" ->
                            answer(command, () -> {
                                kafka.stop();
                                return null;
                            });
                        case "kafka start" ->
                            answer(command, () -> {
                                kafka.start();
                                return null;
                            });
                        case "postgres stop" ->
                            answer(command, () -> {
                                postgres.stop();
                                return null;
                            });
                        case "postgres start" ->
                            answer(command, () -> {
                                postgres.start();
                                return null;
                            });
                        default -> "{\"error\":\"unknown command: " + escape(command) + "\"}";
                    });
        }
        return false;
    }

    private static String answer(String command, Callable<Void> action) {
        try {
            action.call();
            return "{\"done\":\"" + command + "\"}";
        } catch (Exception e) {
            e.printStackTrace();
            return "{\"error\":\"" + escape(sentence(e)) + "\"}";
        }
    }

    private String describe(Credentials credentials, List<String> databases) throws IOException {
        StringBuilder json = new StringBuilder();
        json.append("{\"postgresPort\":").append(postgres.port());
        json.append(",\"kafkaPort\":").append(kafka.port());
        json.append(",\"pid\":").append(ProcessHandle.current().pid());
        json.append(",\"databases\":{");
        String separator = "";
        for (String name : databases) {
            String owner = Databases.owner(name);
            String app = Databases.app(name);
            json.append(separator)
                    .append("\"%s\":{\"owner\":\"%s\",\"ownerPassword\":\"%s\",\"app\":\"%s\",\"appPassword\":\"%s\"}"
                            .formatted(name, owner, credentials.of(owner), app, credentials.of(app)));
            separator = ",";
        }
        return json.append("}}").toString();
    }

    /** An earlier process on the same directory may still be stopping: wait for it a little. */
    private static FileLock lock(FileChannel channel, Path data) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(LOCK_LIMIT);
        FileLock lock = channel.tryLock();
        while (lock == null && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(50);
            lock = channel.tryLock();
        }
        if (lock == null) {
            throw new StartFailure("The data in " + data + " are in use by another process.");
        }
        return lock;
    }

    private static List<String> databases(String names) {
        List<String> databases = Arrays.stream(names.split(",", -1))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toList());
        for (String name : databases) {
            if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
                throw new StartFailure("This is no name for a database: " + name);
            }
        }
        return databases;
    }

    private static int port(Map<String, String> options, String name, String what) {
        return Ports.claim(Integer.parseInt(options.getOrDefault(name, "0")), what);
    }

    private static Map<String, String> options(String[] arguments) {
        List<String> known = List.of(
                "data",
                "postgres-port",
                "kafka-port",
                "controller-port",
                "databases",
                "kafka-back-port",
                "kafka-proxy-port");
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!known.contains(name) || i + 1 == arguments.length) {
                throw new StartFailure("Not understood: " + arguments[i]);
            }
            options.put(name, arguments[i + 1]);
        }
        if (!options.containsKey("data")) {
            throw new StartFailure("--data is missing.");
        }
        return options;
    }

    private static String sentence(Exception e) {
        if (e instanceof SQLException || e instanceof IOException) {
            return "The servers could not start: " + e.getMessage();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ");
    }
}
