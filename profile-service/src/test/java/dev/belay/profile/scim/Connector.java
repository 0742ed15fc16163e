package dev.belay.profile.scim;

import static io.restassured.RestAssured.given;

import dev.belay.platform.testing.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** An HR system's connector, of an integration of its own unless it is told whose. */
record Connector(String client) {
    static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final String USERS = "/scim/v2/Users";

    Connector() {
        this("hr-" + UUID.randomUUID());
    }

    /** A name that nobody has. */
    static String someone() {
        return "u" + UUID.randomUUID().toString().replace("-", "");
    }

    RequestSpecification request() {
        return given().header("Authorization", Tokens.hrSync(client).bearer())
                .contentType("application/scim+json; charset=utf-8");
    }

    static JsonObject user(String userName) {
        return new JsonObject()
                .put("schemas", List.of(CORE))
                .put("userName", userName)
                .put("externalId", "x-" + userName);
    }

    ValidatableResponse post(JsonObject user) {
        return request().body(user.encode()).post(USERS).then();
    }

    /** @return the id */
    String create(JsonObject user) {
        return post(user).statusCode(201).extract().path("id");
    }

    String create(String userName) {
        return create(user(userName));
    }

    ValidatableResponse get(String id) {
        return request().get(USERS + "/" + id).then();
    }

    JsonPath read(String id) {
        return get(id).statusCode(200).extract().jsonPath();
    }

    ValidatableResponse put(String id, JsonObject user) {
        return request().body(user.encode()).put(USERS + "/" + id).then();
    }

    /** @param operations as JSON, with single quotes for double ones */
    ValidatableResponse patch(String id, String operations) {
        return request()
                .body("{\"schemas\":[\"" + PATCH_OP + "\"],\"Operations\":[" + operations.replace('\'', '"') + "]}")
                .patch(USERS + "/" + id)
                .then();
    }

    ValidatableResponse delete(String id) {
        return request().delete(USERS + "/" + id).then();
    }

    ValidatableResponse list(String filter) {
        return request().queryParam("filter", filter).get(USERS).then();
    }

    /** The names of those whom a filter finds. */
    List<String> find(String filter) {
        return list(filter).statusCode(200).extract().jsonPath().getList("Resources.userName");
    }
}
