package dev.belay.profile.scim;

import static dev.belay.profile.scim.Connector.CORE;
import static dev.belay.profile.scim.Connector.ENTERPRISE;
import static dev.belay.profile.scim.Connector.someone;
import static dev.belay.profile.scim.Connector.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.belay.contracts.PersonDeactivated;
import dev.belay.contracts.PersonReactivated;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stock connectors send, in the shapes in which they send it. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class ConnectorFormsTest {
    private final Connector hr = new Connector();

    @Inject
    AgroalDataSource database;

    private static String entra(String name) {
        return """
            {"schemas":["%s","%s"],
             "externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef-%s","userName":"%s@contoso.com","active":true,
             "displayName":"Ryan Leenay","addresses":[],"roles":[],"title":null,"department":null,
             "emails":[{"primary":true,"type":"work","value":"%s@contoso.com"}],
             "meta":{"resourceType":"User"},
             "name":{"formatted":"Ryan Leenay","familyName":"Leenay","givenName":"Ryan"}}""".formatted(CORE, ENTERPRISE, name, name, name);
    }

    static Stream<Arguments> patches() {
        String dept = "'" + ENTERPRISE + "'.department";
        String manager = "'" + ENTERPRISE + "'.manager.value";
        return Stream.of(
                arguments(
                        "Entra: a capital operation",
                        "{'op':'Replace','path':'displayName','value':'New'}",
                        "displayName",
                        "New"),
                arguments("Entra: True as a text", "{'op':'Add','path':'active','value':'True'}", "active", true),
                arguments(
                        "Entra: False as a text", "{'op':'Replace','path':'active','value':'False'}", "active", false),
                arguments(
                        "Entra: a value among values",
                        "{'op':'Replace','path':'active','value':[{'$ref':null,'value':'False'}]}",
                        "active",
                        false),
                arguments(
                        "Entra: a dotted path",
                        "{'op':'Add','path':'name.givenName','value':'Rye'}",
                        "name.givenName",
                        "Rye"),
                arguments(
                        "Entra: enterprise",
                        "{'op':'Add','path':'" + ENTERPRISE + ":department','value':'Sales'}",
                        dept,
                        "Sales"),
                arguments(
                        "Entra: enterprise in any case",
                        "{'op':'Add','path':'" + ENTERPRISE.toLowerCase() + ":Department','value':'Sales'}",
                        dept,
                        "Sales"),
                arguments(
                        "the core by its name",
                        "{'op':'replace','path':'" + CORE + ":name.familyName','value':'L'}",
                        "name.familyName",
                        "L"),
                arguments(
                        "Entra: an e-mail that is there",
                        "{'op':'Replace','path':'emails[type eq \\'work\\'].value','value':'a@b.example'}",
                        "emails[0].value",
                        "a@b.example"),
                arguments(
                        "Entra: a number that is not",
                        "{'op':'Add','path':'phoneNumbers[type eq \\'mobile\\'].value','value':'+1'}",
                        "phoneNumbers.find { it.type == 'mobile' }.value",
                        "+1"),
                arguments(
                        "Entra: an address in parts",
                        "{'op':'Add','path':'addresses[type eq \\'work\\'].locality','value':'Wien'},{'op':'Add','path':'addresses[type eq \\'work\\'].country','value':'Austria'}",
                        "addresses.size()",
                        1),
                arguments(
                        "Entra: manager as a text",
                        "{'op':'Add','path':'" + ENTERPRISE + ":manager','value':'m-1'}",
                        manager,
                        "m-1"),
                arguments(
                        "Entra: manager as an object",
                        "{'op':'Add','path':'" + ENTERPRISE + ":manager','value':{'value':'m-2'}}",
                        manager,
                        "m-2"),
                arguments(
                        "Entra: manager as a list",
                        "{'op':'Replace','path':'" + ENTERPRISE
                                + ":manager','value':[{'$ref':'../Users/m-3','value':'m-3'}]}",
                        manager,
                        "m-3"),
                arguments(
                        "Entra: manager without a path",
                        "{'op':'Replace','value':{'" + ENTERPRISE + ":manager':'m-4'}}",
                        manager,
                        "m-4"),
                arguments(
                        "Entra: dotted keys",
                        "{'op':'replace','value':{'displayName':'D','name.givenName':'G','emails[type eq \\'work\\'].value':'d@b.example','"
                                + ENTERPRISE + ":department':'Dep'}}",
                        dept,
                        "Dep"),
                arguments(
                        "Okta: an object of attributes", "{'op':'replace','value':{'active':false}}", "active", false),
                arguments(
                        "Okta: an extension in it",
                        "{'op':'replace','value':{'title':'T','" + ENTERPRISE
                                + "':{'department':'Dep','manager':{'value':'m-5','displayName':'Boss'}}}}",
                        manager,
                        "m-5"),
                arguments(
                        "an empty text for none",
                        "{'op':'replace','path':'displayName','value':''}",
                        "displayName",
                        null),
                arguments(
                        "null for none",
                        "{'op':'replace','path':'name.formatted','value':null}",
                        "name.formatted",
                        null),
                arguments(
                        "an empty e-mail for none",
                        "{'op':'Replace','path':'emails[type eq \\'work\\'].value','value':''}",
                        "emails",
                        null),
                arguments("removing what is not there", "{'op':'Remove','path':'title'}", "title", null),
                arguments(
                        "what nobody keeps",
                        "{'op':'Add','path':'roles[primary eq \\'True\\'].value','value':'Admin'},{'op':'Replace','path':'password','value':'secret'}",
                        "userName",
                        null),
                arguments(
                        "somebody else's extension",
                        "{'op':'Add','path':'urn:ietf:params:scim:schemas:extension:contoso:2.0:User:badge','value':'7'},{'op':'Add','path':'title','value':'T'}",
                        "title",
                        "T"),
                arguments(
                        "one e-mail, not in a list",
                        "{'op':'Replace','path':'emails','value':{'value':'one@b.example','type':'home'}}",
                        "emails.value.toString()",
                        "[one@b.example]"),
                arguments(
                        "leaving, with an unknown path",
                        "{'op':'Replace','path':'nowhere','value':1},{'op':'Replace','path':'active','value':'False'}",
                        "active",
                        false),
                arguments(
                        "leaving, with a filter that matches none",
                        "{'op':'Replace','path':'emails[type sw \\'x\\'].value','value':'q'},{'op':'Replace','path':'active','value':false}",
                        "active",
                        false),
                arguments(
                        "leaving, with a value of the wrong kind",
                        "{'op':'Replace','path':'name','value':7},{'op':'replace','value':{'active':'false'}}",
                        "active",
                        false),
                arguments(
                        "leaving, managing themselves",
                        "{'op':'Replace','path':'" + ENTERPRISE
                                + ":manager','value':'SELF'},{'op':'replace','value':{'active':'false'}}",
                        "active",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patches")
    void patch(String what, String operations, String path, Object expected) {
        String name = someone();
        String id = hr.request()
                .body(entra(name))
                .post(Connector.USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        String sent = operations.replace("SELF", id);
        Object wanted = path.equals("userName") ? name + "@contoso.com" : expected;

        hr.patch(id, sent).statusCode(200).body(path, equalTo(wanted));
        hr.get(id).body(path, equalTo(wanted)).body("password", nullValue());
    }

    @Test
    void entraFromJoinerToHardDelete() {
        String name = someone();
        String userName = name + "@contoso.com";
        assertEquals(List.of(), hr.find("userName eq \"" + userName + "\""));
        String id = hr.request()
                .body(entra(name))
                .post(Connector.USERS)
                .then()
                .statusCode(201)
                .body("title", nullValue())
                .body("roles", nullValue())
                .body("name.formatted", equalTo("Ryan Leenay"))
                .extract()
                .path("id");
        assertEquals(List.of(userName), hr.find("userName eq \"" + userName.toUpperCase() + "\""));
        hr.patch(id, "{'op':'Replace','path':'userName','value':'renamed-" + userName + "'}")
                .statusCode(200);
        hr.patch(id, "{'op':'Replace','path':'active','value':'False'}")
                .statusCode(200)
                .body("active", equalTo(false));
        assertEquals(
                List.of("renamed-" + userName),
                hr.find("externalId eq \"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef-" + name + "\""));
        hr.patch(id, "{'op':'Replace','path':'active','value':'True'}")
                .statusCode(200)
                .body("active", equalTo(true));
        hr.patch(id, "{'op':'Replace','path':'active','value':'False'}").statusCode(200);
        hr.delete(id).statusCode(204);
        hr.get(id).statusCode(404);

        List<PersonState> states =
                Published.of(Topics.PERSON, UUID.fromString(id), PersonState.class, state -> !state.active());
        assertFalse(states.isEmpty());
    }

    @Test
    void oktaProbesImportsAndPuts() {
        hr.request()
                .queryParam("filter", "userName eq \"" + UUID.randomUUID() + "\"")
                .queryParam("startIndex", 1)
                .queryParam("count", 100)
                .get(Connector.USERS)
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(0))
                .body("Resources.size()", equalTo(0));
        String name = someone();
        JsonObject sent = new JsonObject("""
                {"schemas":["%s"],"userName":"%s@okta.local","name":{"givenName":"Test","familyName":"User"},
                 "emails":[{"primary":true,"value":"%s@okta.local","type":"work"}],"displayName":"Test User","locale":"en-US",
                 "externalId":"00u%s","groups":[],"password":"1mz050nq","active":true}""".formatted(CORE, name, name, name));
        JsonObject created =
                new JsonObject(hr.post(sent).statusCode(201).extract().asString());
        assertFalse(created.containsKey("password"));
        assertFalse(isAnywhere("1mz050nq"));
        String id = created.getString("id");

        created.getJsonObject("name").put("familyName", "Changed");
        created.put("nickName", "");
        created.put(ENTERPRISE, new JsonObject().put("department", "Sales").put("manager", new JsonObject()));
        hr.put(id, created)
                .statusCode(200)
                .body("name.familyName", equalTo("Changed"))
                .body("nickName", nullValue())
                .body("'" + ENTERPRISE + "'", equalTo(java.util.Map.of("department", "Sales")))
                .body("schemas", contains(CORE, ENTERPRISE));
        created.remove("externalId");
        created.put("active", false);
        hr.put(id, created).statusCode(200).body("active", equalTo(false)).body("externalId", equalTo("00u" + name));
        created.put("active", true);
        hr.put(id, created).statusCode(200).body("active", equalTo(true));

        Published.of(
                Topics.PROFILE_FACTS,
                UUID.fromString(id),
                dev.belay.contracts.Event.class,
                last -> last instanceof PersonReactivated);
        assertEquals(
                List.of(PersonDeactivated.class, PersonReactivated.class),
                Published.of(Topics.PROFILE_FACTS, UUID.fromString(id), dev.belay.contracts.Event.class, last -> true)
                        .stream()
                        .map(Object::getClass)
                        .toList());
    }

    @Test
    void aJoinerWhoIsNotYetThere() {
        String id = hr.create(user(someone()).put("active", false));
        hr.get(id).body("active", equalTo(false));
        hr.patch(id, "{'op':'Replace','path':'active','value':'True'}")
                .statusCode(200)
                .body("active", equalTo(true));
    }

    @Test
    void aPutThatSaysThatSomebodyLeftIsHeardWhateverElseItSays() {
        String name = someone();
        hr.create(name);
        String other = someone();
        String id = hr.create(other);
        hr.put(id, user(name).put("active", false))
                .statusCode(200)
                .body("active", equalTo(false))
                .body("userName", equalTo(other));
        hr.put(id, user(name)).statusCode(409);
    }

    private boolean isAnywhere(String text) {
        try (Connection connection = database.getConnection();
                var found = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM person WHERE person::text LIKE '%" + text + "%'")) {
            found.next();
            return found.getInt(1) > 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
