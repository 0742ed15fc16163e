package dev.belay.local.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.contracts.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problem documents (RFC 9457) that the front door itself gives; all others come from the services. */
enum DoorProblem {
    BAD_REQUEST("bad-request"),
    NOT_FOUND("not-found"),
    URI_TOO_LONG("uri-too-long"),
    HEADER_TOO_LARGE("header-too-large"),
    BROKE_OFF("upstream-unavailable"),
    UNAVAILABLE("service-unavailable"),
    TIMEOUT("upstream-timeout");

    static final String MEDIA_TYPE = "application/problem+json";

    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private final ProblemType type;

    DoorProblem(String name) {
        this.type = ProblemType.named(name);
    }

    int status() {
        return type.status();
    }

    Buffer document(String detail, String requestId) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", type.uri());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("detail", detail);
        document.put("requestId", requestId);
        return Buffer.buffer(document.toString());
    }

    Future<Void> answer(HttpServerRequest request, String detail) {
        String requestId = requestId(request);
        request.resume();
        return request.response()
                .setStatusCode(status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Request-Id", requestId)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .end(document(detail, requestId));
    }

    /** The trace id of the caller's {@code traceparent}, else a new one: what the services do as well. */
    static String requestId(HttpServerRequest request) {
        String parent = request.getHeader("traceparent");
        if (parent != null) {
            Matcher matcher = TRACE_PARENT.matcher(parent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
