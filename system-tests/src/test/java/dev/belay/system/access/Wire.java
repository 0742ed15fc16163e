package dev.belay.system.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HTTP as it is on the wire: a header may come twice, and every line of the answer is seen. */
final class Wire {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int TRIES_WHEN_CUT_OFF = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A header line. */
    record Header(String name, String value) {}

    /** @param body null for none */
    Answer send(String method, URI uri, List<Header> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_LIMIT)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(header -> request.header(header.name(), header.value()));
        HttpRequest built = request.build();
        IOException cut = null;
        for (int i = 0; i < TRIES_WHEN_CUT_OFF; i++) {
            try {
                HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
                return new Answer(
                        response.statusCode(), Map.copyOf(response.headers().map()), response.body());
            } catch (IOException e) {
                // Whoever is refused while still sending may lose the answer with the connection; that is TCP, not us.
                cut = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new UncheckedIOException(method + " " + uri + " got no answer", cut);
    }
}
