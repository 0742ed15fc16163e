package dev.belay.local.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problem documents (RFC 9457) that the front door itself gives; all others come from the services. */
enum DoorProblem {
    BAD_REQUEST(400, "bad-request", "The request can't be read"),
    NOT_FOUND(404, "not-found", "Not found"),
    BAD_GATEWAY(502, "bad-gateway", "A service broke off"),
    UNAVAILABLE(503, "service-unavailable", "A service is not there right now");

    static final String MEDIA_TYPE = "application/problem+json";

    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private final int status;
    private final String type;
    private final String title;

    DoorProblem(int status, String type, String title) {
        this.status = status;
        this.type = type;
        this.title = title;
    }

    int status() {
        return status;
    }

    Buffer document(String detail, String requestId) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "/docs/problems/" + type);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        document.put("requestId", requestId);
        return Buffer.buffer(document.toString());
    }

    void answer(HttpServerRequest request, String detail) {
        String requestId = requestId(request);
        request.resume();
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Request-Id", requestId)
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
