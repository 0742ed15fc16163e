package dev.belay.mentorship;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed document is what clients are generated from: it says exactly what the code does. */
@MentorshipTest
class OpenApiTest {
    private static final Path GENERATED = Path.of("target/openapi/openapi.json");
    private static final Path COMMITTED = Path.of("../docs/openapi/mentorship.json");

    @Test
    void committedDocumentIsTheGeneratedOne() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertTrue(
                Files.exists(COMMITTED) && json.readTree(GENERATED.toFile()).equals(json.readTree(COMMITTED.toFile())),
                "The API has changed. If that is meant: cp mentorship-service/target/openapi/openapi.json"
                        + " docs/openapi/mentorship.json");
    }
}
