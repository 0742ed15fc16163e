package dev.belay.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request in the making, and what is known of the answer that it must get. */
final class Attack {
    String label;
    String method;
    /** As the OpenAPI document writes it; null once the path is one that no document knows. */
    String template;
    /** As in the request line, with its escapes. */
    String path;

    final List<String> query = new ArrayList<>();
    final List<String[]> headers = new ArrayList<>();
    byte[] body;
    /** The body as JSON, if it is such; what comes back must hold its texts. */
    JsonNode sent;
    /** Whether any answer but a refusal is a fault. */
    boolean mustFail;
    /** What the refusal must name: a JSON Pointer or a parameter; null if that is not known. */
    String culprit;
    /** Whether it is refused before it is a request: at a service then without a body. */
    boolean hardlyHttp;
    /** Whether its framing is so wrong that nobody can tell where an answer would belong. */
    boolean mayDrop;

    Attack(String label, String method, String template, String path) {
        this.label = label;
        this.method = method;
        this.template = template;
        this.path = path;
    }

    void header(String name, String value) {
        headers.removeIf(header -> header[0].equalsIgnoreCase(name));
        headers.add(new String[] {name, value});
    }

    void alsoHeader(String name, String value) {
        headers.add(new String[] {name, value});
    }

    void withoutHeader(String name) {
        headers.removeIf(header -> header[0].equalsIgnoreCase(name));
    }

    boolean has(String name) {
        return headers.stream().anyMatch(header -> header[0].equalsIgnoreCase(name));
    }

    String target() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    byte[] bytes(URI base) {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target()).append(" HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: ").append(base.getAuthority()).append("\r\n");
        }
        headers.forEach(
                header -> head.append(header[0]).append(": ").append(header[1]).append("\r\n"));
        if (!has("Content-Length") && !has("Transfer-Encoding") && (body != null || !method.equals("GET"))) {
            head.append("Content-Length: ")
                    .append(body == null ? 0 : body.length)
                    .append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            whole.writeBytes(body);
        }
        return whole.toByteArray();
    }

    @Override
    public String toString() {
        String shown = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return label + ": " + method + " " + shortened(target(), 200) + " " + shortened(shown, 300);
    }

    static String shortened(String text, int limit) {
        String plain = text.length() <= limit ? text : text.substring(0, limit) + "… (" + text.length() + ")";
        return plain.replaceAll("\\p{Cntrl}", "·");
    }
}
