package dev.belay.profile.scim;

import static dev.belay.profile.scim.Connector.ENTERPRISE;
import static dev.belay.profile.scim.Connector.someone;
import static dev.belay.profile.scim.Connector.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Hr;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class ScimUsersTest {
    private final Connector hr = new Connector();

    @Inject
    AgroalDataSource database;

    private static JsonObject whole(String name) {
        return user(name)
                .put("schemas", List.of(Connector.CORE, ENTERPRISE))
                .put("name", new JsonObject(Map.of("givenName", "Ada", "familyName", "Example", "middleName", "K.")))
                .put("displayName", "Ada K. Example")
                .put("nickName", "Ada")
                .put("profileUrl", "https://example.com/ada")
                .put("title", "Engineer")
                .put("userType", "Employee")
                .put("preferredLanguage", "en-US")
                .put("locale", "en-US")
                .put("timezone", "Europe/Vienna")
                .put("active", true)
                .put(
                        "emails",
                        new JsonArray()
                                .add(new JsonObject(Map.of("value", name + "@home.example", "type", "home")))
                                .add(new JsonObject(
                                        Map.of("value", name + "@work.example", "type", "work", "primary", true))))
                .put(
                        "phoneNumbers",
                        new JsonArray().add(new JsonObject(Map.of("value", "+43 1 234", "type", "mobile"))))
                .put(
                        "addresses",
                        new JsonArray()
                                .add(new JsonObject(Map.of(
                                        "locality", "Vienna", "country", "AT", "type", "work", "postalCode", "1010"))))
                .put(
                        ENTERPRISE,
                        new JsonObject(Map.of(
                                "employeeNumber", "701984",
                                "costCenter", "4130",
                                "organization", "Example",
                                "division", "Platforms",
                                "department", "Payments")));
    }

    @Test
    void givesBackWhatHrSent() {
        String name = someone();
        JsonObject sent = whole(name);

        JsonObject created = new JsonObject(hr.post(sent)
                .statusCode(201)
                .contentType("application/scim+json")
                .header("Location", containsString("/scim/v2/Users/"))
                .header("ETag", notNullValue())
                .extract()
                .asString());
        JsonObject read =
                new JsonObject(hr.get(created.getString("id")).extract().asString());

        assertEquals(created, read);
        JsonObject meta = (JsonObject) read.remove("meta");
        assertTrue(meta.getString("location").endsWith("/scim/v2/Users/" + read.getString("id")), meta.encode());
        assertEquals("User", meta.getString("resourceType"));
        assertTrue(meta.getString("version").startsWith("W/\""), meta.encode());
        read.remove("id");
        assertEquals(sent, read);
    }

    @Test
    void isTheSamePersonThroughEveryDoor() {
        String name = someone();
        String id = hr.create(whole(name));

        var person = hr.request()
                .get("/v1/people/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals("Ada K. Example", person.getString("displayName"));
        assertEquals(name + "@work.example", person.getString("email"));
        assertEquals("Payments", person.getString("department"));
        assertEquals("AT", person.getString("country"));
        assertEquals("Vienna", person.getString("location"));
        assertEquals("Europe/Vienna", person.getString("timeZone"));
        assertEquals("en-US", person.getString("locale"));

        new Hr(hr.client())
                .send("{\"externalId\":\"x-" + name + "\",\"title\":\"Architect\",\"email\":\"new@work.example\"}");
        hr.get(id)
                .body("title", equalTo("Architect"))
                .body("emails.find { it.type == 'work' }.value", equalTo("new@work.example"))
                .body("emails.find { it.type == 'home' }.value", equalTo(name + "@home.example"))
                .body("nickName", equalTo("Ada"));
    }

    @Test
    void showsWhomAFileBrought() {
        Hr file = new Hr(hr.client());
        Hr.Worker worker = file.hire(Map.of("department", "Payments", "country", "AT"));

        hr.get(worker.id().toString())
                .statusCode(200)
                .body("userName", equalTo(worker.userName()))
                .body("name.givenName", equalTo("Ada"))
                .body("emails[0].value", equalTo(worker.userName() + "@example.com"))
                .body("'" + ENTERPRISE + "'.department", equalTo("Payments"));
        assertEquals(List.of(worker.userName()), hr.find("emails.value eq \"" + worker.userName() + "@EXAMPLE.com\""));
    }

    @Test
    void equalUpdatesChangeNoVersion() {
        JsonObject sent = whole(someone());
        String id = hr.create(sent);
        String version = hr.read(id).getString("meta.version");

        hr.put(id, sent).statusCode(200).body("meta.version", equalTo(version));
        hr.patch(id, "{'op':'replace','path':'title','value':'Engineer'}")
                .statusCode(200)
                .body("meta.version", equalTo(version));
        hr.patch(id, "{'op':'replace','path':'title','value':'Chief'}")
                .statusCode(200)
                .body("title", equalTo("Chief"));
        assertNotEquals(version, hr.read(id).getString("meta.version"));
    }

    @Test
    void nameAndIdOfHrAreTakenOnce() {
        String name = someone();
        hr.create(name);

        hr.post(user(name.toUpperCase()).put("externalId", "other"))
                .statusCode(409)
                .contentType("application/scim+json")
                .body("scimType", equalTo("uniqueness"))
                .body("status", equalTo("409"))
                .body("schemas", hasItem("urn:ietf:params:scim:api:messages:2.0:Error"));
        hr.post(user(someone()).put("externalId", "x-" + name)).statusCode(409).body("scimType", equalTo("uniqueness"));
        new Connector().post(user(name)).statusCode(409);
        String another = hr.create(someone());
        hr.patch(another, "{'op':'replace','path':'userName','value':'" + name + "'}")
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"));
    }

    @Test
    void anIntegrationSeesItsOwnAlone() {
        String name = someone();
        String id = hr.create(name);
        Connector other = new Connector();

        other.get(id).statusCode(404).body("status", equalTo("404"));
        other.patch(id, "{'op':'replace','path':'active','value':false}").statusCode(404);
        other.put(id, user(name)).statusCode(404);
        other.delete(id).statusCode(404);
        assertEquals(List.of(), other.find("userName eq \"" + name + "\""));
        hr.get(id).body("active", equalTo(true));
    }

    @Test
    void whoIsDeletedIsGoneAndMayComeBack() {
        String name = someone();
        String id = hr.create(name);

        hr.delete(id).statusCode(204);
        hr.get(id).statusCode(404);
        hr.delete(id).statusCode(404);
        hr.patch(id, "{'op':'replace','path':'active','value':true}").statusCode(404);
        assertEquals(List.of(), hr.find("externalId eq \"x-" + name + "\""));
        hr.post(user(name).put("externalId", "another")).statusCode(409).body("scimType", equalTo("uniqueness"));
        hr.post(user(name).put("title", "Again"))
                .statusCode(201)
                .body("id", equalTo(id))
                .body("active", equalTo(true))
                .body("title", equalTo("Again"));
    }

    @Test
    void namesAreGivenUpAfterAWhile() throws SQLException {
        String name = someone();
        String id = hr.create(name);
        hr.delete(id).statusCode(204);
        try (Connection connection = database.getConnection();
                var change = connection.prepareStatement(
                        "UPDATE person SET removed_at = removed_at - interval '31 days' WHERE id = ?::uuid")) {
            change.setString(1, id);
            assertEquals(1, change.executeUpdate());
        }

        String other = new Connector().create(name);
        assertNotEquals(id, other);
        hr.post(user(name)).statusCode(409);
        hr.post(user(someone()).put("externalId", "x-" + name)).statusCode(201).body("id", not(equalTo(id)));
    }

    @Test
    void aFileBringsBackWhoWasDeleted() {
        String name = someone();
        String id = hr.create(name);
        hr.delete(id).statusCode(204);

        new Hr(hr.client()).send("{\"externalId\":\"x-" + name + "\",\"title\":\"Again\"}");

        hr.get(id).statusCode(200).body("active", equalTo(true)).body("title", equalTo("Again"));
    }

    @Test
    void versionsGuardAgainstLostUpdates() {
        String id = hr.create(someone());
        String version = hr.read(id).getString("meta.version");

        hr.request()
                .header("If-None-Match", version)
                .get(Connector.USERS + "/" + id)
                .then()
                .statusCode(304);
        hr.patch(id, "{'op':'add','path':'title','value':'A'}").statusCode(200);
        hr.request()
                .header("If-Match", version)
                .body("{\"schemas\":[\"" + Connector.PATCH_OP
                        + "\"],\"Operations\":[{\"op\":\"add\",\"path\":\"title\",\"value\":\"B\"}]}")
                .patch(Connector.USERS + "/" + id)
                .then()
                .statusCode(412)
                .body("status", equalTo("412"));
        hr.request()
                .header("If-Match", version)
                .delete(Connector.USERS + "/" + id)
                .then()
                .statusCode(412);
        hr.request()
                .header("If-Match", "*")
                .delete(Connector.USERS + "/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void filtersMeanWhatTheRfcSays() {
        String name = someone();
        hr.create(whole(name));
        String other = "z\"\\" + someone();
        hr.create(user(other).put("active", false).put("title", "100% _real_"));
        String e = ENTERPRISE + ":";

        for (String filter : List.of(
                "userName eq \"" + name.toUpperCase() + "\"",
                "USERNAME EQ \"" + name + "\"",
                Connector.CORE + ":userName eq \"" + name + "\"",
                "externalId eq \"x-" + name + "\"",
                "userName sw \"" + name.substring(0, 12) + "\"",
                "userName co \"" + name.substring(5, 20) + "\"",
                "userName ew \"" + name.substring(12) + "\"",
                "name.familyName eq \"EXAMPLE\"",
                "name.givenName pr",
                "emails[type eq \"work\" and value ew \"@work.example\"]",
                "emails[type eq \"work\"].value eq \"" + name + "@work.example\"",
                "emails eq \"" + name + "@work.example\"",
                "emails.value co \"work.example\"",
                "emails.primary eq true",
                "emails pr",
                "addresses.locality eq \"vienna\"",
                e + "department eq \"payments\"",
                e + "employeeNumber sw \"7019\"",
                "displayName gt \"ada\" and displayName lt \"adb\"",
                "active eq true",
                "active ne false",
                "not (active eq false)",
                "not (title sw \"100\") and active eq true",
                "(title eq \"x\" or title eq \"engineer\") and not (userName eq \"x\")",
                "title eq \"nobody\" or title eq \"Engineer\" and active eq true",
                "timezone eq \"Europe/Vienna\"",
                "locale ne null",
                "meta.created gt \"2020-01-01T00:00:00Z\" and name pr")) {
            assertEquals(List.of(name), hr.find(filter), filter);
        }
        for (String filter : List.of(
                "userName eq \"" + other.replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
                "title co \"% _R\"",
                "active eq false",
                "not (emails pr)",
                "locale eq null",
                "title ne \"engineer\"",
                "meta.lastModified ge \"2020-01-01T00:00:00.000Z\" and not (displayName pr)")) {
            assertEquals(List.of(other), hr.find(filter), filter);
        }
        for (String filter : List.of(
                "externalId eq \"X-" + name.toUpperCase() + "\"",
                "emails[type eq \"home\" and value ew \"@work.example\"]",
                "emails[type eq \"home\"].value eq \"" + name + "@work.example\"",
                "id eq \"nobody\"",
                "userName eq \"\"",
                "title co \"_%\"",
                e + "manager.value pr",
                "meta.created gt \"2920-01-01T00:00:00Z\"")) {
            assertEquals(List.of(), hr.find(filter), filter);
        }
        for (String filter : List.of(
                "userName",
                "userName xx \"a\"",
                "userName eq \"a\" garbage",
                "userName eq \"a\" and",
                "(userName eq \"a\"",
                "userName eq \"a\") or (title pr",
                "nobody eq \"a\"",
                "active eq \"yes\"",
                "active gt true",
                "userName eq 'a'",
                "emails[type eq \"work\"",
                "userName eq \"a",
                "(".repeat(60) + "title pr" + ")".repeat(60))) {
            hr.list(filter).statusCode(400).body("scimType", equalTo("invalidFilter"));
        }
    }

    @Test
    void sortsAndSearchesByPost() {
        for (String title : List.of("b", "C", "a")) {
            hr.create(user(someone()).put("title", title));
        }
        hr.create(someone());

        hr.request()
                .body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"sortBy\":\"title\","
                        + "\"attributes\":[\"title\"],\"startIndex\":1,\"count\":3}")
                .post(Connector.USERS + "/.search")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(4))
                .body("itemsPerPage", equalTo(3))
                .body("Resources.title", equalTo(List.of("a", "b", "C")))
                .body("Resources.userName", equalTo(Arrays.asList(null, null, null)))
                .body("Resources[0].id", notNullValue());
        hr.request()
                .queryParam("sortBy", "title")
                .queryParam("sortOrder", "descending")
                .queryParam("excludedAttributes", "userName")
                .get(Connector.USERS)
                .then()
                .body("Resources.title", equalTo(Arrays.asList(null, "C", "b", "a")))
                .body("Resources[0].externalId", notNullValue());
    }

    @Test
    void pagesNeitherLoseNorRepeatAnybody() {
        List<String> names = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            names.add(someone());
            ids.add(hr.create(names.get(i)));
        }
        List<String> met = new ArrayList<>();
        for (int start = 1; start <= 9; start += 2) {
            met.addAll(hr.request()
                    .queryParam("startIndex", start)
                    .queryParam("count", 2)
                    .get(Connector.USERS)
                    .then()
                    .statusCode(200)
                    .body("startIndex", equalTo(start))
                    .extract()
                    .jsonPath()
                    .getList("Resources.userName"));
            if (start == 3) {
                hr.delete(ids.get(0)).statusCode(204);
                hr.create(someone());
            }
        }
        assertTrue(met.containsAll(names.subList(1, 9)));
        assertEquals(met.size(), new HashSet<>(met).size());

        hr.request()
                .queryParam("startIndex", 1000)
                .get(Connector.USERS)
                .then()
                .body("totalResults", equalTo(9))
                .body("itemsPerPage", equalTo(0))
                .body("Resources", equalTo(List.of()));
        hr.request()
                .queryParam("count", 0)
                .get(Connector.USERS)
                .then()
                .body("totalResults", equalTo(9))
                .body("itemsPerPage", equalTo(0));
    }

    @Test
    void managersMayComeLater() {
        String boss = someone();
        JsonObject report = user(someone())
                .put("schemas", List.of(Connector.CORE, ENTERPRISE))
                .put(ENTERPRISE, new JsonObject().put("manager", new JsonObject().put("value", "x-" + boss)));
        String id = hr.create(report);
        hr.get(id).body("'" + ENTERPRISE + "'.manager.value", equalTo("x-" + boss));

        String bossId = hr.create(boss);

        hr.get(id)
                .body("'" + ENTERPRISE + "'.manager.value", equalTo(bossId))
                .body("'" + ENTERPRISE + "'.manager.$ref", endsWith("/Users/" + bossId));
        assertEquals(
                1, hr.find(ENTERPRISE + ":manager.value eq \"" + bossId + "\"").size());
        // Named by our own id it is the same manager, and no change.
        String version = hr.read(id).getString("meta.version");
        hr.patch(id, "{'op':'replace','path':'" + ENTERPRISE + ":manager','value':'" + bossId + "'}")
                .statusCode(200)
                .body("meta.version", equalTo(version));
        hr.patch(id, "{'op':'remove','path':'" + ENTERPRISE + ":manager'}")
                .statusCode(200)
                .body("'" + ENTERPRISE + "'", nullValue());
    }

    @Test
    void nobodyManagesThemselvesAndLeaversLeaveAllTheSame() {
        String a = hr.create(someone());
        String b = hr.create(someone());
        hr.patch(b, "{'op':'add','path':'" + ENTERPRISE + ":manager','value':{'value':'" + a + "'}}")
                .statusCode(200);

        String circle = "{'op':'add','path':'" + ENTERPRISE + ":manager','value':{'value':'" + b + "'}}";
        hr.patch(a, circle).statusCode(400).body("scimType", equalTo("invalidValue"));
        hr.patch(a, circle + ",{'op':'replace','path':'active','value':false}")
                .statusCode(200)
                .body("active", equalTo(false))
                .body("'" + ENTERPRISE + "'", nullValue());
        hr.patch(b, "{'op':'Replace','value':{'active':'False','userName':''}}")
                .statusCode(200)
                .body("active", equalTo(false));
    }

    @Test
    void refusesWhatTheRfcRefuses() {
        String id = hr.create(someone());
        hr.patch(id, "{'op':'replace','path':'nobody','value':1}")
                .statusCode(400)
                .body("scimType", equalTo("invalidPath"));
        hr.patch(id, "{'op':'replace','path':'title[','value':1}")
                .statusCode(400)
                .body("scimType", equalTo("invalidPath"));
        hr.patch(id, "{'op':'replace','path':'id','value':'x'}")
                .statusCode(400)
                .body("scimType", equalTo("mutability"));
        hr.patch(id, "{'op':'remove'}").statusCode(400).body("scimType", equalTo("noTarget"));
        hr.patch(id, "{'op':'frob','path':'title'}").statusCode(400).body("scimType", equalTo("invalidSyntax"));
        hr.patch(id, "{'op':'remove','path':'userName'}").statusCode(400).body("scimType", equalTo("invalidValue"));
        hr.post(new JsonObject().put("schemas", List.of(Connector.CORE)))
                .statusCode(400)
                .body("scimType", equalTo("invalidValue"));
        hr.post(new JsonObject().put("userName", "x")).statusCode(400).body("scimType", equalTo("invalidSyntax"));
        hr.post(user(someone()).put("title", "a\0b")).statusCode(400).body("scimType", equalTo("invalidValue"));
        hr.post(user(someone()).put("active", "perhaps")).statusCode(400).body("scimType", equalTo("invalidValue"));
        hr.request().body("{").post(Connector.USERS).then().statusCode(400).body("scimType", equalTo("invalidSyntax"));
        hr.request().body("[]").post(Connector.USERS).then().statusCode(400).body("scimType", equalTo("invalidSyntax"));
        hr.request().post(Connector.USERS).then().statusCode(400).body("scimType", equalTo("invalidSyntax"));
        hr.request().queryParam("startIndex", "x").get(Connector.USERS).then().statusCode(400);
    }

    @Test
    void aLeaversTokenIsRefused() {
        String name = someone();
        String id = hr.create(name);
        var me = Tokens.person(name).bearer();
        given().header("Authorization", me).get("/v1/people/me").then().statusCode(200);
        hr.patch(id, "{'op':'replace','path':'active','value':false}").statusCode(200);
        given().header("Authorization", me).get("/v1/people/me").then().statusCode(403);
    }
}
