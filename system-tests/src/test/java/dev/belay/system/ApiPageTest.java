package dev.belay.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/api.md} true to the OpenAPI documents, which each service keeps true to its code. */
class ApiPageTest {
    private static final Path DOCS = Path.of(System.getProperty("belay.home")).resolve("docs");
    private static final Path PAGE = DOCS.resolve("api.md");
    private static final String MARKER = "<!-- From here on the page is written by the build: see ApiPageTest. -->\n";

    @Test
    void listsEveryOperationAndEveryFieldOfEveryView() throws IOException {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        for (String service : List.of("profile", "mentorship", "matching")) {
            documents.put(
                    service,
                    new ObjectMapper()
                            .readTree(
                                    DOCS.resolve("openapi/" + service + ".json").toFile()));
        }
        String page = Files.readString(PAGE);
        int marker = page.indexOf(MARKER);
        assertTrue(marker > 0, "docs/api.md lost its marker line");
        String expected = page.substring(0, marker + MARKER.length()) + "\n" + ApiPage.render(documents);
        if (Boolean.getBoolean("belay.docs.write")) {
            Files.writeString(PAGE, expected);
            return;
        }
        assertEquals(
                expected,
                page,
                "docs/api.md is not what the API is. Write it anew: ./mvnw -pl system-tests test -Dtest=ApiPageTest -Dbelay.docs.write=true");
    }
}
