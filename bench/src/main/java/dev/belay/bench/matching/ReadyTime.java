package dev.belay.bench.matching;

import dev.belay.contracts.EventJson;
import dev.belay.contracts.State;
import dev.belay.contracts.Topic;
import dev.belay.contracts.Topics;
import dev.belay.embedded.EmbeddedServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long the packaged service takes from the start of its process until it is ready, when the topics hold a million mentors
 * (an argument says how many): two states each, on a real Kafka of this machine. Prints what readiness tells meanwhile.
 */
public final class ReadyTime {
    private static final long SEED = 20260304;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private ReadyTime() {}

    public static void main(String[] args) throws Exception {
        int mentors = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("belay-bench");
        try (EmbeddedServers servers =
                EmbeddedServers.start(EmbeddedServers.Options.in(folder).withDatabases("matching"))) {
            publish(servers, mentors);
            start(servers, folder, mentors);
        }
    }

    private static void publish(EmbeddedServers servers, int mentors) throws ExecutionException, InterruptedException {
        Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", servers.bootstrapServers()));
        try (Admin admin = Admin.create(kafka)) {
            List<NewTopic> topics = new ArrayList<>();
            for (Topic topic : Topics.all()) {
                topics.add(new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                        .configs(topic.settings()));
            }
            admin.createTopics(topics).all().get();
        }
        kafka.put("linger.ms", 20);
        kafka.put("batch.size", 1 << 18);
        kafka.put("key.serializer", StringSerializer.class);
        kafka.put("value.serializer", ByteArraySerializer.class);
        Population population = new Population(SEED);
        long begun = System.nanoTime();
        long bytes = 0;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(kafka)) {
            for (int i = 0; i < mentors; i++) {
                for (State state : List.of(population.mentor(i, 1), population.offer(i, 1))) {
                    byte[] json = EventJson.write(state);
                    bytes += json.length;
                    producer.send(record(state, json));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "published %,d states, %d MB of JSON, in %.0f s%n",
                2 * mentors,
                bytes >> 20,
                (System.nanoTime() - begun) / 1e9);
    }

    private static ProducerRecord<String, byte[]> record(State state, byte[] json) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(state.topic(), state.key(), json);
        Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", state.type().text(),
                        "ce_source", "bench",
                        "ce_specversion", "1.0",
                        "ce_time", Instant.EPOCH.toString())
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static void start(EmbeddedServers servers, Path folder, int mentors)
            throws IOException, InterruptedException, GeneralSecurityException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path key = folder.resolve("key.pem");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        keys.generateKeyPair().getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        EmbeddedServers.Database roles = servers.database("matching");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-jar",
                Path.of(System.getProperty("belay.home"), "matching-service/target/quarkus-app/quarkus-run.jar")
                        .toString());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers(),
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", key.toUri().toString(),
                        "MP_JWT_VERIFY_ISSUER", "https://bench.example",
                        "BELAY_IDENTITY_LOGIN_KEY_SECRET", "b".repeat(64),
                        "QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl("matching"),
                        "QUARKUS_DATASOURCE_USERNAME", roles.app(),
                        "QUARKUS_DATASOURCE_PASSWORD", roles.appPassword()));
        builder.environment().put("QUARKUS_FLYWAY_USERNAME", roles.owner());
        builder.environment().put("QUARKUS_FLYWAY_PASSWORD", roles.ownerPassword());
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("service.log").toFile());
        long begun = System.nanoTime();
        Process service = builder.start();
        try {
            long told = 0;
            while (true) {
                double seconds = (System.nanoTime() - begun) / 1e9;
                Optional<HttpResponse<String>> ready = get(port, "/q/health/ready");
                if (ready.isPresent() && ready.get().statusCode() == 200) {
                    System.out.printf(
                            Locale.ROOT,
                            "ready with %,d mentors after %.1f s, %.1f s of them computed by its threads; %s%n",
                            mentors,
                            seconds,
                            service.info()
                                            .totalCpuDuration()
                                            .orElse(Duration.ZERO)
                                            .toMillis()
                                    / 1e3,
                            memory(service));
                    get(port, "/q/metrics")
                            .ifPresent(metrics -> metrics.body()
                                    .lines()
                                    .filter(line -> line.startsWith("belay_index_"))
                                    .forEach(System.out::println));
                    return;
                }
                if (ready.isPresent() && seconds - told >= 5) {
                    told = (long) seconds;
                    System.out.printf(
                            Locale.ROOT,
                            "%5.1f s: %s%n",
                            seconds,
                            ready.get().body().replaceAll("\\s+", " "));
                }
                if (!service.isAlive() || seconds > LIMIT.toSeconds()) {
                    throw new IllegalStateException("not ready:\n" + Files.readString(folder.resolve("service.log")));
                }
                Thread.sleep(200);
            }
        } finally {
            service.destroy();
            service.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static Optional<HttpResponse<String>> get(int port, String path) throws InterruptedException {
        try {
            return Optional.of(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Resident memory, as Linux tells it. */
    private static String memory(Process service) throws IOException {
        Path status = Path.of("/proc/" + service.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\s+", " ")
                : "memory unknown";
    }
}
