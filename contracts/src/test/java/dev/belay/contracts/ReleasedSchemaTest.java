package dev.belay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that was released is broken: the README of the module says how to release and when to begin a new version. */
class ReleasedSchemaTest {

    /** A type that disappears would leave its records unread; a new one is frozen in the commit that brings it. */
    @Test
    void everyTypeIsFrozenAndNoneHasDisappeared() throws IOException, URISyntaxException {
        Set<String> types = Stream.of(EventType.values()).map(EventType::text).collect(Collectors.toSet());
        assertEquals(types, names("/released"));
        assertEquals(types, names("/released/examples"));
    }

    @ParameterizedTest
    @EnumSource
    void schemaIsCompatibleWithTheReleasedOne(EventType type) {
        assertEquals(
                List.of(),
                SchemaChange.refusals(Documents.releasedSchema(type), Documents.schema(type)),
                () -> type.text() + " would break what was released");
    }

    @ParameterizedTest
    @EnumSource
    void readsTheRecordsOfTheRelease(EventType type) throws UnreadableEvent {
        byte[] released = Documents.releasedExample(type);
        JsonNode written = Documents.json(EventJson.write(EventJson.read(type, released)));
        assertEquals(Documents.json(released), written);
        assertEquals(List.of(), Documents.violations(Documents.schema(type), Documents.json(released)));
    }

    @ParameterizedTest
    @EnumSource
    void readersOfTheReleaseReadOurRecords(EventType type) {
        JsonNode present = Documents.json(Documents.example(type));
        assertEquals(List.of(), Documents.violations(Documents.releasedSchema(type), present));
    }

    private static Set<String> names(String folder) throws IOException, URISyntaxException {
        URL url = ReleasedSchemaTest.class.getResource(folder);
        assertNotNull(url, folder);
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .collect(Collectors.toSet());
        }
    }
}
