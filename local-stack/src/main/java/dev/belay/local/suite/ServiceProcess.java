package dev.belay.local.suite;

import dev.belay.local.door.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One replica of one service: a packaged Quarkus application in a JVM of its own. */
final class ServiceProcess {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(45);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

    private final Service service;
    private final String name;
    private final int port;
    private final Path application;
    private final Map<String, String> environment;
    private final RotatingLog log;
    private final ClassArchive archive;
    private final HttpClient http;
    private Process process;

    ServiceProcess(
            Service service,
            String name,
            int port,
            Path application,
            Map<String, String> environment,
            Path logs,
            ClassArchive archive,
            HttpClient http)
            throws IOException {
        this.service = service;
        this.name = name;
        this.port = port;
        this.application = application;
        this.environment = new TreeMap<>(environment);
        this.log = new RotatingLog(logs.resolve(name + ".log"));
        this.archive = archive;
        this.http = http;
    }

    String name() {
        return name;
    }

    Service service() {
        return service;
    }

    InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", port);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    synchronized ProcessHandle handle() {
        return process.toHandle();
    }

    synchronized RunRecord.Part part() {
        return new RunRecord.Part(
                name,
                process.pid(),
                RunRecord.startedMillis(process.toHandle()),
                port,
                url() + "/q/health/ready",
                name + ".log");
    }

    /** Starts the JVM; {@code ended} runs on another thread whenever it ends, wanted or not. */
    synchronized void start(Runnable ended) {
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new SuiteFailure(service.moduleName() + " is not built: " + jar + " is missing.");
        }
        List<String> command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(jvmOptions());
        command.addAll(archive.jvmOptions());
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = Programs.inOwnSession(command.toArray(String[]::new));
        // A clean environment: a variable of the user's shell that Quarkus would read must not change the suite.
        Map<String, String> inherited = new TreeMap<>(builder.environment());
        builder.environment().clear();
        INHERITED.forEach(key -> {
            if (inherited.containsKey(key)) {
                builder.environment().put(key, inherited.get(key));
            }
        });
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new SuiteFailure(name + " could not be started: " + e.getMessage(), e);
        }
        log.follow(process, name);
        process.onExit().thenRun(ended);
    }

    /** Small heaps and the simplest collector: four JVMs share a laptop. The first compiler alone starts faster and needs less. */
    private static List<String> jvmOptions() {
        return List.of(
                "-Xmx160m",
                "-Xmn20m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    }

    void awaitReady() throws InterruptedException {
        Instant limit = Instant.now().plus(READY_LIMIT);
        while (!isReady()) {
            if (!isAlive()) {
                throw new SuiteFailure(name + " ended before it was ready"
                        + (log.complaint().isEmpty() ? "" : " (" + log.complaint() + ")")
                        + ": .belay/logs/" + name + ".log has all of it.");
            }
            if (Instant.now().isAfter(limit)) {
                throw new SuiteFailure(name + " was not ready after " + READY_LIMIT.toSeconds()
                        + " seconds: .belay/logs/" + name + ".log may say why.");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    boolean isReady() throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                .timeout(PROBE_LIMIT)
                .build();
        try {
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks the JVM to end; {@link #awaitEnd} waits for it. */
    synchronized void requestStop() {
        if (process != null) {
            process.destroy();
        }
    }

    void awaitEnd() throws InterruptedException {
        Process ending;
        synchronized (this) {
            ending = process;
        }
        if (ending == null) {
            return;
        }
        if (ending.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            archive.keep();
        } else {
            ending.destroyForcibly().waitFor();
        }
    }

    synchronized void kill() {
        process.destroyForcibly();
    }
}
