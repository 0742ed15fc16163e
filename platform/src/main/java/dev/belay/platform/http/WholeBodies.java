package dev.belay.platform.http;

import dev.belay.platform.problems.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Waits for the whole of a JSON body before a thread takes the request up. A thread that reads a body as it comes is
 * held for as long as the client likes, and a few hundred slow clients would hold all of them. Other bodies, those of
 * imports, are read as they come.
 *
 * <p>Nobody has asked yet who sends the body, so what all of them hold together is bounded. The first few KiB of each
 * are free, which the number of connections bounds: whoever uses up the rest with large bodies does not keep out those
 * who send small ones.
 */
@ApplicationScoped
class WholeBodies {
    private static final int FREE = 16 * 1024;

    private final int limit;
    private final long limitOfAll;
    private final Duration patience;
    private final AtomicLong heldByAll = new AtomicLong();

    WholeBodies(
            @ConfigProperty(name = "belay.limits.json-bytes", defaultValue = "1048576") int limit,
            @ConfigProperty(name = "belay.limits.waiting-json-bytes", defaultValue = "33554432") long limitOfAll,
            @ConfigProperty(name = "belay.limits.json-within", defaultValue = "PT60S") Duration patience) {
        this.limit = limit;
        this.limitOfAll = limitOfAll;
        this.patience = patience;
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (isJson(context.request())) {
                        collect(context);
                    } else {
                        context.next();
                    }
                },
                Integer.MAX_VALUE - 4);
    }

    /** What announces itself as too large is refused where a larger body may be allowed, or not. */
    private boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().matches("application/(.*\\+)?json")) {
            return false;
        }
        long length = HttpGate.announcedLength(request);
        return length > 0 ? length <= limit : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
            request.headers().remove(HttpHeaders.EXPECT);
        }
        Collected body = new Collected();
        context.addEndHandler(ended -> body.release());
        long timer = context.vertx().setTimer(patience.toMillis(), id -> giveUp(context, body));
        request.handler(part -> {
            if (!body.isRefused) {
                body.add(context, part);
            }
            // Else the client is about to see the refusal; the rest of its body is of no use.
        });
        request.endHandler(ended -> {
            context.vertx().cancelTimer(timer);
            if (!body.isRefused) {
                ((RoutingContextInternal) context).setBody(body.bytes);
                context.next();
            }
        });
        request.resume();
    }

    private static void giveUp(RoutingContext context, Collected body) {
        HttpServerRequest request = context.request();
        if (body.isRefused || context.response().headWritten()) {
            request.connection().close();
        } else {
            body.refuse();
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            EarlyProblem.answer(context, "request-timeout", "The body came too slowly.")
                    .onComplete(sent -> request.connection().close());
        }
    }

    /** What has come so far of one body; its connection's event loop alone uses it. */
    private final class Collected {
        private Buffer bytes = Buffer.buffer();
        private long held;
        private boolean isRefused;

        void add(RoutingContext context, Buffer part) {
            if (bytes.length() + part.length() > limit) {
                refuse();
                EarlyProblem.answer(
                        context, "payload-too-large", "A body of at most " + limit + " bytes is accepted here.");
            } else if (!holds(bytes.length() + part.length() - FREE)) {
                refuse();
                context.response().putHeader("Retry-After", "1");
                EarlyProblem.answer(
                        context,
                        "service-unavailable",
                        "Too many large bodies are on their way to this service. Nothing was done; try again.");
            } else {
                bytes.appendBuffer(part);
            }
        }

        /** Whether so many bytes may be held for this body, beyond the free ones. */
        private boolean holds(long wanted) {
            long more = Math.max(wanted, 0) - held;
            if (more > 0 && heldByAll.addAndGet(more) > limitOfAll) {
                heldByAll.addAndGet(-more);
                return false;
            }
            held += Math.max(more, 0);
            return true;
        }

        private void refuse() {
            isRefused = true;
            bytes = null;
            release();
        }

        void release() {
            heldByAll.addAndGet(-held);
            held = 0;
        }
    }
}
