package dev.belay.platform.trace;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives every answer a {@code Request-Id}, also those that never reach a resource. */
@ApplicationScoped
class RequestIds {
    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    String id = Trace.begin(context.request().getHeader("traceparent"));
                    context.response().putHeader("Request-Id", id);
                    context.next();
                },
                Integer.MAX_VALUE);
    }
}
