package dev.belay.system.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every caller tries every operation on the packaged suite, and hears exactly what {@code access/matrix.csv} says. */
class AccessMatrixTest {
    private static final Pattern HIDDEN = Pattern.compile("hidden\\s*=\\s*true|@Hidden\\b");

    private final Matrix matrix = Matrix.read();

    @Test
    void everyDocumentedOperationIsClassifiedAndNothingElse() {
        assertEquals(List.of(), matrix.gaps(Operation.documented()));
    }

    /** What OpenAPI leaves out would escape the matrix; so whatever the code hides has a row too. */
    @Test
    void noHiddenOperationEscapes() throws IOException {
        Path home = Path.of(System.getProperty("belay.home"));
        Map<String, Integer> inCode = new TreeMap<>();
        for (String module : List.of("profile-service", "mentorship-service", "matching-service", "platform")) {
            try (Stream<Path> sources = Files.walk(home.resolve(module + "/src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    // The pages on problems are public; PublicEndpointsTest knows them.
                    if (!source.endsWith("ProblemPages.java")) {
                        HIDDEN.matcher(Files.readString(source))
                                .results()
                                .forEach(found -> inCode.merge(module, 1, Integer::sum));
                    }
                }
            }
        }
        Map<String, Integer> inMatrix = new TreeMap<>();
        matrix.rows().stream()
                .filter(Matrix.Row::hidden)
                .forEach(row -> inMatrix.merge(row.operation().service().moduleName(), 1, Integer::sum));
        assertEquals(inCode, inMatrix, "operations that OpenAPI does not show, in the code and in access/matrix.csv");
    }

    @Test
    void everyCallerHearsFromEveryOperationWhatTheMatrixSays() {
        Attempts attempts = new Attempts();
        List<String> complaints = new ArrayList<>();
        for (Matrix.Row row : matrix.rows()) {
            for (CallerKind caller : CallerKind.values()) {
                attempts.complaint(row, caller)
                        .ifPresent(complaint -> complaints.add(row + " as " + caller.title() + ": " + complaint));
            }
        }
        assertEquals("", String.join("\n", complaints));
        System.out.printf(
                "Access matrix: %d operations, %d callers, %d cells, %d requests refused without a trace%n",
                Operation.documented().size(),
                CallerKind.values().length,
                matrix.rows().size() * CallerKind.values().length,
                attempts.refusedWithoutTrace);
        assertTrue(attempts.refusedWithoutTrace > 0);
    }

    /** Sends each caller's request with a body that would do. */
    private static final class Attempts {
        private final Cast cast = Cast.get();
        private final Objects objects = new Objects(cast);
        private final Wire wire = new Wire();
        private int refusedWithoutTrace;

        Optional<String> complaint(Matrix.Row row, CallerKind caller) {
            Expectation expected = row.expected().get(caller);
            Operation operation = row.operation();
            Objects.Thing object = objects.of(row.object());
            JsonNode before = operation.changes() ? objects.seenByOwner(object) : null;
            Answer answer = send(operation, object.fill(operation.path() + row.query()), object, caller);
            Optional<String> complaint = expected.complaint(answer, object.id());
            if (complaint.isEmpty() && operation.changes() && !expected.succeeds()) {
                refusedWithoutTrace++;
                if (!before.equals(objects.seenByOwner(object))) {
                    complaint = Optional.of("was refused, and changed the object all the same");
                }
            }
            if (operation.changes() && answer.status() < 300) {
                objects.changed();
            }
            return complaint;
        }

        private Answer send(Operation operation, String path, Objects.Thing object, CallerKind caller) {
            List<Wire.Header> headers = new ArrayList<>();
            headers.add(new Wire.Header("Accept", "application/json, */*;q=0.1"));
            String token = cast.token(caller);
            if (token != null) {
                headers.add(new Wire.Header("Authorization", "Bearer " + token));
            }
            if (operation.method().equals("PATCH")) {
                Answer present = wire.send("GET", cast.base(operation).resolve(path), headers, null);
                String etag = present.header("etag").stream().findFirst().orElse("\"1\"");
                headers.add(new Wire.Header("If-Match", etag));
            }
            Bodies.Body body = Bodies.accepted(operation, object);
            if (body != null) {
                headers.add(new Wire.Header("Content-Type", body.type()));
            }
            return wire.send(
                    operation.method(), cast.base(operation).resolve(path), headers, body == null ? null : body.text());
        }
    }
}
