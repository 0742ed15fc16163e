package dev.belay.system.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The matrix and its checker against broken builds: each of these must be found. */
class MatrixTest {
    private static final String ID = "01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44";
    private static final String HEAD = "service, operation, object, "
            + Stream.of(CallerKind.values()).map(CallerKind::title).collect(Collectors.joining(", ")) + "\n";
    private static final Operation SECRETS = new Operation(Service.PROFILE, "GET", "/v1/secrets");

    private static Answer recorded(int status, String body, Map<String, List<String>> headers) {
        return new Answer(status, headers, body);
    }

    private static Answer problem(int status, String name) {
        return recorded(
                status,
                "{\"type\":\"/docs/problems/%s\",\"status\":%d,\"requestId\":\"1\"}".formatted(name, status),
                Map.of("content-type", List.of("application/problem+json"), "request-id", List.of("1")));
    }

    private static void finds(String expected, Answer answer, String inItsWords) {
        String complaint = Expectation.parse(expected).complaint(answer, ID).orElse("nothing");
        assertTrue(complaint.contains(inItsWords), complaint);
    }

    private static String row(String operation) {
        return operation + ", nothing, " + String.join(", ", Collections.nCopies(CallerKind.values().length, "200"))
                + "\n";
    }

    @Test
    void findsAnOperationThatNobodyClassified() {
        List<Operation> documented = new ArrayList<>(Operation.documented());
        documented.add(SECRETS);
        assertEquals(
                List.of(
                        "profile GET /v1/secrets is in OpenAPI, but nobody said who may call it: add a row to access/matrix.csv"),
                Matrix.read().gaps(documented));
    }

    @Test
    void findsAnotherMethodOnAKnownPath() throws Exception {
        List<Operation> documented = new ArrayList<>(Operation.documented());
        documented.addAll(Operation.in(
                Service.PROFILE,
                RunningBelay.JSON.readTree("{\"paths\":{\"/v1/skills\":{\"parameters\":[],\"delete\":{}}}}")));
        assertEquals(1, Matrix.read().gaps(documented).size());
    }

    @Test
    void findsARowWithoutAnOperationAndAHiddenOneThatIsNone() {
        Matrix matrix = Matrix.parse(HEAD + row("profile, GET /v1/secrets") + row("profile, hidden: GET /v1/known"));
        List<String> gaps = matrix.gaps(List.of(new Operation(Service.PROFILE, "GET", "/v1/known")));
        assertEquals(3, gaps.size());
        assertTrue(gaps.get(1).contains("OpenAPI does not know it"), gaps.get(1));
        assertTrue(gaps.get(2).contains("stands in OpenAPI"), gaps.get(2));
    }

    @Test
    void aRowMustSpeakOfEveryCaller() {
        assertThrows(
                IllegalArgumentException.class, () -> Matrix.parse(HEAD + "profile, GET /v1/secrets, nothing, 200\n"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Matrix.parse(HEAD.replace(", admin", "") + row("profile, GET /v1/x")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Matrix.parse(HEAD + row("profile, GET /v1/x").replace("200", "sure")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Matrix.parse(HEAD + row("profile, GET /v1/x").replace("200", "500")));
    }

    @Test
    void findsAStrangerWhoIsLetIn() {
        finds("404 not-found", recorded(200, "{\"id\":\"" + ID + "\"}", Map.of()), "answered 200 instead of 404");
    }

    @Test
    void findsAnEndpointThatForgotToAskForAToken() {
        finds("401 unauthorized", recorded(200, "[]", Map.of()), "answered 200 instead of 401");
    }

    @Test
    void findsARefusalThatTellsTooMuch() {
        finds("404 not-found", problem(403, "not-your-action"), "answered 403 instead of 404");
        finds("403 person-inactive", problem(403, "role-missing"), "problem /docs/problems/role-missing");
    }

    @Test
    void findsAFailureAndARefusalWithoutAProblem() {
        finds("403 role-missing", recorded(500, "", Map.of()), "answered 500");
        finds(
                "403 role-missing",
                recorded(403, "Forbidden", Map.of("content-type", List.of("text/plain"))),
                "no problem");
    }

    @Test
    void finds401WithoutOrWithTwoChallenges() {
        finds("401 unauthorized", problem(401, "unauthorized"), "not one Bearer");
        Answer two = new Answer(
                401,
                Map.of(
                        "content-type",
                        List.of("application/problem+json"),
                        "request-id",
                        List.of("1"),
                        "www-authenticate",
                        List.of("Bearer", "Bearer")),
                problem(401, "unauthorized").body());
        finds("401 unauthorized", two, "not one Bearer");
    }

    @Test
    void findsFieldsThatAreNotForTheReader() {
        finds(
                "200 card",
                recorded(200, "{\"id\":\"1\",\"email\":\"ada@example.org\"}", Map.of()),
                "is not \"200 card\"");
        finds("200 hr", recorded(200, "{\"userName\":\"ada\",\"profile\":{}}", Map.of()), "is not \"200 hr\"");
        finds("200 whole", recorded(200, "{\"id\":\"1\"}", Map.of()), "is not \"200 whole\"");
    }

    @Test
    void findsAListThatHoldsWhatIsSomebodyElses() {
        finds("200 lacks", recorded(200, "{\"items\":[{\"id\":\"" + ID + "\"}]}", Map.of()), "is not \"200 lacks\"");
        finds("200 holds", recorded(200, "{\"items\":[]}", Map.of()), "is not \"200 holds\"");
    }

    @Test
    void isContentWithWhatIsRight() {
        assertTrue(Expectation.parse("404 not-found")
                .complaint(problem(404, "not-found"), ID)
                .isEmpty());
        assertTrue(Expectation.parse("200 card")
                .complaint(recorded(200, "{\"id\":\"1\"}", Map.of()), ID)
                .isEmpty());
        assertEquals(List.of(), Matrix.read().gaps(Operation.documented()));
    }
}
