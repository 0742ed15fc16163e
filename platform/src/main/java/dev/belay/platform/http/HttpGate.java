package dev.belay.platform.http;

import dev.belay.platform.problems.EarlyProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what is hardly HTTP before anything looks at it: two sets of credentials, a body that announces itself as
 * larger than any may be.
 *
 * <p>What cannot be read as a request (a request line or headers that are malformed or too long, an address with a
 * broken escape) never comes this far: Vert.x and Quarkus answer it with 400, 414 or 431 and no body.
 */
@ApplicationScoped
class HttpGate {
    private final long largestBody;

    HttpGate(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.largestBody = largestBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, Integer.MAX_VALUE - 2);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            EarlyProblem.answer(context, "bad-request", "The Authorization header is there more than once.");
        } else if (announcedLength(request) > largestBody) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            // Nobody will read the body, so the connection is of no more use.
            EarlyProblem.answer(
                            context,
                            "payload-too-large",
                            "A body of at most " + largestBody + " bytes is accepted here.")
                    .onComplete(sent -> request.connection().close());
        } else {
            context.next();
        }
    }

    static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
