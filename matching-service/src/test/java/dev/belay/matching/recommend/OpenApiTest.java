package dev.belay.matching.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.testing.BelayServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a generated client rests on. */
@QuarkusTest
@WithTestResource(BelayServers.class)
class OpenApiTest {

    @Inject
    ObjectMapper json;

    @Test
    void describesTheOneEndpointWithEveryAnswer() throws JsonProcessingException {
        JsonNode api = api();

        assertTrue(
                api.path("openapi").asText().startsWith("3.1"),
                api.path("openapi").asText());
        assertEquals(Set.of("/v1/recommendations/mentors"), names(api.path("paths")));
        JsonNode operation = api.at("/paths/~1v1~1recommendations~1mentors/get");
        assertEquals(Set.of("200", "400", "401", "403", "404", "429", "500"), names(operation.path("responses")));
        assertFalse(operation.path("security").isEmpty());
        for (String status : Set.of("400", "401", "403", "404", "429", "500")) {
            assertTrue(
                    operation.at("/responses/" + status + "/content").has("application/problem+json"),
                    status + " has no problem document");
        }
    }

    @Test
    void everyPropertyOfTheAnswerIsRequiredAndNamedAsItIs() throws JsonProcessingException {
        JsonNode schemas = api().at("/components/schemas");
        for (String schema : Set.of(
                "MentorRecommendations",
                "AppliedPolicy",
                "RecommendedMentor",
                "PersonRef",
                "ScoreComponent",
                "ExcludedMentors")) {
            Set<String> required = new TreeSet<>();
            schemas.at("/" + schema + "/required").forEach(name -> required.add(name.asText()));
            assertEquals(names(schemas.at("/" + schema + "/properties")), required, schema);
        }
    }

    @Test
    void theExampleIsAnAnswerAsItWouldBe() throws JsonProcessingException {
        JsonNode example = json.readTree(Examples.ONE_MENTOR);
        RecommendationView view = json.treeToValue(example, RecommendationView.class);

        assertEquals(example, json.readTree(json.writeValueAsString(view)));
        view.items().forEach(item -> {
            item.components()
                    .forEach(component ->
                            assertEquals(component.weight() * component.value(), component.points(), component.key()));
            assertEquals(
                    item.components().stream()
                            .mapToInt(RecommendationView.ComponentView::points)
                            .sum(),
                    item.score());
            assertEquals(
                    1_000,
                    item.components().stream()
                            .mapToInt(RecommendationView.ComponentView::weight)
                            .sum());
        });
    }

    @Test
    void theCommittedDocumentIsTheGeneratedOne() throws IOException {
        assertEquals(
                json.readTree(Path.of("target/openapi/openapi.json").toFile()),
                json.readTree(Path.of("../docs/openapi/matching.json").toFile()),
                "The API has changed. If that is meant: cp matching-service/target/openapi/openapi.json docs/openapi/matching.json");
    }

    private JsonNode api() throws JsonProcessingException {
        return json.readTree(RestAssured.get("/q/openapi?format=json").asString());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
