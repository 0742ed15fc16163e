package dev.belay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document describes the topics and types that there are, no more and no fewer. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT = document();

    @Test
    void isAsyncApi3() {
        assertEquals("3.0.0", DOCUMENT.path("asyncapi").asText());
    }

    @Test
    void channelsAreTheTopicsWithTheirSettings() {
        Map<String, Topic> topics =
                Topics.all().stream().collect(Collectors.toMap(Topic::name, topic -> topic, (a, b) -> a, TreeMap::new));
        Map<String, Topic> described = new TreeMap<>();
        for (JsonNode channel : DOCUMENT.path("channels")) {
            JsonNode kafka = channel.path("bindings").path("kafka");
            JsonNode settings = kafka.path("topicConfiguration");
            Duration retention = settings.has("retention.ms")
                    ? Duration.ofMillis(settings.path("retention.ms").asLong())
                    : null;
            Topic topic = new Topic(
                    channel.path("address").asText(), kafka.path("partitions").asInt(), retention);
            described.put(topic.name(), topic);
            assertEquals(
                    topic.settings().get("cleanup.policy"),
                    settings.path("cleanup.policy").path(0).asText());
        }
        assertEquals(topics, described);
        assertEquals(Topics.all().size(), DOCUMENT.path("channels").size());
    }

    @Test
    void everyTypeIsAMessageOfItsTopic() {
        Map<String, Set<String>> types = new TreeMap<>();
        for (EventType type : EventType.values()) {
            types.computeIfAbsent(type.topic(), topic -> new TreeSet<>()).add(type.text());
        }
        Map<String, Set<String>> described = new TreeMap<>();
        for (JsonNode channel : DOCUMENT.path("channels")) {
            Set<String> names = new TreeSet<>();
            for (JsonNode message : channel.path("messages")) {
                names.add(resolve(message).path("name").asText());
            }
            described.put(channel.path("address").asText(), names);
        }
        assertEquals(types, described);
    }

    @Test
    void messagesAreTheTypesWithTheirSchemasAndHeaders() {
        Set<String> headers =
                Set.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type", "traceparent");
        Set<String> described = new TreeSet<>();
        for (JsonNode message : DOCUMENT.path("components").path("messages")) {
            String name = message.path("name").asText();
            described.add(name);
            String payload = message.path("payload").path("$ref").asText();
            assertEquals("schemas/" + name + ".json", payload);
            JsonNode schema = Documents.json(Documents.read(payload));
            assertEquals("urn:belay:schema:" + name, schema.path("$id").asText());
            JsonNode parts = message.path("headers").path("allOf");
            Set<String> names = new TreeSet<>();
            resolve(parts.path(0)).path("properties").fieldNames().forEachRemaining(names::add);
            assertEquals(new TreeSet<>(headers), names);
            assertEquals(
                    name,
                    parts.path(1)
                            .path("properties")
                            .path("ce_type")
                            .path("const")
                            .asText());
            assertFalse(
                    resolve(message.path("bindings")).path("kafka").path("key").isMissingNode(), name);
        }
        assertEquals(
                Stream.of(EventType.values()).map(EventType::text).collect(Collectors.toCollection(TreeSet::new)),
                described);
    }

    @Test
    void deadLettersAreDescribedAndNamedAlike() {
        assertEquals("belay.profile.dead-letters.v1", Topics.deadLetters("profile"));
        assertEquals(
                new Topic("belay.profile.dead-letters.v1", Topics.PARTITIONS, Topics.FACT_RETENTION),
                Topics.deadLetterTopic("profile"));
    }

    private static JsonNode resolve(JsonNode reference) {
        JsonNode target = DOCUMENT.at(reference.path("$ref").asText().substring(1));
        assertFalse(target.isMissingNode(), reference::toString);
        return target;
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Documents.read("asyncapi.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("asyncapi.yaml is not YAML", e);
        }
    }
}
