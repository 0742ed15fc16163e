package dev.belay.matching.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.matching.core.score.Component;
import dev.belay.matching.core.score.DefaultPolicy;
import dev.belay.matching.core.score.Policy;
import dev.belay.platform.problems.Violation;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aPolicyComesBackAsItWas() {
        Policy policy = DefaultPolicy.POLICY;

        assertEquals(policy, PolicyDocument.of(policy).policy(policy.name(), policy.version()));
        assertEquals(List.of(), PolicyDocument.of(policy).violations());
    }

    @Test
    void theExampleIsValid() throws JsonProcessingException {
        PolicyDocument document =
                json.readValue(Examples.NEW_POLICY, NewPolicy.class).checked();

        assertEquals(60, document.policy("x", 2).parameters().minOverlapMinutes());
        assertEquals(300, document.policy("x", 2).weight(Component.AVAILABILITY_OVERLAP));
    }

    @Test
    void aComponentThatWasNotKnownThenWeighsNothing() throws JsonProcessingException {
        PolicyDocument old = changed(document -> {
            var weights = document.withArray("weights");
            weights.remove(weights.size() - 1);
        });

        assertEquals(0, old.policy("old", 1).weight(Component.SPREAD));
    }

    @Test
    void namesEveryViolation() throws JsonProcessingException {
        finds("/weights", "sum", document -> weight(document, 0).put("weight", 451));
        finds("/weights/0/weight", "range", document -> weight(document, 0).put("weight", 1_001));
        finds("/weights/0/weight", "range", document -> weight(document, 0).putNull("weight"));
        finds("/weights/0/reason", "size", document -> weight(document, 0).put("reason", " "));
        finds("/weights/0/component", "exists", document -> weight(document, 0).put("component", "age"));
        finds("/weights/1/component", "unique", document -> weight(document, 1).put("component", "gap-coverage"));
        finds(
                "/weights/0/component",
                "required",
                document -> weight(document, 0).remove("component"));
        finds("/weights", "complete", document -> document.withArray("weights").remove(0));
        finds("/weights", "required", document -> document.remove("weights"));
        finds("/parameters", "required", document -> document.remove("parameters"));
        finds(
                "/parameters/minOverlap",
                "range",
                document -> parameters(document).put("minOverlap", "30"));
        finds(
                "/parameters/minOverlap",
                "range",
                document -> parameters(document).put("minOverlap", "PT30.5S"));
        finds(
                "/parameters/minOverlap",
                "range",
                document -> parameters(document).put("minOverlap", "-PT1H"));
        finds(
                "/parameters/minOverlap",
                "range",
                document -> parameters(document).put("minOverlap", "P999999999D"));
        finds(
                "/parameters/fullOverlap",
                "order",
                document -> parameters(document).put("fullOverlap", "PT30M"));
        finds(
                "/parameters/sameManagerAllowed",
                "required",
                document -> parameters(document).remove("sameManagerAllowed"));
        finds("/parameters/ladder", "size", document -> parameters(document).putArray("ladder"));
        finds(
                "/parameters/ladder/1",
                "unique",
                document -> parameters(document).putArray("ladder").add("mid").add("mid"));
        finds(
                "/parameters/ladder/0",
                "format",
                document -> parameters(document).putArray("ladder").add("Not A Key"));
        finds(
                "/parameters/strengthsAtFaceValue",
                "range",
                document -> parameters(document).put("strengthsAtFaceValue", 0));
        finds(
                "/parameters/priorAnswered",
                "order",
                document -> parameters(document).put("priorAnswered", 5));
        finds(
                "/parameters/priorAsked",
                "range",
                document -> parameters(document).put("priorAsked", 0));
    }

    private void finds(String field, String rule, Consumer<ObjectNode> change) throws JsonProcessingException {
        List<Violation> violations = changed(change).violations();

        assertTrue(
                violations.stream()
                        .anyMatch(violation -> violation.field().equals(field)
                                && violation.rule().equals(rule)),
                field + " " + rule + " is not in " + violations);
    }

    private PolicyDocument changed(Consumer<ObjectNode> change) throws JsonProcessingException {
        ObjectNode document = json.valueToTree(PolicyDocument.of(DefaultPolicy.POLICY));
        change.accept(document);
        return json.treeToValue(document, PolicyDocument.class);
    }

    private static ObjectNode weight(JsonNode document, int place) {
        return (ObjectNode) document.path("weights").path(place);
    }

    private static ObjectNode parameters(JsonNode document) {
        return (ObjectNode) document.path("parameters");
    }
}
