package dev.belay.system.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No forgery opens any operation: directly at its service, and through the front door. */
class ForgeriesTest {
    private static final int CLIENTS = 4;
    private static final Map<Integer, String> PROBLEMS =
            Map.of(400, "bad-request", 401, "unauthorized", 431, "header-too-large");

    /** It is not in OpenAPI, for it describes itself. */
    private static final Operation USERS = new Operation(Service.PROFILE, "GET", "/scim/v2/Users");

    private static final List<String> ONE_OF_EACH =
            List.of("/v1/people/me", "/v1/participation/me", "/v1/recommendations/mentors", USERS.path());
    private static final List<String> KINDS = List.of(
            "alg none",
            "HS256 keyed with the public key's PEM",
            "signed by another key under the issuer's kid",
            "exp past",
            "aud of the other services only",
            "two Authorization headers, both good",
            "token in the query as access_token");

    private final Cast cast = Cast.get();
    private final Wire wire = new Wire();

    private record Target(Operation operation, URI base) {
        boolean isDoor() {
            return base.equals(RunningBelay.get().suite().url());
        }

        URI uri(String query) {
            // Whether the object is there must not matter: nobody gets so far as to look for it.
            String path = operation.pathWith("01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44");
            return URI.create(base + path + query);
        }
    }

    @Test
    void eachForgeryHasANameOfItsOwnAndThereAreEnough() {
        List<String> names = Forgeries.against(cast).stream().map(Forgery::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
        assertTrue(names.size() >= 200, names.size() + " forgeries");
        assertTrue(names.containsAll(KINDS), "one of " + KINDS + " is gone");
    }

    @Test
    void noForgeryOpensAService() throws InterruptedException, ExecutionException {
        tryAll(
                Forgeries.against(cast),
                targets().stream()
                        .filter(target ->
                                ONE_OF_EACH.contains(target.operation().path()))
                        .toList());
    }

    @Test
    void noKindOfForgeryOpensAnyOperation() throws InterruptedException, ExecutionException {
        tryAll(
                Forgeries.against(cast).stream()
                        .filter(forgery -> KINDS.contains(forgery.name()))
                        .toList(),
                targets());
    }

    @Test
    @Tag("faults")
    void noForgeryOpensAnyOperation() throws InterruptedException, ExecutionException {
        tryAll(Forgeries.against(cast), targets());
    }

    private void tryAll(List<Forgery> forgeries, List<Target> targets) throws InterruptedException, ExecutionException {
        List<Future<List<String>>> running = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Target target : targets) {
                running.add(clients.submit(() -> forgeries.stream()
                        .flatMap(forgery -> complaint(forgery, target).stream())
                        .toList()));
            }
            List<String> complaints = new ArrayList<>();
            for (Future<List<String>> one : running) {
                complaints.addAll(one.get());
            }
            assertEquals("", String.join("\n", complaints));
        } finally {
            clients.shutdownNow();
        }
        System.out.printf(
                "Forgeries: %d at %d places, directly and through the front door: %d requests refused%n",
                forgeries.size(), targets.size(), forgeries.size() * targets.size());
    }

    private List<Target> targets() {
        List<Operation> operations =
                Stream.concat(Operation.documented().stream(), Stream.of(USERS)).toList();
        return Stream.concat(
                        operations.stream().map(operation -> new Target(operation, cast.direct(operation.service()))),
                        operations.stream()
                                .filter(Operation::isForwarded)
                                .map(operation -> new Target(
                                        operation, RunningBelay.get().suite().url())))
                .toList();
    }

    private Optional<String> complaint(Forgery forgery, Target target) {
        Forgery.Attempt attempt = forgery.attempt().apply(target.operation().service());
        Answer answer = wire.send(target.operation().method(), target.uri(attempt.query()), attempt.headers(), null);
        boolean isScim = target.operation().equals(USERS);
        return complaint(forgery, answer, target.isDoor(), isScim)
                .map(complaint ->
                        forgery.name() + " on " + target.operation() + " at " + target.base() + ": " + complaint);
    }

    private static Optional<String> complaint(Forgery forgery, Answer answer, boolean fromDoor, boolean isScim) {
        if (answer.status() != forgery.status()) {
            return Optional.of(
                    "answered " + answer.status() + " instead of " + forgery.status() + ": " + answer.body());
        }
        // The service refuses too large a header before it knows that it speaks HTTP; only the door has words for it.
        if (answer.status() == 431 && answer.body().isEmpty() && !fromDoor) {
            return Optional.empty();
        }
        // What the door itself refuses, it refuses in its own words.
        boolean isInScim = isScim && answer.status() != 431;
        return answer.problemComplaint(isInScim ? Answer.SCIM : PROBLEMS.get(forgery.status()));
    }

    @Test
    void theCheckFindsAForgeryThatIsBelieved() {
        Forgery forgery = Forgery.token("alg none", "x");
        assertTrue(
                complaint(forgery, new Answer(200, Map.of(), "{}"), true, false).isPresent());
        assertTrue(
                complaint(forgery, new Answer(403, Map.of(), "{}"), true, false).isPresent());
        assertTrue(
                complaint(forgery, new Answer(500, Map.of(), "{}"), true, false).isPresent());
        assertTrue(
                complaint(forgery, new Answer(401, Map.of(), "{}"), true, false).isPresent());
    }

    /** What looks odd and is right all the same; it also shows that the forgeries fail for what is wrong with them. */
    @Test
    void acceptsWhatTheStandardsAllow() {
        Jws genuine = Jws.genuine(RunningBelay.get().suite().tokens());
        String claims = cast.personClaims(CallerKind.ADMIN, "admin").toJson();
        String good = genuine.sign(genuine.header(Map.of()), claims);
        for (String authorization : List.of(
                "Bearer " + good,
                "bearer " + good,
                "BEARER " + good,
                "Bearer " + genuine.sign(genuine.header(Map.of("typ", "at+jwt")), claims),
                "Bearer " + genuine.sign(genuine.header(Map.of("typ", "application/at+jwt")), claims),
                "Bearer " + genuine.sign(genuine.header(Map.of("typ", "jwt")), claims),
                "Bearer "
                        + genuine.sign(
                                "{\"alg\":\"RS256\",\"kid\":\"" + genuine.keyId() + "\",\"note\":\"ignored\"}",
                                claims))) {
            for (Service service : Service.values()) {
                assertEquals(200, status(authorization, service), authorization);
            }
        }
    }

    /** A person's token names the client that asked for it, as RFC 9068 wants; that makes the person no machine. */
    @Test
    void aClientBesideThePersonIsNoMachine() {
        JwtClaims claims = cast.personClaims(CallerKind.STRANGER, "hr-sync", "service");
        claims.setStringClaim("client_id", "local-stack");
        String token = RunningBelay.get().suite().tokens().sign(claims);
        URI imports = RunningBelay.get().suite().url().resolve("/v1/people/imports");
        Answer answer = wire.send(
                "POST",
                imports,
                List.of(
                        new Wire.Header("Authorization", "Bearer " + token),
                        new Wire.Header("Content-Type", "application/x-ndjson")),
                RunningBelay.employee("smuggled") + "\n");
        assertEquals(Optional.empty(), Expectation.parse("403 role-missing").complaint(answer, ""));
    }

    /** A valid token that names nobody is no forgery, and gets nobody in. */
    @Test
    void aTokenOfNobodyIsThatOfSomebodyUnknown() {
        for (Object name : new Object[] {null, "", "  ", "\u0000"}) {
            JwtClaims claims = cast.personClaims(CallerKind.ADMIN, "admin");
            claims.setClaim("upn", name);
            String token = RunningBelay.get().suite().tokens().sign(claims);
            for (Service service : Service.values()) {
                assertEquals(403, status("Bearer " + token, service), "upn " + name);
            }
        }
    }

    private int status(String authorization, Service service) {
        String path = switch (service) {
            case PROFILE -> "/v1/people/me";
            case MENTORSHIP -> "/v1/participation/me";
            case MATCHING -> "/v1/recommendations/mentors";
        };
        return wire.send(
                        "GET",
                        cast.direct(service).resolve(path),
                        List.of(new Wire.Header("Authorization", authorization)),
                        null)
                .status();
    }
}
