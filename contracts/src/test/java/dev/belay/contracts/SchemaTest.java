package dev.belay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Record, schema and example of each type say the same. */
class SchemaTest {

    /** The JSON type, and the format where there is one, in which a value of a Java type is written. */
    private static final Map<Class<?>, List<String>> SHAPES = Map.ofEntries(
            Map.entry(UUID.class, List.of("string", "uuid")),
            Map.entry(Instant.class, List.of("string", "date-time")),
            Map.entry(LocalDate.class, List.of("string", "date")),
            Map.entry(LocalTime.class, List.of("string", "")),
            Map.entry(DayOfWeek.class, List.of("string", "")),
            Map.entry(String.class, List.of("string", "")),
            Map.entry(boolean.class, List.of("boolean", "")),
            Map.entry(Boolean.class, List.of("boolean", "")),
            Map.entry(int.class, List.of("integer", "")),
            Map.entry(Integer.class, List.of("integer", "")),
            Map.entry(long.class, List.of("integer", "")),
            Map.entry(List.class, List.of("array", "")));

    @Test
    void everyEventRecordIsRegisteredOnce() {
        Set<Class<?>> records = new HashSet<>();
        collectRecords(Event.class, records);
        List<Class<? extends Event>> registered = Stream.of(EventType.values())
                .<Class<? extends Event>>map(EventType::record)
                .toList();
        assertEquals(records, new HashSet<Class<?>>(registered));
        assertEquals(records.size(), registered.size());
    }

    @ParameterizedTest
    @EnumSource
    void typeIsFoundByItsTextAndItsRecord(EventType type) throws UnreadableEvent {
        assertEquals(type, EventType.named(type.text()).orElseThrow());
        assertEquals(type, EventType.of(type.record()));
        assertEquals(type, EventJson.read(type, Documents.example(type)).type());
    }

    @ParameterizedTest
    @EnumSource
    void schemaCarriesItsTypesNameAndDialect(EventType type) {
        JsonNode schema = Documents.schema(type);
        assertEquals("urn:belay:schema:" + type.text(), schema.path("$id").asText());
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.path("$schema").asText());
    }

    @ParameterizedTest
    @EnumSource
    void schemaNamesExactlyTheRecordsComponents(EventType type) {
        assertSameShape(type.text(), type.record(), Documents.schema(type));
    }

    @ParameterizedTest
    @EnumSource
    void exampleIsFullAndValid(EventType type) {
        JsonNode schema = Documents.schema(type);
        JsonNode example = Documents.json(Documents.example(type));
        assertEquals(List.of(), Documents.violations(schema, example));
        assertEquals(names(schema.path("properties")), names(example));
    }

    @ParameterizedTest
    @EnumSource
    void exampleComesBackFromItsRecordUnchanged(EventType type) throws UnreadableEvent {
        byte[] example = Documents.example(type);
        Event event = EventJson.read(type, example);
        byte[] written = EventJson.write(event);
        assertEquals(Documents.json(example), Documents.json(written));
        assertEquals(event, EventJson.read(type.record(), written));
        assertEquals(type.topic(), event.topic());
    }

    /** What a record writes when it knows no more than it must is valid, and all else is really optional. */
    @ParameterizedTest
    @EnumSource
    void leastRecordIsValid(EventType type) throws UnreadableEvent {
        JsonNode schema = Documents.schema(type);
        ObjectNode least = (ObjectNode) Documents.json(Documents.example(type));
        least.retain(required(schema));
        byte[] written = EventJson.write(EventJson.read(type, bytes(least)));
        assertEquals(least, Documents.json(written));
        assertEquals(List.of(), Documents.violations(schema, least));
    }

    /** The schema refuses, and so does the record, a document without any one of the required properties. */
    @ParameterizedTest
    @EnumSource
    void requiredMeansRequired(EventType type) {
        JsonNode schema = Documents.schema(type);
        for (String property : required(schema)) {
            ObjectNode document = (ObjectNode) Documents.json(Documents.example(type));
            document.remove(property);
            assertFalse(Documents.violations(schema, document).isEmpty(), property);
            assertTrue(EventJsonTest.isUnreadable(type, bytes(document)), property);
        }
    }

    @Test
    void deletionIsIdVersionAndNothingElse() throws UnreadableEvent {
        UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        List<State> deletions = List.of(
                PersonState.deleted(id, 7),
                ContactState.deleted(id, 7),
                ParticipationState.deleted(id, 7),
                MentorshipState.deleted(id, 7));
        assertEquals(
                Stream.of(EventType.values()).filter(EventType::isState).toList(),
                deletions.stream().map(State::type).toList());
        for (State deletion : deletions) {
            byte[] written = EventJson.write(deletion);
            JsonNode document = Documents.json(written);
            assertEquals(Documents.json(bytes("{\"id\":\"" + id + "\",\"version\":7,\"deleted\":true}")), document);
            assertEquals(List.of(), Documents.violations(Documents.schema(deletion.type()), document));
            assertEquals(deletion, EventJson.read(deletion.type(), written));
        }
    }

    @ParameterizedTest
    @EnumSource
    void deletionWithDataIsInvalid(EventType type) {
        if (type.isState()) {
            ObjectNode document = (ObjectNode) Documents.json(Documents.example(type));
            document.put("deleted", true);
            assertFalse(Documents.violations(Documents.schema(type), document).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keyIsTheAggregate(EventType type) throws UnreadableEvent {
        JsonNode example = Documents.json(Documents.example(type));
        // The aggregate's own id is the first component of every event.
        String id = example.elements().next().asText();
        assertEquals(id, EventJson.read(type, Documents.example(type)).key());
    }

    private static void collectRecords(Class<?> type, Set<Class<?>> into) {
        if (type.isRecord()) {
            into.add(type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collectRecords(permitted, into);
            }
        }
    }

    private static void assertSameShape(String place, Class<?> record, JsonNode schema) {
        assertEquals("object", schema.path("type").asText(), place);
        Set<String> components = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (RecordComponent component : record.getRecordComponents()) {
            components.add(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                needed.add(component.getName());
            }
            assertSameShape(
                    place + "/" + component.getName(),
                    component.getAnnotatedType(),
                    schema.path("properties").path(component.getName()));
        }
        assertEquals(components, names(schema.path("properties")), place);
        assertEquals(needed, required(schema), place);
    }

    private static void assertSameShape(String place, AnnotatedType type, JsonNode schema) {
        if (type instanceof AnnotatedParameterizedType list) {
            assertEquals("array", schema.path("type").asText(), place);
            assertSameShape(place + "/items", list.getAnnotatedActualTypeArguments()[0], schema.path("items"));
        } else if (type.getType() instanceof Class<?> record && record.isRecord()) {
            assertSameShape(place, record, schema);
        } else {
            List<String> written =
                    List.of(schema.path("type").asText(), schema.path("format").asText());
            assertEquals(SHAPES.get(type.getType()), written, place);
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    private static byte[] bytes(Object document) {
        return document.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
