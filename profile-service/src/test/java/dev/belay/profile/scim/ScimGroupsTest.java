package dev.belay.profile.scim;

import static dev.belay.profile.scim.Connector.someone;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Published;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class ScimGroupsTest {
    private static final String GROUPS = "/scim/v2/Groups";
    /** As the test's configuration has it. */
    private static final String MANAGERS = "Mentoring managers";

    private final Connector hr = new Connector();

    private static JsonObject group(String name, String... members) {
        JsonArray ids = new JsonArray();
        Stream.of(members)
                .forEach(id -> ids.add(new JsonObject().put("value", id).put("display", "whoever")));
        return new JsonObject()
                .put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Group"))
                .put("displayName", name)
                .put("members", ids);
    }

    private ValidatableResponse post(JsonObject group) {
        return hr.request().body(group.encode()).post(GROUPS).then();
    }

    private ValidatableResponse patch(String id, String operations) {
        return hr.request()
                .body("{\"schemas\":[\"" + Connector.PATCH_OP + "\"],\"Operations\":[" + operations.replace('\'', '"')
                        + "]}")
                .patch(GROUPS + "/" + id)
                .then();
    }

    @Test
    void aDepartmentsLife() {
        String ada = hr.create(someone());
        String grace = hr.create(someone());
        String id = post(group("Payments", ada).put("externalId", "g-1"))
                .statusCode(201)
                .body("members.value", equalTo(List.of(ada)))
                .body("members[0].'$ref'", endsWith("/scim/v2/Users/" + ada))
                .body("members[0].type", equalTo("User"))
                .extract()
                .path("id");
        post(group("PAYMENTS")).statusCode(409).body("scimType", equalTo("uniqueness"));

        patch(id, "{'op':'Add','path':'members','value':[{'value':'" + grace + "'}]}")
                .statusCode(200)
                .body("members.value", containsInAnyOrder(ada, grace));
        String version = hr.request().get(GROUPS + "/" + id).path("meta.version");
        patch(id, "{'op':'Add','path':'members','value':[{'value':'" + grace + "'}]}")
                .body("meta.version", equalTo(version));
        patch(id, "{'op':'Remove','path':'members[value eq \\'" + ada + "\\']'}")
                .statusCode(200)
                .body("members.value", equalTo(List.of(grace)));
        patch(id, "{'op':'Remove','path':'members','value':[{'value':'" + grace + "'}]}")
                .statusCode(200)
                .body("members", nullValue());
        patch(id, "{'op':'replace','value':{'id':'" + id + "','displayName':'Paying'}}")
                .statusCode(200)
                .body("displayName", equalTo("Paying"));
        hr.request()
                .body(group("Paying", ada, grace).encode())
                .put(GROUPS + "/" + id)
                .then()
                .statusCode(200)
                .body("externalId", equalTo("g-1"))
                .body("members.value", containsInAnyOrder(ada, grace));

        hr.get(ada).body("groups.display", equalTo(List.of("Paying"))).body("groups[0].value", equalTo(id));
        assertEquals(2, hr.find("groups.value eq \"" + id + "\"").size());
        for (String filter : List.of(
                "displayName eq \"PAYING\"",
                "externalId eq \"g-1\"",
                "members.value eq \"" + ada + "\"",
                "members[value eq \"" + ada + "\"] and displayName sw \"Pay\"",
                "id eq \"" + id + "\"")) {
            hr.request().queryParam("filter", filter).get(GROUPS).then().body("Resources.id", equalTo(List.of(id)));
        }
        hr.request()
                .queryParam("excludedAttributes", "members")
                .get(GROUPS + "/" + id)
                .then()
                .body("members", nullValue())
                .body("displayName", equalTo("Paying"));
        hr.delete(ada).statusCode(204);
        hr.request().get(GROUPS + "/" + id).then().body("members.value", equalTo(List.of(grace)));
        hr.request().delete(GROUPS + "/" + id).then().statusCode(204);
        hr.request().get(GROUPS + "/" + id).then().statusCode(404);
        hr.get(grace).body("groups", nullValue());
    }

    @Test
    void someGroupsGiveARole() {
        String name = someone();
        String ada = hr.create(name);
        String mary = Tokens.person(name).bearer();
        String id = post(group(MANAGERS, ada)).statusCode(201).extract().path("id");

        given().header("Authorization", mary)
                .get("/v1/people/me")
                .then()
                .body("roles", equalTo(List.of("program-manager")));
        patch(id, "{'op':'replace','path':'displayName','value':'Former managers'}")
                .statusCode(200);
        given().header("Authorization", mary).get("/v1/people/me").then().body("roles", equalTo(List.of()));
        patch(id, "{'op':'replace','path':'displayName','value':'" + MANAGERS + "'}")
                .statusCode(200);
        hr.request().delete(GROUPS + "/" + id).then().statusCode(204);

        String last = hr.read(ada).getString("meta.version");
        hr.patch(ada, "{'op':'replace','path':'title','value':'Last'}")
                .statusCode(200)
                .body("meta.version", not(equalTo(last)));
        List<List<String>> published = Published.of(
                        Topics.PERSON, UUID.fromString(ada), PersonState.class, state -> isAsLastPublished(ada, state))
                .stream()
                .map(PersonState::roles)
                .distinct()
                .toList();
        assertEquals(List.of(List.of(), List.of("program-manager")), published);
    }

    private boolean isAsLastPublished(String id, PersonState state) {
        return Published.records(Topics.PERSON, UUID.fromString(id)).size() >= 6
                && state.roles().isEmpty();
    }

    @Test
    void groupsAreThoseOfTheirSourceAndHoldItsPeople() {
        String id = post(group("Mine")).statusCode(201).extract().path("id");
        Connector other = new Connector();
        other.request().get(GROUPS + "/" + id).then().statusCode(404);
        other.request().get(GROUPS).then().body("Resources.id", not(hasItem(id)));
        String stranger = other.create(someone());
        post(group("Ours", stranger)).statusCode(400).body("scimType", equalTo("invalidValue"));
        post(group("Nobody", "x")).statusCode(400).body("scimType", equalTo("invalidValue"));
        post(group("")).statusCode(400).body("scimType", equalTo("invalidValue"));
    }

    @Test
    void noGroupMakesAnAdmin() {
        for (String role : List.of("admin", "hr-sync", "service", "nobody")) {
            assertThrows(IllegalStateException.class, () -> new GroupRoles(Optional.of(List.of("Group=" + role))));
        }
        assertEquals(
                List.of("program-manager"),
                new GroupRoles(Optional.of(List.of("A = B=program-manager", "C=program-manager")))
                        .of(List.of("a = b", "C", "D")));
    }
}
