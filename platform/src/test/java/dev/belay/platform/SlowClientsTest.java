package dev.belay.platform;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More clients that do not get on than the service has threads. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "platform"))
class SlowClientsTest {
    private static final int CLIENTS = 250;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket send(String beginning) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String post(String headers) {
        return "POST /v1/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: "
                + Tokens.person("ada").bearer() + "\r\n" + headers;
    }

    private static void othersAreAnswered() {
        for (int i = 0; i < 20; i++) {
            given().header("Authorization", Tokens.person("mary").bearer())
                    .contentType("application/json")
                    .body("{\"text\": \"quick\"}")
                    .post("/v1/notes")
                    .then()
                    .statusCode(201);
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void headersThatTrickleInHoldUpNobody() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            send(post("X-Slow: "));
        }
        othersAreAnswered();
    }

    @Test
    void bodiesThatTrickleInHoldUpNobodyAndAreGivenUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String framing =
                    i % 2 == 0 ? "Content-Length: 900000\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\nFFFFF\r\n";
            slow.add(send(post(framing) + "{\"text\": \"" + "a".repeat(i % 3 == 0 ? 1 : 12_000)));
        }
        // They hang on while these are answered: their grace begins with their last byte at the earliest.
        othersAreAnswered();
        for (Socket socket : slow) {
            // Their bodies are overdue for a service that gives them three seconds.
            String answer = answer(socket);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("/docs/problems/request-timeout"), answer);
        }
    }

    @Test
    void largeBodiesOfNobodyKnownAreRefusedWhereTheyWouldFillTheMemory() throws IOException {
        String large = "{\"text\": \"" + "a".repeat(950_000);
        List<Socket> holding = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            holding.add(
                    send(post("Content-Length: 1000000\r\n\r\n").replaceFirst("Authorization: .*\r\n", "") + large));
        }
        // Four of them are all that is held; small bodies have a share of their own.
        int refused = 0;
        for (Socket socket : holding) {
            String answer = answer(socket);
            if (answer.startsWith("HTTP/1.1 503 ")) {
                refused++;
                assertTrue(answer.contains("/docs/problems/service-unavailable"), answer);
                assertTrue(answer.contains("Retry-After: 1"), answer);
            } else {
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            }
            othersAreAnswered();
        }
        assertEquals(2, refused);
        // What is over holds nothing any more.
        Socket socket = send(post("Connection: close\r\nContent-Length: 1000000\r\n\r\n") + large);
        socket.getOutputStream()
                .write(("a".repeat(1_000_000 - large.length() - 2) + "\"}").getBytes(StandardCharsets.US_ASCII));
        assertTrue(answer(socket).startsWith("HTTP/1.1 400 "));
    }

    @Test
    void aBodyThatIsCompleteIsNotSlow() throws IOException {
        Socket socket = send(post("Connection: close\r\nContent-Length: 16\r\n\r\n{\"text\": "));
        socket.getOutputStream().write("\"abcd\"}".getBytes(StandardCharsets.US_ASCII), 0, 7);
        String answer = answer(socket);
        assertEquals("HTTP/1.1 201 Created", answer.lines().findFirst().orElseThrow());
    }
}
