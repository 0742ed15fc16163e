package dev.belay.system.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.system.RunningBelay;
import java.util.Map;
import java.util.UUID;

/** What operations accept: an operation with a body has a line here. */
public final class Bodies {
    private Bodies() {}

    /** What is sent, and as what. */
    public record Body(String type, String text) {
        static Body json(ObjectNode body) {
            return new Body("application/json", body.toString());
        }

        static Body patch(String field, Object value) {
            return new Body(
                    "application/merge-patch+json",
                    RunningBelay.JSON.valueToTree(Map.of(field, value)).toString());
        }
    }

    /**
     * A body that would be accepted from who may, null for none. An operation that needs one and has none here answers 400 or
     * 415.
     */
    public static Body accepted(Operation operation, Objects.Thing object) {
        ObjectNode json = RunningBelay.JSON.createObjectNode();
        return switch (operation.method() + " " + operation.path()) {
            case "POST /v1/people/imports" ->
                new Body("application/x-ndjson", RunningBelay.employee("hire-" + UUID.randomUUID()) + "\n");
            case "POST /scim/v2/Users" ->
                new Body(
                        "application/scim+json",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"hire-"
                                + UUID.randomUUID() + "\"}");
            case "PUT /scim/v2/Users/01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44" ->
                new Body(
                        "application/scim+json",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"nobody\"}");
            case "PATCH /scim/v2/Users/{id}" ->
                new Body(
                        "application/scim+json",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"add\","
                                + "\"path\":\"nickName\",\"value\":\"" + UUID.randomUUID() + "\"}]}");
            case "PATCH /v1/people/me/profile" -> Body.patch("headline", "seen " + UUID.randomUUID());
            case "PATCH /v1/participation/me" -> Body.patch("mentorsWanted", 5);
            case "POST /v1/match-requests" -> {
                json.putArray("mentorIds").add(object.id());
                json.put("message", "Would you mentor me?")
                        .putArray("goals")
                        .addObject()
                        .put("text", "Design a service of my own");
                yield Body.json(json);
            }
            case "POST /v1/match-requests/{id}/decline" -> Body.json(json.put("reason", "NO_TIME"));
            case "POST /v1/mentorships/{id}/end" -> Body.json(json.put("reason", "GOALS_CHANGED"));
            case "POST /v1/policies" -> Body.json(policy());
            case "POST /v1/policies/{version}/dry-run" -> Body.json(json.put("sample", 1));
            default -> null;
        };
    }

    /** The built-in policy under another name. */
    private static ObjectNode policy() {
        ObjectNode policy =
                RunningBelay.JSON.createObjectNode().put("name", "another").put("reason", "To see who may make one.");
        Map.of(
                        "gap-coverage", 450,
                        "competency-goals", 100,
                        "availability-overlap", 200,
                        "seniority-fit", 100,
                        "responsiveness", 100,
                        "language", 50,
                        "spread", 0)
                .forEach((component, weight) -> policy.withArray("weights")
                        .addObject()
                        .put("component", component)
                        .put("weight", weight)
                        .put("reason", "As it is."));
        ObjectNode parameters = policy.putObject("parameters")
                .put("minOverlap", "PT30M")
                .put("fullOverlap", "PT3H")
                .put("sameManagerAllowed", true)
                .put("strengthsAtFaceValue", 24)
                .put("priorAnswered", 2)
                .put("priorAsked", 4);
        parameters
                .putArray("ladder")
                .add("junior")
                .add("mid")
                .add("senior")
                .add("staff")
                .add("principal");
        return policy;
    }
}
