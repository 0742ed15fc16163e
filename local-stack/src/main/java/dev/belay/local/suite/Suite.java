package dev.belay.local.suite;

import dev.belay.embedded.EmbeddedServers;
import dev.belay.local.door.FrontDoor;
import dev.belay.local.door.Service;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.issuer.IssuerEndpoints;
import dev.belay.local.issuer.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The whole suite on this machine: PostgreSQL and Kafka in one process, each replica of each service in one, and in this process
 * the front door, the token issuer and the supervision. A service that ends by itself is started again.
 *
 * <p>Nothing outlives this process for long: not when {@link #close()} is called, and not when it is killed either.
 */
public final class Suite implements AutoCloseable {

    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

    private final Options options;
    private final Installation installation;
    private final RunLock lock;
    private final Map<Service, List<ServiceProcess>> services = new EnumMap<>(Service.class);
    private final ScheduledExecutorService restarts =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "restarts"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private FrontDoor door;
    private DevIssuer issuer;
    private EmbeddedServers servers;
    private RotatingLog serversLog;
    private Watchdog watchdog;
    private final Thread closeOnExit = new Thread(this::close, "stop-suite");
    private boolean closing;

    private Suite(Options options, Installation installation, RunLock lock) {
        this.options = options;
        this.installation = installation;
        this.lock = lock;
    }

    /**
     * What to run and where.
     *
     * @param home the project's folder, which holds each service's {@code target/quarkus-app}
     * @param folder what the installation keeps ({@code .belay})
     * @param replicas how many of each service; one if not named. Only the first has the port that {@code ports} says
     * @param environment more variables for each service's process
     * @param proxies stand between the services and their servers; null: there are none
     * @param fastRestarts whether the first stop may take some seconds longer for the sake of shorter starts later
     */
    public record Options(
            Path home,
            Path folder,
            Ports ports,
            Map<Service, Integer> replicas,
            Map<String, String> environment,
            Proxies proxies,
            boolean fastRestarts,
            Progress progress) {

        /** One of each on free ports. */
        public static Options in(Path home, Path folder) {
            return new Options(home, folder, Ports.free(), Map.of(), Map.of(), null, false, Progress.SILENT);
        }

        public Options withPorts(Ports chosen) {
            return new Options(home, folder, chosen, replicas, environment, proxies, fastRestarts, progress);
        }

        public Options withReplicas(Service service, int count) {
            Map<Service, Integer> more = new HashMap<>(replicas);
            more.put(service, count);
            return new Options(home, folder, ports, Map.copyOf(more), environment, proxies, fastRestarts, progress);
        }

        public Options withEnvironment(Map<String, String> more) {
            return new Options(home, folder, ports, replicas, Map.copyOf(more), proxies, fastRestarts, progress);
        }

        /** For tests that break connections. */
        public Options withProxies(Proxies between) {
            return new Options(home, folder, ports, replicas, environment, between, fastRestarts, progress);
        }

        public Options withFastRestarts() {
            return new Options(home, folder, ports, replicas, environment, proxies, true, progress);
        }

        public Options withProgress(Progress listener) {
            return new Options(home, folder, ports, replicas, environment, proxies, fastRestarts, listener);
        }
    }

    /**
     * The services reach PostgreSQL and Kafka through proxies on these ports of 127.0.0.1. The one to PostgreSQL leads to
     * {@link Ports#postgres}, the one to Kafka to {@code kafkaBack}.
     */
    public record Proxies(int postgres, int kafka, int kafkaBack) {}

    /**
     * Starts everything and returns once every service is ready.
     *
     * @throws SuiteFailure with a sentence for the user; nothing is left running then
     */
    public static Suite start(Options options) {
        Installation installation = Installation.in(options.folder());
        RunLock lock = RunLock.take(lockFile(installation))
                .orElseThrow(() ->
                        new SuiteFailure("Belay already runs here. ./belay status shows it, ./belay down stops it."));
        Suite suite = new Suite(options, installation, lock);
        Runtime.getRuntime().addShutdownHook(suite.closeOnExit);
        boolean whole = false;
        try {
            suite.startAll();
            whole = true;
            return suite;
        } catch (IOException e) {
            throw new SuiteFailure("The suite could not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            suite.close();
            Thread.currentThread().interrupt();
            throw new SuiteFailure("The start was interrupted.", e);
        } catch (IllegalStateException e) {
            throw new SuiteFailure(e.getMessage(), e);
        } finally {
            // Whatever went wrong, an error of the JVM too: the door's threads would keep half a suite alive.
            if (!whole) {
                suite.close();
            }
        }
    }

    /** The front door, without a slash at its end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    /** Makes tokens that the suite accepts. */
    public DevIssuer tokens() {
        return issuer;
    }

    /** PostgreSQL and Kafka, for tests that look into them or stop them. */
    public EmbeddedServers servers() {
        return servers;
    }

    /** The direct address of each replica, past the front door. */
    public List<URI> replicas(Service service) {
        return services.get(service).stream().map(ServiceProcess::url).toList();
    }

    /** Kills one replica's process, as a crash would; the supervision starts it again. */
    public void kill(Service service, int replica) {
        services.get(service).get(replica).kill();
    }

    /**
     * Restarts one replica as an orchestrator does: it gets no more requests, ends those it has, goes, comes back, and once
     * it is ready gets requests again.
     */
    public void restart(Service service, int replica) throws InterruptedException {
        List<ServiceProcess> all = services.get(service);
        ServiceProcess process = all.get(replica);
        door.route(
                service,
                all.stream()
                        .filter(other -> other != process)
                        .map(ServiceProcess::address)
                        .toList());
        try {
            process.requestStop();
            process.awaitEnd();
            awaitReady(service, replica);
        } finally {
            door.route(service, all.stream().map(ServiceProcess::address).toList());
        }
    }

    /** Returns when this replica answers again. */
    public void awaitReady(Service service, int replica) throws InterruptedException {
        ServiceProcess process = services.get(service).get(replica);
        while (!process.isReady()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Returns once the suite was closed. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    private void startAll() throws IOException, InterruptedException {
        Leftovers.stop(installation);
        installation.requireSpace();
        options.ports().requireFree();
        openDoor();
        watchdog = Watchdog.start();
        record();
        String what = "PostgreSQL and Kafka";
        options.progress().begun(what);
        Instant begin = Instant.now();
        serversLog = new RotatingLog(installation.logs().resolve("servers.log"));
        startServers(options.ports());
        options.progress()
                .done(
                        what,
                        Duration.between(begin, Instant.now()),
                        "127.0.0.1:" + servers.postgresPort() + ", " + servers.bootstrapServers());
        createServices();
        startServices();
    }

    private void openDoor() throws IOException {
        Path keys = installation.keys();
        String clientSecret = Secret.in(keys, "client-secret");
        int port =
                options.ports().front() == 0 ? Ports.anyFree() : options.ports().front();
        issuer = DevIssuer.in(keys, issuerUrl(port));
        door = FrontDoor.open(port, new IssuerEndpoints(issuer, FrontDoor.ISSUER_PATH, clientSecret));
    }

    /** The {@code iss} of tokens from the suite whose front door has this port. */
    public static String issuerUrl(int frontPort) {
        return "http://127.0.0.1:" + frontPort + FrontDoor.ISSUER_PATH;
    }

    private synchronized void startServers(Ports ports) {
        servers = EmbeddedServers.start(EmbeddedServers.Options.in(installation.data())
                .withDatabases(
                        Arrays.stream(Service.values()).map(Service::shortName).toArray(String[]::new))
                .withPorts(ports.postgres(), ports.kafka(), ports.controller())
                .withKafkaBehind(
                        kafkaBack(),
                        options.proxies() == null ? 0 : options.proxies().kafka())
                .withLog(serversLog::line));
        servers.process().onExit().thenRun(() -> onceEnded(this::restartServers));
    }

    private int kafkaBack() {
        return options.proxies() == null ? 0 : options.proxies().kafkaBack();
    }

    private synchronized void restartServers() {
        if (!closing && !servers.process().isAlive()) {
            // The services know the ports, so these must stay what they were.
            startServers(new Ports(0, 0, 0, 0, servers.postgresPort(), servers.kafkaPort(), 0));
            record();
        }
    }

    private void createServices() throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
        String loginKeySecret = Secret.in(installation.keys(), "login-key-secret");
        for (Service service : Service.values()) {
            int count = options.replicas().getOrDefault(service, 1);
            List<ServiceProcess> replicas = new ArrayList<>();
            Path application = options.home().resolve(service.moduleName()).resolve("target/quarkus-app");
            for (int i = 0; i < count; i++) {
                int wanted = i == 0 ? options.ports().of(service) : 0;
                int port = wanted == 0 ? Ports.anyFree() : wanted;
                String name = count == 1 ? service.moduleName() : service.moduleName() + "-" + (i + 1);
                replicas.add(new ServiceProcess(
                        service,
                        name,
                        port,
                        application,
                        environment(service, port, loginKeySecret),
                        installation.logs(),
                        classArchive(name, application),
                        http));
            }
            services.put(service, replicas);
            door.route(service, replicas.stream().map(ServiceProcess::address).toList());
        }
    }

    private ClassArchive classArchive(String name, Path application) {
        Path jar = application.resolve("quarkus-run.jar");
        return options.fastRestarts() && Files.exists(jar)
                ? ClassArchive.in(installation.folder().resolve("cache"), name, jar)
                : ClassArchive.NONE;
    }

    private Map<String, String> environment(Service service, int port, String loginKeySecret) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers());
        // Kafka waits this long for a service that was killed before its partitions go to another, or to its next
        // start.
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "10000");
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.issuer() + "/jwks.json");
        environment.put("MP_JWT_VERIFY_ISSUER", issuer.issuer());
        environment.put("BELAY_IDENTITY_LOGIN_KEY_SECRET", loginKeySecret);
        EmbeddedServers.Database database = servers.database(service.shortName());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl(service.shortName()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.app());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.appPassword());
        environment.put("QUARKUS_FLYWAY_USERNAME", database.owner());
        environment.put("QUARKUS_FLYWAY_PASSWORD", database.ownerPassword());
        Proxies proxies = options.proxies();
        if (proxies != null) {
            environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + proxies.kafka());
            environment.computeIfPresent(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    (key, url) -> url.replace(":" + servers.postgresPort() + "/", ":" + proxies.postgres() + "/"));
        }
        environment.putAll(options.environment());
        return environment;
    }

    private void startServices() {
        List<ServiceProcess> all = allServices();
        // Once the first start failed, the others need not be waited for.
        ExecutorService waiters = Executors.newFixedThreadPool(all.size(), task -> daemon(task, "await-ready"));
        try {
            List<CompletableFuture<Void>> ready = new ArrayList<>();
            for (ServiceProcess service : all) {
                options.progress().begun(service.name());
                Instant begin = Instant.now();
                service.start(() -> onceEnded(() -> restart(service)));
                record();
                ready.add(CompletableFuture.runAsync(() -> awaitReady(service, begin), waiters));
            }
            CompletableFuture<Object> failed = new CompletableFuture<>();
            ready.forEach(one -> one.exceptionally(failure -> {
                failed.completeExceptionally(failure);
                return null;
            }));
            CompletableFuture.anyOf(CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new)), failed)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SuiteFailure failure ? failure : e;
        } finally {
            waiters.shutdownNow();
        }
    }

    private void awaitReady(ServiceProcess service, Instant begin) {
        try {
            service.awaitReady();
            options.progress()
                    .done(
                            service.name(),
                            Duration.between(begin, Instant.now()),
                            service.url().getAuthority());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void onceEnded(Runnable restart) {
        if (!closing) {
            Runnable untilItWorks = () -> {
                try {
                    restart.run();
                } catch (RuntimeException e) {
                    serversLog.line("A restart failed and is tried again: " + e.getMessage());
                    onceEnded(restart);
                }
            };
            restarts.schedule(untilItWorks, RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void restart(ServiceProcess service) {
        if (!closing && !service.isAlive()) {
            service.start(() -> onceEnded(() -> restart(service)));
            record();
        }
    }

    private List<ServiceProcess> allServices() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    private synchronized void record() {
        List<RunRecord.Part> parts = new ArrayList<>();
        if (servers != null) {
            long pid = servers.process().pid();
            long began = RunRecord.startedMillis(servers.process());
            parts.add(new RunRecord.Part("PostgreSQL", pid, began, servers.postgresPort(), null, "servers.log"));
            parts.add(new RunRecord.Part("Kafka", pid, began, servers.kafkaPort(), null, "servers.log"));
        }
        List<Long> guarded = new ArrayList<>();
        for (ServiceProcess service : allServices()) {
            if (service.isAlive()) {
                parts.add(service.part());
                guarded.add(service.handle().pid());
            }
        }
        watchdog.guard(guarded);
        ProcessHandle self = ProcessHandle.current();
        new RunRecord(self.pid(), RunRecord.startedMillis(self), url().toString(), parts)
                .write(recordFile(installation));
    }

    /** Stops everything, the services first, and returns when all of it is gone. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        restarts.shutdownNow();
        try {
            List<ServiceProcess> all = allServices();
            all.forEach(ServiceProcess::requestStop);
            for (ServiceProcess service : all) {
                service.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (servers != null) {
            servers.close();
        }
        if (door != null) {
            door.close();
        }
        try {
            if (watchdog != null) {
                watchdog.close();
            }
            Files.deleteIfExists(recordFile(installation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
            closed.countDown();
        }
        if (Thread.currentThread() != closeOnExit) {
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeOnExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already; the hook then finds nothing to do.
            closing = true;
        }
    }

    static Path lockFile(Installation installation) {
        return installation.run().resolve("suite.lock");
    }

    static Path recordFile(Installation installation) {
        return installation.run().resolve("suite.json");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
