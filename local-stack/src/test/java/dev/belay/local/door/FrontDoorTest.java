package dev.belay.local.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> open = new ArrayList<>();
    private FrontDoor door;

    @BeforeEach
    void openDoor() {
        door = FrontDoor.open(0, request -> request.response().end("the issuer answers " + request.path()));
        open.add(door);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void answersWhatNobodyOwnsWithAProblemDocument() throws Exception {
        for (String path :
                List.of("/", "/nothing", "/q/health/ready", "/internal/people", "/v1/people/../../q/health")) {
            HttpResponse<String> answer = get(path);
            assertEquals(404, answer.statusCode(), path);
            assertProblem(answer, "not-found");
        }
    }

    @Test
    void usesTheCallersTraceIdAsRequestId() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        HttpResponse<String> answer = http.send(
                request("/nothing")
                        .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(trace, answer.headers().firstValue("Request-Id").orElseThrow());
        assertEquals(trace, JSON.readTree(answer.body()).path("requestId").asText());
    }

    @Test
    void leadsToTheIssuer() throws Exception {
        assertEquals(
                "the issuer answers /dev-issuer/jwks.json",
                get("/dev-issuer/jwks.json").body());
    }

    @Test
    void forwardsMethodPathQueryHeadersAndBodyBothWays() throws Exception {
        Backend backend = backend(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.getResponseHeaders().set("Link", "</v1/people?cursor=x>; rel=\"next\"");
            String seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 201, seen);
        });
        door.route(Service.PROFILE, List.of(backend.address()));
        HttpResponse<String> answer = http.send(
                request("/v1/people/me?q=a%20b&x=%C3%A4")
                        .header("Authorization", "Bearer token")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"headline\":\"ä\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(201, answer.statusCode());
        assertEquals("PATCH /v1/people/me?q=a%20b&x=%C3%A4 Bearer token {\"headline\":\"ä\"}", answer.body());
        assertEquals("\"7\"", answer.headers().firstValue("ETag").orElseThrow());
        assertEquals(
                "</v1/people?cursor=x>; rel=\"next\"",
                answer.headers().firstValue("Link").orElseThrow());
    }

    @Test
    void keepsHopHeadersForItselfAndSaysWhereTheRequestCameFrom() throws Exception {
        Backend backend = backend(exchange -> answer(
                exchange,
                200,
                exchange.getRequestHeaders().keySet().stream()
                                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                                .sorted()
                                .collect(Collectors.joining(","))
                        + "|" + exchange.getRequestHeaders().getFirst("X-Forwarded-For")
                        + "|" + exchange.getRequestHeaders().getFirst("X-Forwarded-Host")));
        door.route(Service.PROFILE, List.of(backend.address()));
        String answer = raw("""
                GET /v1/people HTTP/1.1
                Host: belay.example
                Connection: X-Secret
                Connection: close
                X-Secret: for the door only
                Keep-Alive: timeout=5
                TE: trailers
                Proxy-Authorization: Basic abc
                Upgrade: h2c
                X-Forwarded-For: 6.6.6.6
                X-Plain: kept

                """);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        for (String gone : List.of("x-secret", "keep-alive", "te,", "proxy-authorization", "upgrade")) {
            assertFalse(body.split("\\|", -1)[0].contains(gone), body);
        }
        assertTrue(body.contains("x-plain"), body);
        assertTrue(body.contains("|127.0.0.1|belay.example"), body);
    }

    @Test
    void spreadsOverReplicasInTurn() throws Exception {
        Backend one = backend(exchange -> answer(exchange, 200, "one"));
        Backend two = backend(exchange -> answer(exchange, 200, "two"));
        door.route(Service.MATCHING, List.of(one.address(), two.address()));
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            answers.add(get("/v1/recommendations/mentors").body());
        }
        assertEquals(Set.of("one", "two"), answers);
        assertEquals(2, one.requests.get());
    }

    @Test
    void asksTheNextReplicaWhenOneIsDown() throws Exception {
        Backend alive = backend(exchange -> answer(exchange, 200, "alive"));
        door.route(Service.MENTORSHIP, List.of(closedPort(), alive.address()));
        for (int i = 0; i < 4; i++) {
            assertEquals("alive", get("/v1/mentorships").body());
            // It never reached the dead one, so even a POST may go to the other.
            assertEquals("alive", post("/v1/match-requests", "{}").body());
        }
        assertEquals(8, alive.requests.get());
    }

    @Test
    void triesAGetAgainThatBrokeOff() throws Exception {
        BreakingOff breaking = breakingOff();
        Backend alive = backend(exchange -> answer(exchange, 200, "alive"));
        door.route(Service.PROFILE, List.of(breaking.address(), alive.address()));
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> answer = get("/v1/people");
            assertEquals(200, answer.statusCode());
            assertEquals("alive", answer.body());
        }
        assertTrue(breaking.requests.get() >= 1);
    }

    @Test
    void neverRepeatsAPostThatReachedAService() throws Exception {
        BreakingOff breaking = breakingOff();
        Backend alive = backend(exchange -> answer(exchange, 200, "alive"));
        door.route(Service.MENTORSHIP, List.of(breaking.address(), alive.address()));
        HttpResponse<String> answer = post("/v1/match-requests", "{}");
        assertEquals(502, answer.statusCode());
        assertProblem(answer, "upstream-unavailable");
        assertEquals(1, breaking.requests.get());
        assertEquals(0, alive.requests.get());
    }

    @Test
    void saysThatAServiceIsNotThere() throws Exception {
        door.route(Service.PROFILE, List.of(closedPort()));
        for (HttpResponse<String> answer :
                List.of(get("/v1/people"), post("/v1/people/imports", "{}"), get("/v1/policies"))) {
            assertEquals(503, answer.statusCode());
            assertProblem(answer, "service-unavailable");
            assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
        }
    }

    @Test
    void streamsBodiesLargerThanItsBuffers() throws Exception {
        Backend echo = backend(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (InputStream in = exchange.getRequestBody();
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        });
        door.route(Service.PROFILE, List.of(echo.address()));
        byte[] body = new byte[20_000_000];
        new java.util.Random(1).nextBytes(body);
        HttpResponse<byte[]> answer = http.send(
                request("/v1/people/imports")
                        .expectContinue(true)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        assertArrayEquals(body, answer.body());
    }

    @Test
    void passesOnAnAnswerThatComesBeforeTheWholeBody() throws Exception {
        Backend refusing = backend(exchange -> answer(exchange, 413, "too large"));
        door.route(Service.PROFILE, List.of(refusing.address()));
        assertEquals(413, post("/v1/people", "x".repeat(100_000)).statusCode());
    }

    @Test
    void answersWhatIsNoProperRequestWithAProblemDocument() throws Exception {
        String close = " HTTP/1.1\nHost: x\nConnection: close\n";
        assertRefused("GET /v1/people" + close + "X-Long: " + "x".repeat(40_000) + "\n\n", 431, "header-too-large");
        assertRefused("GET /v1/people?q=" + "x".repeat(20_000) + close + "\n", 414, "uri-too-long");
        assertRefused("GET /v1/people" + close + "no header at all\n\n", 400, "bad-request");
        assertRefused("GET /v1/people/%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad-request");
        assertRefused("GET /v1/people/me?q=%f HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad-request");
    }

    private void assertRefused(String request, int status, String problem) throws IOException {
        String answer = raw(request);
        assertTrue(answer.matches("(?s)HTTP/1\\.[01] " + status + " .*"), answer);
        assertTrue(answer.contains("/docs/problems/" + problem), answer);
    }

    @Test
    void givesUpAServiceThatStaysSilent() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        open.add(0, over::countDown);
        Backend silent = backend(exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (FrontDoor impatient =
                FrontDoor.open(0, request -> request.response().end(), Duration.ofMillis(300))) {
            impatient.route(Service.PROFILE, List.of(silent.address()));
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + impatient.port() + "/v1/people"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(504, answer.statusCode());
            assertProblem(answer, "upstream-timeout");
            assertEquals(1, silent.requests.get());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What a plain socket gets, since the JDK's client refuses to send headers such as Connection. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", door.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, String name) throws IOException {
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        JsonNode problem = JSON.readTree(answer.body());
        assertEquals("/docs/problems/" + name, problem.path("type").asText());
        assertEquals(answer.statusCode(), problem.path("status").asInt());
        assertFalse(problem.path("title").asText().isEmpty());
        assertFalse(problem.path("detail").asText().isEmpty());
        assertEquals(
                answer.headers().firstValue("Request-Id").orElseThrow(),
                problem.path("requestId").asText());
        assertTrue(problem.path("requestId").asText().matches("[0-9a-f]{32}"));
    }

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private record Backend(HttpServer server, AtomicInteger requests) {
        InetSocketAddress address() {
            return InetSocketAddress.createUnresolved(
                    "127.0.0.1", server.getAddress().getPort());
        }
    }

    private Backend backend(Answering answering) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        Backend backend = new Backend(server, new AtomicInteger());
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            backend.requests.incrementAndGet();
            try (exchange) {
                answering.answer(exchange);
            }
        });
        server.start();
        open.add(() -> server.stop(0));
        return backend;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private record BreakingOff(ServerSocket socket, AtomicInteger requests) {
        InetSocketAddress address() {
            return InetSocketAddress.createUnresolved("127.0.0.1", socket.getLocalPort());
        }
    }

    /** Takes a request, and closes the connection without an answer: a service that is killed at work. */
    private BreakingOff breakingOff() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        open.add(socket);
        BreakingOff breaking = new BreakingOff(socket, new AtomicInteger());
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept();
                        BufferedReader reader = new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
                    if (reader.readLine() != null) {
                        breaking.requests.incrementAndGet();
                    }
                } catch (IOException e) {
                    // The test is over.
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return breaking;
    }

    private static InetSocketAddress closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return InetSocketAddress.createUnresolved("127.0.0.1", socket.getLocalPort());
        }
    }
}
