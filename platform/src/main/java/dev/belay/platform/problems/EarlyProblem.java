package dev.belay.platform.problems;

import dev.belay.contracts.ProblemType;
import dev.belay.platform.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Problem documents for requests that never come to a resource. */
public final class EarlyProblem {
    private EarlyProblem() {}

    /** Answers and ends the request. */
    public static Future<Void> answer(RoutingContext context, String name, String detail) {
        ProblemType type = ProblemType.named(name);
        if (isScim(context)) {
            return answerScim(context, type, detail);
        }
        String requestId = context.response().headers().get("Request-Id");
        JsonObject document = new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail)
                .put("requestId", requestId == null ? Trace.id() : requestId);
        return context.response()
                .setStatusCode(type.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(document.toBuffer());
    }

    /** RFC 7644 has its own form of errors. */
    private static Future<Void> answerScim(RoutingContext context, ProblemType type, String detail) {
        JsonObject error = new JsonObject()
                .put("schemas", new JsonArray().add("urn:ietf:params:scim:api:messages:2.0:Error"))
                .put("status", Integer.toString(type.status()))
                .put("detail", detail);
        return context.response()
                .setStatusCode(type.status())
                .putHeader("Content-Type", "application/scim+json")
                .end(error.toBuffer());
    }

    private static boolean isScim(RoutingContext context) {
        String path = context.request().path();
        return path != null && path.startsWith("/scim/");
    }
}
