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
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Waits for the whole of a JSON body before a thread takes the request up. A thread that reads a body as it comes is
 * held for as long as the client likes, and a few hundred slow clients would hold all of them. Other bodies, those of
 * imports, are read as they come.
 */
@ApplicationScoped
class WholeBodies {
    private final int limit;

    WholeBodies(@ConfigProperty(name = "belay.limits.json-bytes", defaultValue = "1048576") int limit) {
        this.limit = limit;
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
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() > limit) {
                // Refused already; the client is about to see it.
                return;
            }
            body.appendBuffer(part);
            if (body.length() > limit) {
                EarlyProblem.answer(
                        context, "payload-too-large", "A body of at most " + limit + " bytes is accepted here.");
            }
        });
        request.endHandler(ended -> {
            if (body.length() <= limit) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.resume();
    }
}
