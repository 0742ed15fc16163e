package dev.belay.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The suite's HTTP interface as any client sees it: JSON, a bearer token, and whatever status comes back. */
public final class Api {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final URI door;
    // HTTP/1.1 from the start: the front door does not speak HTTP/2, and asking for it costs a header each time.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param door the front door's address */
    public Api(URI door) {
        this.door = door;
    }

    /**
     * An answer of any status.
     *
     * @param body the JSON, or a missing node if there is none
     */
    public record Answer(String request, int status, Map<String, String> headers, JsonNode body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
        }

        /** The last part of a problem's type, such as {@code mentor-at-capacity}; empty if this is no problem document. */
        public String problem() {
            String type = body.path("type").asText("");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** This answer if it has one of the wanted statuses. */
        public Answer expect(int... wanted) {
            for (int one : wanted) {
                if (one == status) {
                    return this;
                }
            }
            throw new UnexpectedAnswer(this);
        }
    }

    /** A status that the caller has no use for. The message names the request and what the problem document says. */
    public static final class UnexpectedAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(Answer answer) {
            super(answer.request() + " answered " + answer.status() + ": "
                    + answer.body()
                            .path("detail")
                            .asText(answer.body().path("title").asText("without a reason"))
                    + (answer.body().has("violations") ? " " + answer.body().get("violations") : ""));
        }
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, null, null, Map.of());
    }

    public Answer post(String path, String token, JsonNode body, Map<String, String> headers) {
        return send("POST", path, token, "application/json", body.toString(), headers);
    }

    /** An action without a body, such as {@code …/accept}. */
    public Answer post(String path, String token) {
        return send("POST", path, token, null, null, Map.of());
    }

    public Answer postLines(String path, String token, String lines, Map<String, String> headers) {
        return send("POST", path, token, "application/x-ndjson", lines, headers);
    }

    /** A merge patch on the version that {@code etag} names. */
    public Answer patch(String path, String token, JsonNode body, String etag) {
        return send("PATCH", path, token, "application/merge-patch+json", body.toString(), Map.of("If-Match", etag));
    }

    private Answer send(
            String method, String path, String token, String type, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> answered = new java.util.HashMap<>();
            response.headers().map().forEach((name, values) -> answered.put(name, values.get(0)));
            return new Answer(method + " " + path, response.statusCode(), answered, json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode json(String body) {
        if (body == null || body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // A page or plain text: whoever needed JSON will find none.
            return MissingNode.getInstance();
        }
    }
}
