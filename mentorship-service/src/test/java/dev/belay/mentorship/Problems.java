package dev.belay.mentorship;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** What a refusal must look like. */
public final class Problems {
    private Problems() {}

    public static ValidatableResponse assertProblem(Response response, int status, String name) {
        return response.then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("/docs/problems/" + name))
                .body("status", equalTo(status));
    }

    public static ValidatableResponse assertViolation(Response response, String field, String rule) {
        return assertProblem(response, 400, "invalid-body")
                .body("violations.find { it.field == '" + field + "' }.rule", equalTo(rule));
    }
}
