package dev.belay.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and KRaft controller in one, in this JVM. Kafka offers no public way to be embedded: this is the only
 * class that touches its internals, so that an upgrade has one place to look at.
 */
final class EmbeddedKafkaServer {

    private static final int NODE = 1;

    private final Path data;
    private final int port;
    private final int controllerPort;
    private final int backPort;
    private final int proxyPort;
    private KafkaRaftServer server;

    /**
     * @param backPort where a proxy finds a second listener, of which Kafka says that it is on {@code proxyPort}; 0: there is
     *     none
     */
    EmbeddedKafkaServer(Path data, int port, int controllerPort, int backPort, int proxyPort) {
        this.data = data;
        this.port = port;
        this.controllerPort = controllerPort;
        this.backPort = backPort;
        this.proxyPort = proxyPort;
    }

    int port() {
        return port;
    }

    /** Starts the node and returns once it accepts connections; formats its data directory first if it is new. */
    void start() throws IOException {
        Files.createDirectories(data);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format();
        }
        try {
            server = new KafkaRaftServer(KafkaConfig.fromProps(settings(), false), Time.SYSTEM);
            server.startup();
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
            }
        } catch (RuntimeException e) {
            throw new StartFailure("Kafka did not start: " + e.getMessage(), e);
        }
    }

    void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    private void format() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(print)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            System.err.println(output.toString(StandardCharsets.UTF_8));
            throw new StartFailure("Kafka could not make its data directory " + data + ": " + e.getMessage(), e);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", Integer.toString(NODE));
        settings.setProperty("log.dirs", data.toString());
        String proxied = backPort == 0 ? "" : ",PROXIED://127.0.0.1:";
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort
                        + (backPort == 0 ? "" : proxied + backPort));
        settings.setProperty(
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port + (backPort == 0 ? "" : proxied + proxyPort));
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        // Topics are declared by their owners; a misspelt name must fail, not appear.
        settings.setProperty("auto.create.topics.enable", "false");
        // One node: Kafka's own topics can't have three copies.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(topic + ".num.partitions", "1");
            settings.setProperty(topic + ".replication.factor", "1");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Small on purpose: a laptop runs this beside three services.
        settings.setProperty("num.network.threads", "1");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("background.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        settings.setProperty("log.segment.bytes", "67108864");
        settings.setProperty("log.index.size.max.bytes", "1048576");
        return settings;
    }
}
