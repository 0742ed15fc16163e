package dev.belay.local.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Replays what a stock connector does with a person from the first day to the last, in the shapes in which it speaks, against any
 * SCIM service: so an integration engineer sees what holds before the real connector is pointed at it. It brings two
 * people whom nobody else has and takes them away again.
 */
public final class ScimDemo {
    /** Whose habits are replayed. */
    public enum Connector {
        entra,
        okta
    }

    /**
     * @param what in words
     * @param saw the status, and the error's words if there are any
     */
    public record Step(String what, boolean held, String saw) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String root;
    private final String token;
    private final Consumer<Step> told;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private boolean allHeld = true;

    private ScimDemo(URI root, String token, Consumer<Step> told) {
        this.root = root.toString().replaceFirst("/+$", "");
        this.token = token;
        this.told = told;
    }

    /**
     * @param root what stands before {@code /Users}
     * @param told hears of every step, in order
     * @return whether all of them held
     */
    public static boolean play(Connector connector, URI root, String token, Consumer<Step> told) {
        ScimDemo demo = new ScimDemo(root, token, told);
        if (connector == Connector.entra) {
            demo.entra();
        } else {
            demo.okta();
        }
        return demo.allHeld;
    }

    private record Answer(int status, JsonNode body) {
        String text(String pointer) {
            return body.at(pointer).asText("");
        }
    }

    private void entra() {
        step(
                "a connection test: looking for nobody finds nobody",
                find("userName eq \"" + UUID.randomUUID() + "\""),
                ok().and(counts(0)));
        String name = "entra-" + run + "@contoso.example";
        step("looking for the joiner before creating", find("userName eq \"" + name + "\""), ok().and(counts(0)));
        String boss = step("the manager is created", post(entraUser("boss-" + name, "boss-" + run)), is(201))
                .text("/id");
        Answer created = step("the joiner is created", post(entraUser(name, run)), is(201).and(has("/userName", name)));
        String id = created.text("/id");
        step(
                "and found, whatever the case of the name",
                find("userName eq \"" + name.toUpperCase() + "\""),
                ok().and(counts(1)));
        step(
                "the manager's id as a text",
                patch(id, op("Add", ENTERPRISE + ":manager", '"' + boss + '"')),
                ok().and(has("/" + ENTERPRISE + "/manager/value", boss)));
        step(
                "the manager as an object",
                patch(id, op("Replace", ENTERPRISE + ":manager", "{\"value\":\"" + boss + "\"}")),
                ok().and(has("/" + ENTERPRISE + "/manager/value", boss)));
        step(
                "a capital operation on a dotted path",
                patch(id, op("Replace", "name.givenName", "\"Rye\"")),
                ok().and(has("/name/givenName", "Rye")));
        step(
                "a telephone number where there was none",
                patch(id, op("Add", "phoneNumbers[type eq \\\"mobile\\\"].value", "\"+43 1\"")),
                ok().and(has("/phoneNumbers/0/value", "+43 1")));
        Answer moved = step(
                "no path, dotted and URN keys",
                patch(
                        id,
                        "{\"op\":\"replace\",\"value\":{\"name.familyName\":\"Moved\",\"" + ENTERPRISE
                                + ":department\":\"Sales\"}}"),
                ok().and(has("/name/familyName", "Moved")).and(has("/" + ENTERPRISE + "/department", "Sales")));
        step(
                "the same once more changes no version",
                patch(id, op("Replace", "name.familyName", "\"Moved\"")),
                ok().and(has("/meta/version", moved.text("/meta/version"))));
        step(
                "a new userName",
                patch(id, op("Replace", "userName", "\"new-" + name + '"')),
                ok().and(has("/userName", "new-" + name)));
        step(
                "somebody else's userName is refused",
                patch(id, op("Replace", "userName", "\"boss-" + name + '"')),
                is(409).and(has("/scimType", "uniqueness")));
        step(
                "a leaver, False as a text, beside an unknown path",
                patch(id, op("Replace", "nowhere", "1") + "," + op("Replace", "active", "\"False\"")),
                ok().and(has("/active", "false")));
        step("who is back", patch(id, op("Replace", "active", "\"True\"")), ok().and(has("/active", "true")));
        goForGood(id, entraUser(name, run));
        step("the manager is deleted too", send("DELETE", "/Users/" + boss, null), is(204));
    }

    private void okta() {
        step("a probe for somebody random", find("userName eq \"" + UUID.randomUUID() + "\""), ok().and(counts(0)));
        String name = "okta-" + run + "@okta.example";
        String id = step(
                        "a user is pushed, with a password",
                        post(oktaUser(name, "Test", "x-boss-" + run, true)),
                        is(201))
                .text("/id");
        step(
                "who has no password here",
                send("GET", "/Users/" + id, null),
                ok().and(answer -> answer.body().at("/password").isMissingNode()));
        step(
                "the manager whom it names arrives",
                post(oktaUser("boss-" + name, "Boss", null, true).replace("x-boss-" + name, "x-boss-" + run)),
                is(201));
        String boss = find("externalId eq \"x-boss-" + run + "\"").text("/Resources/0/id");
        step(
                "and is linked",
                send("GET", "/Users/" + id, null),
                ok().and(has("/" + ENTERPRISE + "/manager/value", boss)));
        step(
                "the import's first page",
                send("GET", "/Users?startIndex=1&count=1", null),
                ok().and(has("/itemsPerPage", "1")));
        step(
                "the import's second page",
                send("GET", "/Users?startIndex=2&count=1", null),
                ok().and(has("/startIndex", "2")).and(has("/itemsPerPage", "1")));
        step(
                "a page past the end is empty",
                send("GET", "/Users?startIndex=100000000&count=1", null),
                ok().and(has("/itemsPerPage", "0")));
        Answer updated = step(
                "an update with PUT",
                put(id, oktaUser(name, "Changed", "x-boss-" + run, true)),
                ok().and(has("/name/givenName", "Changed")));
        step(
                "the same once more changes no version",
                put(id, oktaUser(name, "Changed", "x-boss-" + run, true)),
                ok().and(has("/meta/version", updated.text("/meta/version"))));
        step(
                "a rename with PUT",
                put(
                        id,
                        oktaUser("new-" + name, "Changed", "x-boss-" + run, true)
                                .replace("x-new-", "x-")),
                ok().and(has("/userName", "new-" + name)));
        step(
                "deactivation",
                patch(id, "{\"op\":\"replace\",\"value\":{\"active\":false}}"),
                ok().and(has("/active", "false")));
        step(
                "reactivation with PUT",
                put(id, oktaUser(name, "Changed", "x-boss-" + run, true)),
                ok().and(has("/active", "true")));
        step(
                "deactivation, managing themselves",
                put(id, oktaUser(name, "Changed", id, false)),
                ok().and(has("/active", "false")));
        goForGood(id, oktaUser(name, "Again", null, true));
        step("the manager is deleted too", send("DELETE", "/Users/" + boss, null), is(204));
    }

    private void goForGood(String id, String user) {
        step("deletion", send("DELETE", "/Users/" + id, null), is(204));
        step("who is gone is not found", send("GET", "/Users/" + id, null), is(404));
        step("a create with the same externalId is the same person again", post(user), is(201).and(has("/id", id)));
        step("deletion once more", send("DELETE", "/Users/" + id, null), is(204));
    }

    private static String entraUser(String userName, String externalId) {
        return """
                {"schemas":["%s","%s"],"externalId":"e-%s","userName":"%s","active":true,"displayName":"Ryan Leenay","addresses":[],
                "roles":[],"title":null,"emails":[{"primary":true,"type":"work","value":"%s"}],"meta":{"resourceType":"User"},
                "name":{"formatted":"Ryan Leenay","familyName":"Leenay","givenName":"Ryan"}}""".formatted(CORE, ENTERPRISE, externalId, userName, userName);
    }

    private static String oktaUser(String userName, String givenName, String manager, boolean active) {
        String extension =
                manager == null ? "" : ",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\"" + manager + "\"}}";
        return """
                {"schemas":["%s","%s"],"userName":"%s","externalId":"x-%s","name":{"givenName":"%s","familyName":"User"},
                "emails":[{"primary":true,"value":"%s","type":"work"}],"displayName":"Test User","locale":"en-US","groups":[],
                "password":"1mz050nq","active":%s%s}""".formatted(CORE, ENTERPRISE, userName, userName, givenName, userName, active, extension);
    }

    private static String op(String op, String path, String value) {
        return "{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    private Answer step(String what, Answer answer, Predicate<Answer> wanted) {
        boolean held = wanted.test(answer);
        allHeld &= held;
        String detail = answer.text("/detail");
        told.accept(new Step(what, held, answer.status() + (detail.isEmpty() ? "" : ", " + detail)));
        return answer;
    }

    private static Predicate<Answer> is(int status) {
        return answer -> answer.status() == status;
    }

    private static Predicate<Answer> ok() {
        return is(200);
    }

    private static Predicate<Answer> has(String pointer, String value) {
        return answer -> answer.text(pointer).equals(value);
    }

    private static Predicate<Answer> counts(int results) {
        return answer -> answer.body().path("totalResults").asInt(-1) == results;
    }

    private Answer find(String filter) {
        return send(
                "GET",
                "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + "&startIndex=1&count=100",
                null);
    }

    private Answer post(String body) {
        return send("POST", "/Users", body);
    }

    private Answer put(String id, String body) {
        return send("PUT", "/Users/" + id, body);
    }

    private Answer patch(String id, String operations) {
        return send(
                "PATCH",
                "/Users/" + id,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations
                        + "]}");
    }

    private Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/scim+json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/scim+json");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("Interrupted at " + path));
        } catch (IOException e) {
            throw new UncheckedIOException(root + " does not answer: " + e.getMessage(), e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
