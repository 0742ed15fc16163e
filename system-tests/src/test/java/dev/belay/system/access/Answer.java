package dev.belay.system.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belay.system.RunningBelay;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param headers by lower-case name, each line's value on its own
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
    static final String SCIM = "scim";

    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The body, or a missing node if it is no JSON. */
    JsonNode json() {
        try {
            return RunningBelay.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Empty if this is the problem document of that name, or for {@code scim} an error of SCIM; else what is wrong with it. */
    Optional<String> problemComplaint(String name) {
        if (name.equals(SCIM)) {
            return scimComplaint();
        }
        if (!header("content-type").stream().allMatch(type -> type.startsWith("application/problem+json"))
                || header("content-type").size() != 1) {
            return Optional.of("no problem document but " + header("content-type"));
        }
        JsonNode problem = json();
        if (!problem.path("type").asText().equals("/docs/problems/" + name)) {
            return Optional.of("problem " + problem.path("type").asText() + " instead of " + name);
        }
        if (problem.path("status").asInt() != status) {
            return Optional.of("the problem says status " + problem.path("status"));
        }
        if (!header("request-id").equals(List.of(problem.path("requestId").asText()))) {
            return Optional.of("the problem's requestId is not the header's");
        }
        if (status == 401) {
            return challengeComplaint();
        }
        return Optional.empty();
    }

    private Optional<String> scimComplaint() {
        // A resource answers in the type that is asked for, what comes before it in SCIM's own.
        if (!header("content-type").stream().allMatch(type -> type.matches("application/(scim\\+)?json(;.*)?"))
                || header("content-type").size() != 1) {
            return Optional.of("no error of SCIM but " + header("content-type"));
        }
        JsonNode error = json();
        if (!error.path("schemas").path(0).asText().equals("urn:ietf:params:scim:api:messages:2.0:Error")
                || !error.path("status").asText().equals(Integer.toString(status))) {
            return Optional.of("no error of SCIM: " + body);
        }
        return status == 401 ? challengeComplaint() : Optional.empty();
    }

    private Optional<String> challengeComplaint() {
        List<String> challenges = header("www-authenticate");
        return challenges.size() == 1 && challenges.get(0).startsWith("Bearer")
                ? Optional.empty()
                : Optional.of("WWW-Authenticate is " + challenges + ", not one Bearer");
    }
}
