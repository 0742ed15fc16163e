package dev.belay.system.access;

import static dev.belay.system.RunningBelay.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.door.Service;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.system.RunningBelay;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;

/** The people and machines of the matrix in the running suite: one of each kind, made once for a test run. */
public final class Cast {
    static final String OTHER_INTEGRATION = "other-hr";

    private static final List<String> PROBES =
            List.of("/v1/people/me", "/v1/participation/me", "/v1/recommendations/mentors");

    private static Cast cast;

    private final RunningBelay belay = RunningBelay.get();
    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<CallerKind, String> tokens = new EnumMap<>(CallerKind.class);
    private final Map<CallerKind, UUID> ids = new EnumMap<>(CallerKind.class);

    private Cast() {
        hire();
        DevIssuer issuer = belay.suite().tokens();
        for (CallerKind person : List.of(
                CallerKind.PERSON_UNKNOWN,
                CallerKind.LEAVER,
                CallerKind.STRANGER,
                CallerKind.PARTY,
                CallerKind.OTHER_PARTY,
                CallerKind.MANAGER)) {
            tokens.put(person, issuer.sign(personClaims(person)));
        }
        tokens.put(
                CallerKind.PROGRAM_MANAGER, issuer.sign(personClaims(CallerKind.PROGRAM_MANAGER, "program-manager")));
        tokens.put(CallerKind.ADMIN, issuer.sign(personClaims(CallerKind.ADMIN, "admin")));
        tokens.put(CallerKind.FOREIGN_ISSUER, Jws.foreign(issuer).sign(personClaims(CallerKind.PARTY)));
        tokens.put(CallerKind.HR_SYNC, issuer.machineToken("hr-sync"));
        tokens.put(CallerKind.OTHER_HR_SYNC, machine(OTHER_INTEGRATION, "hr-sync"));
        tokens.put(CallerKind.SERVICE, machine("another-service", "service"));
    }

    public static synchronized Cast get() {
        if (cast == null) {
            cast = new Cast();
        }
        return cast;
    }

    private void hire() {
        List<CallerKind> people = List.of(
                CallerKind.STRANGER,
                CallerKind.PARTY,
                CallerKind.OTHER_PARTY,
                CallerKind.MANAGER,
                CallerKind.PROGRAM_MANAGER,
                CallerKind.ADMIN,
                CallerKind.LEAVER);
        ObjectNode party = RunningBelay.employee(name(CallerKind.PARTY))
                .put("managerExternalId", "hr-" + name(CallerKind.MANAGER));
        belay.hrImports(Stream.concat(
                        Stream.of(party, RunningBelay.employee(mentorName())),
                        people.stream()
                                .filter(kind -> kind != CallerKind.PARTY)
                                .map(kind -> RunningBelay.employee(name(kind))))
                .toList());
        people.forEach(kind -> awaitKnown(name(kind)));
        awaitKnown(mentorName());
        people.forEach(kind -> ids.put(kind, belay.person(name(kind)).id()));
        belay.hrImports(List.of(RunningBelay.employee(name(CallerKind.LEAVER)).put("active", false)));
        RunningBelay.Person leaver = belay.person(name(CallerKind.LEAVER));
        PROBES.forEach(path -> await(() -> leaver.get(path).status() == 403));
        offer(name(CallerKind.OTHER_PARTY), 10);
        offer(mentorName(), 50);
        RunningBelay.Person mentee = belay.person(name(CallerKind.PARTY));
        mentee.patch(
                        "/v1/participation/me",
                        RunningBelay.JSON
                                .createObjectNode()
                                .put("wantsMentoring", true)
                                .put("mentorsWanted", 5))
                .expect(200);
    }

    private void awaitKnown(String userName) {
        RunningBelay.Person person = belay.person(userName);
        PROBES.forEach(path -> await(() -> person.get(path).status() == 200));
    }

    private void offer(String userName, int places) {
        belay.person(userName)
                .patch(
                        "/v1/participation/me",
                        RunningBelay.JSON
                                .createObjectNode()
                                .put("offersMentoring", true)
                                .put("capacity", places))
                .expect(200);
    }

    /** Somebody new who has a place to give. */
    RunningBelay.Person hireMentor() {
        String userName = "mentor-" + UUID.randomUUID();
        belay.hires(userName);
        offer(userName, 1);
        return belay.person(userName);
    }

    /** HR deactivates this person. */
    void dismiss(RunningBelay.Person person) {
        String userName =
                person.get("/v1/people/me").expect(200).body().path("userName").asText();
        belay.hrImports(List.of(RunningBelay.employee(userName).put("active", false)));
    }

    /** The userName of a person of the cast. */
    String name(CallerKind kind) {
        return kind.title().replace(' ', '-') + suffix;
    }

    /** Somebody who has places to give and is no caller. */
    String mentorName() {
        return "mentor" + suffix;
    }

    UUID mentorId() {
        return belay.person(mentorName()).id();
    }

    UUID id(CallerKind kind) {
        return ids.get(kind);
    }

    /** Null for who has none. */
    public String token(CallerKind kind) {
        return tokens.get(kind);
    }

    RunningBelay.Person person(CallerKind kind) {
        return belay.person(name(kind));
    }

    /** The claims of a good token for this person. */
    JwtClaims personClaims(CallerKind kind, String... groups) {
        JwtClaims claims = belay.suite().tokens().claims(name(kind));
        claims.setStringClaim("upn", name(kind));
        claims.setStringListClaim("groups", groups);
        return claims;
    }

    /** Where the front door is, or for what it does not forward, the service itself. */
    URI base(Operation operation) {
        return operation.isForwarded() ? belay.suite().url() : direct(operation.service());
    }

    public URI direct(Service service) {
        return belay.suite().replicas(service).get(0);
    }

    private String machine(String client, String role) {
        JwtClaims claims = belay.suite().tokens().claims(client);
        claims.setStringClaim("client_id", client);
        claims.setStringListClaim("groups", role);
        return belay.suite().tokens().sign(claims);
    }
}
