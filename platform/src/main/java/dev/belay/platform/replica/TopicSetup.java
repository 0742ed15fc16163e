package dev.belay.platform.replica;

import dev.belay.contracts.Topic;
import dev.belay.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes topics with the settings of the contracts, where nobody has made them yet. Existing ones are left alone. */
@ApplicationScoped
public class TopicSetup {
    private final Map<String, Object> kafka;
    private final String service;

    TopicSetup(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "belay.service") String service) {
        this.kafka = kafka;
        this.service = service;
    }

    /** The topics that this service writes, its dead letters among them. */
    public void ensureOwn() throws InterruptedException {
        List<Topic> own = new ArrayList<>();
        Topics.all().stream()
                .filter(topic -> topic.name().startsWith("belay." + service + "."))
                .forEach(own::add);
        own.add(Topics.deadLetterTopic(service));
        ensure(own);
    }

    /** The topics of these names, whoever writes them: a reader must not wait for the first writer. */
    public void ensure(Set<String> names) throws InterruptedException {
        ensure(Topics.all().stream()
                .filter(topic -> names.contains(topic.name()))
                .toList());
    }

    private void ensure(List<Topic> topics) throws InterruptedException {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        try (Admin admin = Admin.create(config)) {
            Set<String> existing = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                            .configs(topic.settings()))
                    .toList();
            for (var creation : admin.createTopics(missing).values().values()) {
                try {
                    creation.get(10, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Topics cannot be set up", e);
        }
    }
}
