package dev.belay.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.system.RunningBelay;
import dev.belay.system.access.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** All the ways to spoil a request for one operation, read off its OpenAPI document. */
final class Mutations {
    private static final String MARK = "@@@";
    private static final int TOO_LARGE = 1_048_577;

    private final ApiDocument api;
    private final Operation operation;
    private final List<Mutation> all = new ArrayList<>();

    /** @param change spoils a good request in one way */
    record Mutation(String label, Consumer<Attack> change) {}

    private Mutations(ApiDocument api, Operation operation) {
        this.api = api;
        this.operation = operation;
    }

    /** @param good a body that would be accepted, null for none */
    static List<Mutation> of(ApiDocument api, Operation operation, JsonNode good) {
        Mutations mutations = new Mutations(api, operation);
        mutations.paths();
        mutations.parameters();
        mutations.headers();
        mutations.methods();
        ApiDocument.RequestBody body = api.body(operation);
        if (body != null) {
            mutations.framing(body);
            if (good != null && body.mediaType().matches("application/(json|.*\\+json)")) {
                mutations.wholeBodies(good);
                mutations.fields(body.schema(), good, "", body.mediaType().contains("merge-patch"));
            }
        } else {
            mutations.unwantedBodies();
        }
        return mutations.all;
    }

    private void add(String label, Consumer<Attack> change) {
        all.add(new Mutation(label, change));
    }

    private void paths() {
        for (ApiDocument.Parameter parameter : api.parameters(operation)) {
            if (!parameter.in().equals("path")) {
                continue;
            }
            for (String segment : Ugly.SEGMENTS) {
                add("path " + parameter.name() + "=" + segment, attack -> inPath(attack, parameter.name(), segment));
            }
            for (String broken : Ugly.BROKEN_ESCAPES) {
                add("path " + parameter.name() + "=" + broken, attack -> {
                    inPath(attack, parameter.name(), broken);
                    attack.hardlyHttp = true;
                });
            }
        }
        for (String end : List.of(
                "/", "//", "/.", "/x", "/%00", "/%2e", ";a=b", ".json", "%20", "/..", "?", "?&&&", "?=", "#x")) {
            add("path ends in " + end, attack -> {
                attack.path += end;
                attack.template = end.startsWith("?") ? attack.template : null;
            });
        }
        add("path in capitals", attack -> {
            attack.path = attack.path.replaceFirst("/v1", "/V1");
            attack.template = null;
        });
        add("path with double slash", attack -> {
            attack.path = "/" + attack.path;
            attack.template = null;
        });
        add("absolute path", attack -> attack.path = "http://example.org" + attack.path);
        add("very long address", attack -> {
            attack.query.add("x=" + "a".repeat(20_000));
            attack.hardlyHttp = true;
        });
    }

    private void inPath(Attack attack, String name, String segment) {
        String[] parts = operation.path().split("/", -1);
        String[] filled = attack.path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].equals("{" + name + "}")) {
                filled[i] = segment;
            }
        }
        attack.path = String.join("/", filled);
        // It may well be another operation's address now.
        attack.template = null;
    }

    private void parameters() {
        for (ApiDocument.Parameter parameter : api.parameters(operation)) {
            JsonNode schema = api.resolved(parameter.schema());
            if (parameter.in().equals("query")) {
                query(parameter.name(), schema);
            } else if (parameter.in().equals("header")) {
                add("without " + parameter.name(), attack -> {
                    attack.withoutHeader(parameter.name());
                    attack.mustFail |=
                            parameter.required() && operation.method().equals("PATCH");
                });
                for (String value : List.of(
                        "",
                        " ",
                        "*",
                        "\"\"",
                        "W/\"1\"",
                        "1",
                        "\"0\"",
                        "\"-1\"",
                        "\"1\", \"2\"",
                        "\"99999999999999999999\"",
                        "\"NaN\"",
                        "\"a",
                        "'1'",
                        "\"\u00E4\"",
                        "\t",
                        "null",
                        "a".repeat(255),
                        "a".repeat(256),
                        "a".repeat(5_000),
                        "\uD83D\uDE00",
                        "${jndi:ldap://127.0.0.1:1/a}",
                        "' OR '1'='1",
                        "%00")) {
                    int limit = schema.path("maxLength").asInt(Integer.MAX_VALUE);
                    add(parameter.name() + ": " + value, attack -> {
                        attack.header(parameter.name(), value);
                        attack.mustFail |= value.length() > limit;
                    });
                }
                add("two " + parameter.name(), attack -> {
                    attack.header(parameter.name(), "\"1\"");
                    attack.alsoHeader(parameter.name(), "\"2\"");
                });
            }
        }
        add("unknown parameters", attack -> attack.query.addAll(List.of("zz=1", "zz[]=2", "=3", "a.b=4", "%00=5")));
        add("broken escape in the query", attack -> {
            attack.query.add("q=%f");
            attack.hardlyHttp = true;
        });
        add("bytes beyond ASCII in the query", attack -> {
            attack.query.add("q=caf\u00E9");
            attack.hardlyHttp = true;
        });
        add("a space in the query", attack -> {
            attack.query.add("q=a b");
            attack.hardlyHttp = true;
        });
        add("a thousand parameters", attack -> {
            for (int i = 0; i < 1_000; i++) {
                attack.query.add("a" + i + "=");
            }
        });
    }

    private void query(String name, JsonNode schema) {
        boolean isNumber = schema.path("type").asText().equals("integer");
        List<String> values =
                new ArrayList<>(isNumber ? Ugly.LIMITS : name.equals("cursor") ? Ugly.CURSORS : List.of());
        if (!isNumber) {
            Ugly.TEXTS.stream()
                    .filter(text -> text.length() < 1_500)
                    .map(Mutations::escaped)
                    .forEach(values::add);
            values.addAll(List.of("%00", "a%00b", "%ED%A0%80", "%C0%AF", "%FF", ",", ",,,", "a,,b"));
        }
        for (String value : values) {
            // What the document rules out must be refused; an empty value may be as good as none.
            boolean wrong = !value.isEmpty() && (isNumber ? !fits(value, schema) : isOutside(value, schema));
            add(name + "=" + value, attack -> {
                attack.query.removeIf(pair -> pair.startsWith(name + "="));
                attack.query.add(name + "=" + value);
                if (wrong) {
                    attack.mustFail = true;
                    attack.culprit = name;
                }
            });
        }
        String good = isNumber ? "5" : "a";
        add(name + " twice", attack -> attack.query.addAll(List.of(name + "=" + good, name + "=" + good)));
        add(name + " without a value", attack -> attack.query.add(name));
        add(name + " as a list", attack -> attack.query.add(name + "[]=" + good));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean fits(String value, JsonNode schema) {
        if (!value.matches("[+-]?[0-9]{1,9}")) {
            // Leading zeros and signs are a matter of taste; what is no number in any language is not.
            return value.matches("0+[0-9]+");
        }
        int number = Integer.parseInt(value);
        return number >= schema.path("minimum").asInt(Integer.MIN_VALUE)
                && number <= schema.path("maximum").asInt(Integer.MAX_VALUE);
    }

    private static boolean isOutside(String value, JsonNode schema) {
        if (!schema.has("enum")) {
            return false;
        }
        for (JsonNode allowed : schema.path("enum")) {
            if (allowed.asText().equals(value)) {
                return false;
            }
        }
        return true;
    }

    private void headers() {
        for (String accept : List.of(
                "text/html",
                "application/xml",
                "*/*;q=0",
                "application/json;q=0",
                "application/problem+json",
                "garbage",
                ",,,",
                "application/json, text/html;q=0.9, */*;q=0.1",
                "a/b;".repeat(500),
                "application/*",
                "\u00E4/\u00F6")) {
            add("Accept: " + Attack.shortened(accept, 40), attack -> attack.header("Accept", accept));
        }
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/octet-stream",
                "application/json-patch+json",
                "garbage",
                "application/",
                "/json",
                ";;;",
                "*/*",
                "a".repeat(3_000) + "/x",
                "application/vnd.belay+json")) {
            add("Content-Type: " + Attack.shortened(type, 40), attack -> {
                attack.header("Content-Type", type);
                // Who cannot read it says so before looking for the method.
                attack.hardlyHttp = true;
            });
        }
        for (String[] header : new String[][] {
            {"X-HTTP-Method-Override", "DELETE"},
            {"X-Forwarded-Host", "evil.example"},
            {"X-Forwarded-Prefix", "/../.."},
            {"X-Forwarded-For", "' OR 1=1 --"},
            {"X-Original-URL", "/q/metrics"},
            {"Forwarded", "host=evil.example;proto=javascript"},
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Referer", "javascript:alert(1)"},
            {"Cookie", "a=b; ".repeat(300)},
            {"Range", "bytes=0-0,-1,5-2"},
            {"If-None-Match", "*"},
            {"If-Modified-Since", "yesterday"},
            {"Accept-Language", "xx-" + "a".repeat(500)},
            {"Accept-Encoding", "gzip;q=0, identity;q=0, *;q=0"},
            {"Accept-Charset", "utf-7"},
            {"traceparent", "00-00000000000000000000000000000000-0000000000000000-00"},
            {"traceparent", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
            {"traceparent", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01"},
            {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" + "x".repeat(2_000)},
            {"traceparent", "' OR 1=1"},
            {"tracestate", "a=" + "b".repeat(2_000)},
            {"Request-Id", "chosen by the client"},
            {"Upgrade", "websocket"},
            {"Upgrade", "h2c"},
            {"TE", "trailers, deflate;q=0.5"},
            {"Max-Forwards", "-1"},
            {"Content-Language", "\u00E4"},
            {"Date", "0"},
            {"X-" + "a".repeat(1_000), "1"},
            {"X-Ugly", "\u00E4\u00F6\u202E\uD83D\uDE00"},
            {"X-Ugly", "' OR '1'='1 <script> ${jndi:ldap://127.0.0.1:1/a}"}
        }) {
            add(header[0] + ": " + Attack.shortened(header[1], 40), attack -> attack.header(header[0], header[1]));
        }
        for (String[] header : new String[][] {
            {"X-Control", "a\u0001b"},
            {"X-Nul", "a\u0000b"},
            {"X Space", "1"},
            {"X-Folded", "a\r\n folded"},
            {"", "no name"},
            {"X-Large", "a".repeat(40_000)},
            {"Host", ""},
            {"Host", "a b"},
            {"Host", "[::1"},
            {"Host", "evil.example:99999"},
            {"Connection", "close"},
            {"Connection", "X-Nothing, close, \u00E4"},
            {"Expect", "200-ok"}
        }) {
            add(header[0] + ": " + Attack.shortened(header[1], 40), attack -> {
                attack.header(header[0], header[1]);
                attack.hardlyHttp = true;
            });
        }
    }

    private void methods() {
        for (String method : List.of(
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "PROPFIND",
                "QUERY",
                "get",
                "FOO",
                "A".repeat(300))) {
            if (!method.equals(operation.method())) {
                add("method " + Attack.shortened(method, 20), attack -> attack.method = method);
            }
        }
        add("method with a NUL", attack -> {
            attack.method = "GE\u0000T";
            attack.hardlyHttp = true;
        });
    }

    /** An operation that takes no body is sent one. */
    private void unwantedBodies() {
        for (String text : List.of("{}", "{", "[]", "x", "\u0000", "{\"a\":1}", " ".repeat(5_000))) {
            for (String type : List.of("application/json", "text/plain")) {
                add("unwanted body " + Attack.shortened(text, 10) + " as " + type, attack -> {
                    attack.body = utf8(text);
                    attack.header("Content-Type", type);
                });
            }
        }
    }

    private void framing(ApiDocument.RequestBody expected) {
        add("without Content-Type", attack -> attack.withoutHeader("Content-Type"));
        add("without a body", attack -> {
            attack.body = null;
            attack.sent = null;
        });
        for (String charset :
                List.of("utf-16", "iso-8859-1", "utf-7", "nonsense", "\"utf-8", "utf-8;charset=utf-16", "")) {
            add(
                    "charset " + charset,
                    attack -> attack.header("Content-Type", expected.mediaType() + ";charset=" + charset));
        }
        for (String coding : List.of("gzip", "deflate", "br", "identity", "x-nonsense", "gzip, gzip")) {
            add("says it is " + coding, attack -> {
                attack.header("Content-Encoding", coding);
                attack.sent = null;
            });
        }
        add("gzip", attack -> {
            attack.body = gzipped(attack.body);
            attack.header("Content-Encoding", "gzip");
            attack.sent = null;
        });
        add("chunked", attack -> {
            ByteArrayOutputStream chunks = new ByteArrayOutputStream();
            for (byte b : attack.body == null ? new byte[0] : attack.body) {
                chunks.writeBytes(utf8("1\r\n"));
                chunks.write(b);
                chunks.writeBytes(utf8("\r\n"));
            }
            chunks.writeBytes(utf8("0\r\n\r\n"));
            attack.body = chunks.toByteArray();
            attack.header("Transfer-Encoding", "chunked");
        });
        add("chunks that are none", attack -> {
            attack.body = utf8("zz\r\nnonsense\r\n0\r\n\r\n");
            attack.mayDrop = true;
            attack.header("Transfer-Encoding", "chunked");
            attack.header("Connection", "close");
            attack.hardlyHttp = true;
            attack.sent = null;
        });
        add("length and chunks", attack -> {
            attack.body = utf8("0\r\n\r\n");
            attack.header("Transfer-Encoding", "chunked");
            attack.header("Content-Length", "5");
            attack.header("Connection", "close");
            attack.hardlyHttp = true;
            attack.sent = null;
        });
        for (String length : List.of("-1", "abc", "1e3", "99999999999999999999")) {
            add("Content-Length: " + length, attack -> {
                attack.header("Content-Length", length);
                attack.header("Connection", "close");
                attack.hardlyHttp = true;
                attack.sent = null;
            });
        }
        add("Expect: 100-continue", attack -> attack.header("Expect", "100-continue"));
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body == null ? new byte[0] : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void wholeBodies(JsonNode good) {
        String text = good.toString();
        for (String wrong : List.of(
                "",
                " ",
                "null",
                "true",
                "5",
                "\"x\"",
                "[]",
                "[" + text + "]",
                "{",
                "}",
                text.substring(0, text.length() - 1),
                text + text,
                text + "x",
                text + "\u0000",
                "//" + text,
                "/**/" + text,
                text.replace('"', '\''),
                "{\"a\":}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":'x'}",
                "{\"a\":tru}",
                "{\"\\u0000\":1}",
                "{\"\\ud800\":1}",
                "{\"__proto__\":{\"x\":1}}",
                "{\"@class\":\"java.lang.Runtime\"}",
                "<xml/>",
                "a=b&c=d",
                "[".repeat(100_000),
                "{\"a\":".repeat(2_000),
                "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}",
                "{\"" + "k".repeat(100_000) + "\":1}",
                "{\"a\":" + "9".repeat(10_000) + "}",
                "{\"a\":1e" + "9".repeat(400) + "}")) {
            add("body " + Attack.shortened(wrong, 30), attack -> raw(attack, utf8(wrong), true));
        }
        add("body of spaces beyond the limit", attack -> {
            raw(attack, utf8(text + " ".repeat(TOO_LARGE)), true);
        });
        add("body with spaces around", attack -> raw(attack, utf8(" \r\n\t" + text + "\n "), false));
        add("byte order mark", attack -> raw(attack, utf8("\uFEFF" + text), false));
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")) {
            add("body in " + charset, attack -> raw(attack, text.getBytes(Charset.forName(charset)), false));
        }
    }

    private static void raw(Attack attack, byte[] body, boolean mustFail) {
        attack.body = body;
        attack.sent = null;
        attack.mustFail |= mustFail;
    }

    /** Every field of the schema, down to those of objects in lists, with every value that may hurt. */
    private void fields(JsonNode schema, JsonNode good, String at, boolean isPatch) {
        JsonNode shape = api.resolved(schema);
        if (shape.has("anyOf")) {
            for (JsonNode one : shape.path("anyOf")) {
                if (!api.resolved(one).path("type").asText().equals("null")) {
                    fields(one, good, at, isPatch);
                }
            }
            return;
        }
        if (shape.path("type").asText().equals("object") || shape.has("properties")) {
            ObjectNode holder = holder(good, at);
            unknownAndDouble(holder, at);
            shape.path("required").forEach(name -> {
                String field = at + "/" + Json.escaped(name.asText());
                add("without " + field, attack -> {
                    raw(attack, utf8(Json.without(holder, field).toString()), true);
                    attack.culprit = field;
                });
            });
            shape.path("properties").properties().forEach(property -> {
                String field = at + "/" + Json.escaped(property.getKey());
                values(holder, field, isPatch);
                fields(property.getValue(), holder, field, isPatch);
            });
        } else if (shape.has("items")) {
            JsonNode element = sample(shape.path("items"));
            JsonNode filled = Json.parse(Json.with(good, at, "[" + element + "]"));
            values(filled, at + "/0", false);
            for (int many : new int[] {0, 2, 10_000}) {
                add(
                        at + " with " + many + " elements",
                        attack -> json(
                                attack,
                                Json.with(
                                        good,
                                        at,
                                        "[" + String.join(",", Collections.nCopies(many, element.toString())) + "]"),
                                at,
                                false));
            }
            fields(shape.path("items"), filled, at + "/0", false);
        }
    }

    private ObjectNode holder(JsonNode good, String at) {
        JsonNode there = good.at(at);
        if (there.isObject()) {
            return (ObjectNode) good;
        }
        return (ObjectNode) Json.parse(Json.with(good, at, "{}"));
    }

    private void unknownAndDouble(ObjectNode document, String at) {
        for (String name :
                List.of("zzUnknown", "", "id", "version", "__proto__", "constructor", "\u202E", "a.b", "a/b~c")) {
            JsonNode object = document.at(at);
            if (object.has(name)) {
                continue;
            }
            String field = at + "/" + Json.escaped(name);
            add("unknown " + field, attack -> {
                raw(attack, utf8(Json.with(document, field, "1")), true);
                attack.culprit = field;
            });
        }
        document.at(at)
                .fieldNames()
                .forEachRemaining(name -> add("twice " + at + "/" + name, attack -> {
                    String object = document.at(at).toString();
                    String twice =
                            "{" + Json.quoted(name) + ":" + document.at(at).get(name) + "," + object.substring(1);
                    raw(attack, utf8(at.isEmpty() ? twice : Json.with(document, at, twice)), true);
                }));
    }

    private void values(JsonNode document, String field, boolean isPatch) {
        for (String value : Ugly.VALUES) {
            add(
                    field + " = " + Attack.shortened(value, 20),
                    attack -> json(attack, Json.with(document, field, value), field, isPatch && value.equals("null")));
        }
        for (String text : Ugly.TEXTS) {
            add(
                    field + " = \"" + Attack.shortened(text, 20),
                    attack -> json(attack, Json.with(document, field, Json.quoted(text)), field, false));
        }
        for (String value : Ugly.UNSTORABLE) {
            add(field + " = " + value, attack -> {
                raw(attack, utf8(Json.with(document, field, value)), true);
                attack.culprit = field;
            });
        }
        for (byte[] bytes : Ugly.NOT_UTF8) {
            add(
                    field + " in no UTF-8",
                    attack -> raw(attack, replaced(Json.with(document, field, "\"a" + MARK + "b\""), bytes), true));
        }
    }

    /** A body that is well-formed. If the document forbids it, the service must. */
    private void json(Attack attack, String body, String field, boolean isReset) {
        attack.body = utf8(body);
        JsonNode parsed = Json.parseOrMissing(attack.body);
        attack.sent = parsed.isMissingNode() ? null : parsed;
        // Numbers beyond what we read here ourselves are left to the service.
        if (!isReset
                && attack.sent != null
                && isPlain(attack.sent)
                && !api.complaints(api.body(operation).schema(), body).isEmpty()) {
            attack.mustFail = true;
            attack.culprit = field;
            attack.sent = null;
        }
    }

    /** The validator cannot think of numbers without end. */
    private static boolean isPlain(JsonNode document) {
        return !document.toString().contains("Infinity");
    }

    private static byte[] replaced(String text, byte[] bytes) {
        int place = text.indexOf(MARK);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(utf8(text.substring(0, place)));
        whole.writeBytes(bytes);
        whole.writeBytes(utf8(text.substring(place + MARK.length())));
        return whole.toByteArray();
    }

    /** Something that the schema allows, as far as can be told from examples and limits. */
    private JsonNode sample(JsonNode schema) {
        JsonNode shape = api.resolved(schema);
        for (JsonNode holder : List.of(schema, shape)) {
            if (holder.path("examples").has(0)) {
                return holder.path("examples").get(0);
            }
            if (holder.path("enum").has(0)) {
                return holder.path("enum").get(0);
            }
        }
        if (shape.path("anyOf").has(0)) {
            return sample(shape.path("anyOf").get(0));
        }
        return switch (shape.path("type").asText()) {
            case "object" -> {
                ObjectNode object = RunningBelay.JSON.createObjectNode();
                Set<String> required = new TreeSet<>();
                shape.path("required").forEach(name -> required.add(name.asText()));
                required.forEach(
                        name -> object.set(name, sample(shape.path("properties").path(name))));
                yield object;
            }
            case "array" -> RunningBelay.JSON.createArrayNode();
            case "integer", "number" ->
                RunningBelay.JSON
                        .getNodeFactory()
                        .numberNode(shape.path("minimum").asInt(1));
            case "boolean" -> RunningBelay.JSON.getNodeFactory().booleanNode(true);
            default -> RunningBelay.JSON.getNodeFactory().textNode(word(shape));
        };
    }

    private static String word(JsonNode shape) {
        if (shape.path("format").asText().equals("uuid")) {
            return "01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44";
        }
        return "java";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
