package dev.belay.mentorship;

import static dev.belay.mentorship.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.platform.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets in at all, for every endpoint. */
@MentorshipTest
class AccessTest {
    private static final UUID SOME_ID = UUID.fromString("01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44");
    private static final List<String> HIDDEN = List.of("POST /internal/republish");

    /** Every endpoint of the service, with a body that it accepts. */
    private static final Map<String, String> ENDPOINTS = Map.ofEntries(
            Map.entry("GET /v1/participation/me", ""),
            Map.entry("PATCH /v1/participation/me", "{}"),
            Map.entry("GET /v1/match-requests", ""),
            Map.entry("POST /v1/match-requests", "{\"mentorIds\": [\"" + SOME_ID + "\"]}"),
            Map.entry("GET /v1/match-requests/{id}", ""),
            Map.entry("POST /v1/match-requests/{id}/accept", ""),
            Map.entry("POST /v1/match-requests/{id}/decline", "{\"reason\": \"OTHER\"}"),
            Map.entry("POST /v1/match-requests/{id}/withdraw", ""),
            Map.entry("GET /v1/mentorships", ""),
            Map.entry("GET /v1/mentorships/{id}", ""),
            Map.entry("POST /v1/mentorships/{id}/pause", ""),
            Map.entry("POST /v1/mentorships/{id}/resume", ""),
            Map.entry("POST /v1/mentorships/{id}/complete", ""),
            Map.entry("POST /v1/mentorships/{id}/end", "{\"reason\": \"OTHER\"}"),
            Map.entry("GET /v1/programs", ""),
            Map.entry("POST /internal/dead-letters/replay", ""),
            Map.entry("POST /internal/republish", ""));

    @Inject
    Organisation organisation;

    private static Response call(String endpoint, String token) {
        String[] parts = endpoint.split(" ");
        RequestSpecification request = given().header("If-Match", "*");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!ENDPOINTS.get(endpoint).isEmpty()) {
            request.contentType("application/json").body(ENDPOINTS.get(endpoint));
        }
        return request.request(parts[0], parts[1].replace("{id}", SOME_ID.toString()));
    }

    @Test
    void knowsEveryEndpoint() throws Exception {
        JsonNode paths = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asByteArray())
                .get("paths");
        List<String> documented = new ArrayList<>(HIDDEN);
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> documented.add(method.toUpperCase() + " " + path.getKey())));
        assertEquals(new TreeSet<>(documented), new TreeSet<>(ENDPOINTS.keySet()));
    }

    @Test
    void refusesEveryTokenThatIsNotValid() {
        Someone person = organisation.person();
        Tokens good = Tokens.person(person.userName());
        List<String> bad = List.of(
                good.expired().token(),
                good.forged().token(),
                good.unsigned(),
                good.audience("belay-profile").token(),
                good.issuer("http://elsewhere").token(),
                good.living(Duration.ofHours(2)).token(),
                "nonsense");
        for (String endpoint : ENDPOINTS.keySet()) {
            assertProblem(call(endpoint, null), 401, "unauthorized");
            bad.forEach(token -> assertProblem(call(endpoint, token), 401, "unauthorized"));
        }
    }

    @Test
    void refusesNobodyAndLeavers() {
        Someone leaver = organisation.person();
        organisation.deactivate(leaver);
        String admin = Tokens.person(leaver.userName()).groups("admin").token();
        for (String endpoint : ENDPOINTS.keySet()) {
            assertProblem(call(endpoint, Tokens.person("nobody").token()), 403, "person-unknown");
            assertProblem(call(endpoint, leaver.token()), 403, "person-inactive");
            assertProblem(call(endpoint, admin), 403, "person-inactive");
        }
    }

    @Test
    void refusesWhoIsOnTheWrongSideOfTheHouse() {
        Someone person = organisation.person().inGroup("program-manager");
        for (String endpoint : ENDPOINTS.keySet()) {
            if (endpoint.contains("/internal/")) {
                assertProblem(call(endpoint, person.token()), 403, "role-missing");
                assertProblem(call(endpoint, Tokens.hrSync("workday").token()), 403, "role-missing");
            } else if (!endpoint.contains("/v1/programs")) {
                assertProblem(call(endpoint, Tokens.service("matching").token()), 403, "role-missing");
                assertProblem(call(endpoint, Tokens.hrSync("workday").token()), 403, "role-missing");
            }
        }
    }

    @Test
    void rolesThatHrGivesCountLikeThoseOfTheToken() {
        Someone person = organisation.person();
        organisation.tell(
                organisation.state(person, organisation.nextVersion(), true, null, List.of("program-manager")));
        person.get("/v1/mentorships?scope=all").then().statusCode(200);
    }
}
