package dev.belay.matching.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.testing.BelayServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a generated client rests on. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "matching"))
class OpenApiTest {

    @Inject
    ObjectMapper json;

    @Test
    void describesEveryEndpointWithEveryAnswer() throws JsonProcessingException {
        JsonNode api = api();

        assertTrue(
                api.path("openapi").asText().startsWith("3.1"),
                api.path("openapi").asText());
        for (String path : Set.of(
                "/v1/recommendations/mentors",
                "/v1/recommendations/mentees",
                "/v1/recommendations/peers",
                "/v1/matches/{mentee}/{mentor}")) {
            JsonNode operation = api.path("paths").path(path).path("get");
            assertTrue(operation.path("responses").has("200"), path);
            assertFalse(operation.path("security").isEmpty());
            for (String status : Set.of("400", "401", "403", "404", "429", "500")) {
                assertTrue(
                        operation.at("/responses/" + status + "/content").has("application/problem+json"),
                        status + " has no problem document");
            }
        }
    }

    @Test
    void everyPropertyOfTheAnswersIsRequiredAndNamedAsItIs() throws JsonProcessingException {
        JsonNode schemas = api().at("/components/schemas");
        for (String schema : Set.of(
                "MentorRecommendations",
                "MenteeRecommendations",
                "PeerRecommendations",
                "Match",
                "AppliedPolicy",
                "RecommendedMentor",
                "RecommendedMentee",
                "RecommendedPeer",
                "RuleVerdict",
                "PersonRef",
                "ScoreComponent",
                "Diversity",
                "WhyFew",
                "Obstacle",
                "Excluded",
                "Policy",
                "NewPolicy",
                "PolicyWeight",
                "PolicyParameters",
                "PolicyDifference",
                "DryRun",
                "ChangedList",
                "Move")) {
            Set<String> required = new TreeSet<>();
            schemas.at("/" + schema + "/required").forEach(name -> required.add(name.asText()));
            assertEquals(names(schemas.at("/" + schema + "/properties")), required, schema);
        }
    }

    @Test
    void theExamplesAreAnswersAsTheyWouldBe() throws JsonProcessingException {
        MentorsView view = isAnswer(Examples.ONE_MENTOR, MentorsView.class);
        isAnswer(Examples.NOBODY, MentorsView.class);
        MatchView pair = isAnswer(Examples.REFUSED_PAIR, MatchView.class);

        view.items().forEach(item -> addsUp(item.score(), item.components()));
        addsUp(pair.score(), pair.components());
    }

    private <T> T isAnswer(String example, Class<T> type) throws JsonProcessingException {
        JsonNode tree = json.readTree(example);
        T view = json.treeToValue(tree, type);
        assertEquals(tree, json.readTree(json.writeValueAsString(view)));
        return view;
    }

    private static void addsUp(int score, List<Explanation.ComponentView> components) {
        components.forEach(
                component -> assertEquals(component.weight() * component.value(), component.points(), component.key()));
        assertEquals(
                components.stream().mapToInt(Explanation.ComponentView::points).sum(), score);
        assertEquals(
                1_000,
                components.stream().mapToInt(Explanation.ComponentView::weight).sum());
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
