package dev.belay.platform.http;

import dev.belay.platform.problems.EarlyProblem;
import dev.belay.platform.trace.Trace;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what is hardly HTTP before anything looks at it: two sets of credentials, a body that announces itself as
 * larger than any may be or as of a type that is none, a host that cannot be read.
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

    /** The router gives up on such a request before any filter sees it. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.statusCode() == 400 && isUnprepared(context)) {
                context.response()
                        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                        .putHeader("Request-Id", Trace.begin(context.request().getHeader("traceparent")));
                SecurityHeaders.complete(context);
                EarlyProblem.answer(context, "bad-request", "The Host header cannot be read, or is missing.");
            } else {
                context.next();
            }
        });
    }

    /** Whoever has passed the filters has got a Request-Id. */
    private static boolean isUnprepared(RoutingContext context) {
        return !context.response().headWritten()
                && !context.response().headers().contains("Request-Id");
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
        } else if (!isMediaType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            EarlyProblem.answer(context, "bad-request", "The Content-Type header names no media type.");
        } else {
            context.next();
        }
    }

    /** Whether those who look for the body's type will be able to read it. */
    private static boolean isMediaType(String text) {
        try {
            return text == null || !MediaType.valueOf(text).getType().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
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
