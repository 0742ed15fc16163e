package dev.belay.profile.scim;

import static dev.belay.profile.scim.Connector.someone;
import static dev.belay.profile.scim.Connector.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class ScimResourceTest {
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    private final Connector hr = new Connector();

    private static ValidatableResponse isError(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(startsWith("application/scim+json"))
                .header("Request-Id", notNullValue())
                .body("schemas", equalTo(List.of(ERROR)))
                .body("status", equalTo(Integer.toString(status)))
                .body("detail", notNullValue());
    }

    @Test
    void saysWhatItCanDo() {
        hr.request()
                .get("/scim/v2/ServiceProviderConfig")
                .then()
                .statusCode(200)
                .body("patch", equalTo(java.util.Map.of("supported", true)))
                .body("bulk.supported", equalTo(false))
                .body("filter.supported", equalTo(true))
                .body("filter.maxResults", equalTo(ScimServer.MOST_RESULTS))
                .body("sort.supported", equalTo(true))
                .body("etag.supported", equalTo(true))
                .body("changePassword.supported", equalTo(false))
                .body("authenticationSchemes.type", equalTo(List.of("oauthbearertoken")));
        hr.request()
                .get("/scim/v2/ResourceTypes")
                .then()
                .statusCode(200)
                .body("Resources.id", hasItem("User"))
                .body("Resources.schemas.flatten()", everyItem(endsWith("ResourceType")))
                .body("Resources.find { it.id == 'User' }.endpoint", equalTo("/Users"))
                .body(
                        "Resources.find { it.id == 'User' }.schemaExtensions.schema",
                        equalTo(List.of(Connector.ENTERPRISE)));
        hr.request().get("/scim/v2/ResourceTypes/User").then().statusCode(200).body("name", equalTo("User"));
        isError(hr.request().get("/scim/v2/ResourceTypes/Schema").then(), 404);
        hr.request()
                .get("/scim/v2/Schemas")
                .then()
                .statusCode(200)
                .body("Resources.id", hasItem(Connector.CORE))
                .body("Resources.id", hasItem(Connector.ENTERPRISE));
        hr.request()
                .get("/scim/v2/Schemas/" + Connector.CORE)
                .then()
                .statusCode(200)
                .body("attributes.name", hasItem("userName"))
                .body("attributes.find { it.name == 'password' }", nullValue());
        isError(hr.request().get("/scim/v2/Schemas/urn:nobody").then(), 404);
        isError(
                hr.request()
                        .queryParam("filter", "id pr")
                        .get("/scim/v2/Schemas")
                        .then(),
                403);
    }

    @Test
    void onlyIntegrationsComeIn() {
        isError(given().get("/scim/v2/Users").then(), 401).header("WWW-Authenticate", startsWith("Bearer"));
        isError(
                given().header("Authorization", Tokens.hrSync("hr").forged().bearer())
                        .get("/scim/v2/ServiceProviderConfig")
                        .then(),
                401);
        isError(
                given().header(
                                "Authorization",
                                Tokens.hrSync("hr").audience("belay-matching").bearer())
                        .get("/scim/v2/Users")
                        .then(),
                401);
        Hr.Worker worker = new Hr().hire();
        isError(
                given().header("Authorization", worker.bearer("admin"))
                        .get("/scim/v2/Users")
                        .then(),
                403);
        isError(
                given().header("Authorization", worker.bearer("hr-sync"))
                        .get("/scim/v2/Users")
                        .then(),
                403);
        isError(
                given().header("Authorization", Tokens.service("matching").bearer())
                        .get("/scim/v2/Users")
                        .then(),
                403);
        isError(
                given().header("Authorization", Tokens.person("nobody-at-all").bearer())
                        .get("/scim/v2/Users")
                        .then(),
                403);
    }

    @Test
    void whatIsNotThereAndWhatIsNotOffered() {
        isError(hr.request().get("/scim/v2").then(), 404);
        isError(hr.request().get("/scim/v2/Nothing").then(), 404);
        isError(hr.request().get("/scim/v2/Users/s").then(), 404);
        isError(
                hr.request()
                        .get("/scim/v2/Users/00000000-0000-7000-8000-000000000000")
                        .then(),
                404);
        isError(hr.request().get("/scim/v2/Users/1/2").then(), 404);
        isError(hr.request().body("{}").put("/scim/v2/Users").then(), 405).header("Allow", equalTo("GET, POST"));
        isError(hr.request().delete("/scim/v2/Schemas").then(), 405).header("Allow", equalTo("GET"));
        isError(hr.request().body("{}").post("/scim/v2/Bulk").then(), 501);
        isError(hr.request().get("/scim/v2/Me").then(), 501);
    }

    @Test
    void mediaTypes() {
        String body = user(someone()).encode();
        hr.request()
                .contentType("application/json")
                .accept("application/json")
                .body(body)
                .post(Connector.USERS)
                .then()
                .statusCode(201)
                .contentType(startsWith("application/json"));
        isError(
                hr.request()
                        .contentType("text/plain")
                        .body(body)
                        .post(Connector.USERS)
                        .then(),
                415);
        isError(hr.request().accept("text/html").get(Connector.USERS).then(), 406);
    }

    @Test
    void bodiesAreBounded() {
        String tooLarge = user(someone()).put("title", "x".repeat(1_100_000)).encode();
        isError(hr.request().body(tooLarge).post(Connector.USERS).then(), 413);
        isError(
                        hr.request()
                                .body(user(someone())
                                        .put("nickName", "x".repeat(70_000))
                                        .encode())
                                .post(Connector.USERS)
                                .then(),
                        400)
                .body("scimType", equalTo("invalidValue"));
        isError(
                        hr.request()
                                .body(user(someone())
                                        .put("title", "x".repeat(300))
                                        .encode())
                                .post(Connector.USERS)
                                .then(),
                        400)
                .body("detail", containsString("title"));
    }

    @Test
    void addressesAreThoseOfTheGateway() {
        String id = hr.create(someone());
        hr.request()
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "belay.example")
                .get(Connector.USERS + "/" + id)
                .then()
                .body("meta.location", equalTo("https://belay.example/scim/v2/Users/" + id));
        hr.request()
                .header("X-Forwarded-Host", "evil/\"")
                .get(Connector.USERS + "/" + id)
                .then()
                .body("meta.location", startsWith("http://localhost"));
    }

    @Test
    void parametersHaveNamesInAnyCase() {
        hr.create(someone());
        hr.request()
                .queryParam("STARTINDEX", 1)
                .queryParam("Count", 1)
                .queryParam("sortby", "userName")
                .get(Connector.USERS)
                .then()
                .statusCode(200)
                .body("itemsPerPage", equalTo(1))
                .body("Resources.schemas", containsInAnyOrder(List.of(Connector.CORE)));
    }
}
