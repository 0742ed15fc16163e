package dev.belay.mentorship;

import static io.restassured.RestAssured.given;

import dev.belay.platform.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A person of a test, who speaks to the service with a token of their own. */
public record Someone(UUID id, String userName, String token) {
    public RequestSpecification with() {
        return given().header("Authorization", "Bearer " + token);
    }

    public Someone inGroup(String group) {
        return new Someone(id, userName, Tokens.person(userName).groups(group).token());
    }

    public Response get(String path) {
        return with().get(path);
    }

    public Response post(String path) {
        return with().post(path);
    }

    public Response post(String path, Object body) {
        return with().contentType("application/json").body(body).post(path);
    }

    /** Changes the participation, whatever it is now. */
    public Someone says(Map<String, Object> patch) {
        with().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(patch)
                .patch("/v1/participation/me")
                .then()
                .statusCode(200);
        return this;
    }

    public Someone offers(int places) {
        return says(Map.of("offersMentoring", true, "capacity", places));
    }

    public Someone wants(int mentors) {
        return says(Map.of("wantsMentoring", true, "mentorsWanted", mentors));
    }

    public Response asks(Someone mentor) {
        return post("/v1/match-requests", Map.of("mentorIds", List.of(mentor.id()), "message", "Would you?"));
    }

    /** @return the request's id */
    public String hasAsked(Someone mentor) {
        return asks(mentor).then().statusCode(201).extract().path("id");
    }

    public Response accepts(String request) {
        return post("/v1/match-requests/" + request + "/accept");
    }

    /** @return the id of the mentorship that has started */
    public String mentors(Someone mentee) {
        return accepts(mentee.hasAsked(this)).then().statusCode(200).extract().path("mentorshipId");
    }

    public Response declines(String request) {
        return post("/v1/match-requests/" + request + "/decline", Map.of("reason", "NO_TIME"));
    }

    public Response withdraws(String request) {
        return post("/v1/match-requests/" + request + "/withdraw");
    }
}
