package dev.belay.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells browsers and caches what they must not do with an answer. What an operation sets itself stays. */
@ApplicationScoped
class SecurityHeaders {
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    /** Swagger UI's page configures itself by a script in the page. */
    private static final String API_PAGE =
            NOTHING + "; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'";

    private static final String TEXT_PAGE = NOTHING + "; style-src 'unsafe-inline'";

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(ended -> complete(context));
                    context.next();
                },
                Integer.MAX_VALUE - 1);
    }

    static void complete(RoutingContext context) {
        MultiMap headers = context.response().headers();
        String path = context.request().path();
        putIfAbsent(headers, "X-Content-Type-Options", "nosniff");
        putIfAbsent(headers, "Referrer-Policy", "no-referrer");
        if (isUnder(path, "/q")) {
            // The pages of dev mode; no gateway forwards them.
            return;
        }
        if (isUnder(path, "/docs")) {
            putIfAbsent(headers, "Content-Security-Policy", isUnder(path, "/docs/problems") ? TEXT_PAGE : API_PAGE);
        } else {
            putIfAbsent(headers, "Content-Security-Policy", NOTHING);
            putIfAbsent(headers, "Cache-Control", "no-store");
        }
    }

    private static boolean isUnder(String path, String root) {
        return path != null
                && path.startsWith(root)
                && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static void putIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
