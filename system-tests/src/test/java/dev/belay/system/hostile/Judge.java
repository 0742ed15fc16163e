package dev.belay.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.contracts.ProblemType;
import dev.belay.system.hostile.RawHttp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares an answer with what the OpenAPI document promises, and with what holds for all answers. */
final class Judge {
    /** What HTTP itself may say of any request; the API page documents them once for all operations. */
    private static final Set<Integer> OF_HTTP = Set.of(405, 408, 414, 431);
    /** Refused before it was a request: Vert.x answers by itself. */
    private static final Set<Integer> BEFORE_ANY_REQUEST = Set.of(400, 404, 408, 413, 414, 417, 431, 501, 505);

    private static final Map<String, ProblemType> PROBLEMS =
            ProblemType.all().stream().collect(Collectors.toMap(ProblemType::uri, type -> type));
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(java|javax|jakarta|sun|io|com|org)\\.[a-z0-9]+\\.|Exception\\b|\\.java:|line: ?\\d+, column|SQLSTATE|\\bERROR:");
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

    private final ApiDocument api;

    Judge(ApiDocument api) {
        this.api = api;
    }

    /** Sentences on what is wrong with the answer; none if it is right. */
    List<String> complaints(Attack attack, Reply reply, boolean throughDoor) {
        if (reply.status() == 0) {
            return attack.mayDrop ? List.of() : List.of("the connection was dropped");
        }
        if (reply.status() < 0) {
            return attack.mayDrop ? List.of() : List.of("got no answer");
        }
        if (reply.status() >= 500) {
            return List.of("answered " + reply.status() + ": " + shown(reply));
        }
        if (attack.hardlyHttp
                && !throughDoor
                && reply.body().length == 0
                && BEFORE_ANY_REQUEST.contains(reply.status())) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>();
        if (attack.mustFail && reply.status() < 400) {
            complaints.add("was accepted with " + reply.status() + ": " + shown(reply));
        }
        if (!reply.header("x-content-type-options").equals(List.of("nosniff"))) {
            complaints.add("X-Content-Type-Options is " + reply.header("x-content-type-options"));
        }
        if (reply.header("request-id").size() != 1
                || !TRACE_ID.matcher(reply.header("request-id").get(0)).matches()) {
            complaints.add("Request-Id is " + reply.header("request-id"));
        }
        document(attack, reply, complaints);
        if (reply.status() >= 400 && !attack.method.equals("HEAD")) {
            problem(attack, reply, complaints);
        }
        return complaints;
    }

    private void document(Attack attack, Reply reply, List<String> complaints) {
        int status = reply.status();
        if (attack.template == null) {
            return;
        }
        String method = attack.method.equals("HEAD") ? "GET" : attack.method;
        if (!api.knows(method, attack.template)) {
            method(attack, reply, complaints);
            return;
        }
        JsonNode documented = api.response(method, attack.template, status);
        if (documented.isMissingNode()) {
            if (!OF_HTTP.contains(status)) {
                complaints.add("answered " + status + ", which is not documented: " + shown(reply));
            }
            return;
        }
        if (attack.method.equals("HEAD")) {
            return;
        }
        documented.path("headers").fieldNames().forEachRemaining(name -> {
            if (reply.header(name.toLowerCase(java.util.Locale.ROOT)).size() != 1) {
                complaints.add("lacks " + name);
            }
        });
        JsonNode content = documented.path("content");
        if (content.isEmpty()) {
            if (reply.body().length > 0) {
                complaints.add("has a body that is not documented");
            }
            return;
        }
        String type = mediaType(reply);
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            complaints.add("is " + type + ", not one of " + content.properties());
        } else if (type.endsWith("json") && Json.parseOrMissing(reply.body()).isMissingNode()) {
            complaints.add("is no JSON: " + shown(reply));
        } else if (type.endsWith("json")) {
            List<String> broken = api.complaints(schema, reply.text());
            if (!broken.isEmpty()) {
                complaints.add("does not match its schema: " + broken + " " + shown(reply));
            }
        }
    }

    /** The path is known, and the method is not one of its own. */
    private void method(Attack attack, Reply reply, List<String> complaints) {
        boolean isAsked = attack.method.equals("OPTIONS") && reply.status() < 300;
        // Whoever refuses the address or a header does so before looking for the method.
        boolean isRefusedEarlier = attack.hardlyHttp && BEFORE_ANY_REQUEST.contains(reply.status());
        if (isRefusedEarlier) {
            return;
        }
        if (!isAsked && reply.status() != 405) {
            complaints.add("answered " + reply.status() + " to a method that is not there: " + shown(reply));
            return;
        }
        Set<String> allowed = new TreeSet<>();
        reply.header("allow").forEach(line -> allowed.addAll(Arrays.asList(line.split("\\s*,\\s*"))));
        if (!allowed.containsAll(api.methods(attack.template))) {
            complaints.add("Allow is " + reply.header("allow") + " and lacks some of " + api.methods(attack.template));
        }
    }

    private void problem(Attack attack, Reply reply, List<String> complaints) {
        JsonNode problem = Json.parseOrMissing(reply.body());
        ProblemType type = PROBLEMS.get(problem.path("type").asText());
        if (!mediaType(reply).equals("application/problem+json") || type == null) {
            complaints.add("answered " + reply.status() + " without a problem document: " + shown(reply));
            return;
        }
        if (type.status() != reply.status() || problem.path("status").asInt() != reply.status()) {
            complaints.add("the problem is one of " + type.status() + ", the answer one of " + reply.status());
        }
        if (problem.path("detail").asText().isBlank()) {
            complaints.add("the problem says nothing in its detail");
        }
        if (!reply.header("request-id").equals(List.of(problem.path("requestId").asText()))) {
            complaints.add("the problem's requestId is not the header's");
        }
        if (INTERNALS.matcher(reply.text()).find()) {
            complaints.add("shows what is inside: " + shown(reply));
        }
        boolean isInput = type.name().startsWith("invalid-");
        if (isInput && problem.path("violations").isEmpty()) {
            complaints.add("names no violation: " + shown(reply));
        }
        for (JsonNode violation : problem.path("violations")) {
            if (violation.path("rule").asText().isBlank()
                    || violation.path("message").asText().isBlank()) {
                complaints.add("a violation without rule or message: " + shown(reply));
            }
        }
        if (isInput && attack.culprit != null && !names(problem.path("violations"), attack.culprit)) {
            complaints.add("does not name " + attack.culprit + ": " + shown(reply));
        }
    }

    /** Whether a violation is at the place, within it, or at what holds it, the whole body apart. */
    private static boolean names(JsonNode violations, String culprit) {
        for (JsonNode violation : violations) {
            String field = violation.path("field").asText();
            boolean isWhole = field.isEmpty();
            if (field.equals(culprit)
                    || field.startsWith(culprit + "/")
                    || (!isWhole && culprit.startsWith(field + "/"))
                    || (isWhole
                            && Set.of("syntax", "limit", "duplicate-field")
                                    .contains(violation.path("rule").asText()))) {
                return true;
            }
        }
        return false;
    }

    private static String mediaType(Reply reply) {
        List<String> types = reply.header("content-type");
        return types.size() == 1 ? types.get(0).split(";", 2)[0].strip() : types.toString();
    }

    static String shown(Reply reply) {
        return Attack.shortened(reply.text(), 400);
    }
}
