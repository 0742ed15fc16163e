package dev.belay.platform.http;

import dev.belay.platform.problems.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends requests whose body trickles in. A body may take its time, but after a grace it must have come at a least rate
 * on average: otherwise a few clients that send a byte now and then would hold on to what serves everybody.
 */
@ApplicationScoped
class SlowBodies {
    private final Duration grace;
    private final long leastBytesPerSecond;

    SlowBodies(
            @ConfigProperty(name = "belay.limits.body-grace", defaultValue = "PT20S") Duration grace,
            @ConfigProperty(name = "belay.limits.body-bytes-per-second", defaultValue = "1024")
                    long leastBytesPerSecond) {
        this.grace = grace;
        this.leastBytesPerSecond = leastBytesPerSecond;
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (hasBody(context.request())) {
                        watch(context);
                    }
                    context.next();
                },
                Integer.MAX_VALUE - 3);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !length.strip().equals("0");
    }

    private void watch(RoutingContext context) {
        long begun = System.nanoTime();
        long timer = context.vertx().setPeriodic(grace.toMillis(), id -> {
            if (hasArrived(context)) {
                context.vertx().cancelTimer(id);
                return;
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            if (context.request().bytesRead() < seconds * leastBytesPerSecond) {
                context.vertx().cancelTimer(id);
                end(context);
            }
        });
        context.addEndHandler(ended -> {
            // A refused body may still be on its way.
            if (hasArrived(context)) {
                context.vertx().cancelTimer(timer);
            }
        });
    }

    /** A request that is paused, because nobody has taken it up yet, does not say that it has ended. */
    private static boolean hasArrived(RoutingContext context) {
        HttpServerRequest request = context.request();
        long announced = HttpGate.announcedLength(request);
        return request.isEnded()
                || context.body().buffer() != null
                || (announced > 0 && request.bytesRead() >= announced);
    }

    private static void end(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!context.response().headWritten()) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            EarlyProblem.answer(context, "request-timeout", "The body came too slowly.")
                    .onComplete(sent -> close(request));
        } else {
            close(request);
        }
    }

    /** Whoever still waits for the body gets an error. */
    private static void close(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
