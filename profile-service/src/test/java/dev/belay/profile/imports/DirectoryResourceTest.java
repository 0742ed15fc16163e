package dev.belay.profile.imports;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class DirectoryResourceTest {
    private static final String DIRECTORY = "/v1/people/directory";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Hr hr = new Hr();
    private final String name = "n" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void whatItGivesImportedAgainChangesNothing() {
        int people = 1_100;
        String rows = IntStream.range(0, people)
                .mapToObj(i -> "{'externalId': '#-%d', 'userName': '#-%d', 'managerExternalId': '#-%d', 'title': '%s'}"
                        .formatted(i, i, i + 1, i % 2 == 0 ? "=HYPERLINK(x)" : "Lead; \\\"of\\\" things, and so on"))
                .collect(Collectors.joining("\n"));
        String more = "\n{'externalId': '#-x', 'userName': '#-x', 'givenName': '\\'Ada', 'familyName': '\\'=Ada',"
                + " 'email': '+a@example.com', 'department': '-', 'location': '@home', 'country': 'AT',"
                + " 'timeZone': 'Europe/Vienna', 'active': false}\n{'userName': '#-y'}";
        Hr.Finished first = hr.finished(hr.post(
                NDJSON,
                "",
                (rows + more.replace("\\'", "`"))
                        .replace('\'', '"')
                        .replace('`', '\'')
                        .replace("#", name)
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(people + 2, first.job().getInt("counts.created"));

        for (String form : List.of(CSV, NDJSON)) {
            byte[] file = get(hr.bearer(), form)
                    .statusCode(200)
                    .header("Content-Type", startsWith(form))
                    .header("Vary", containsString("Accept"))
                    .header("Content-Disposition", startsWith("attachment"))
                    .extract()
                    .asByteArray();
            Hr.Finished again = hr.finished(hr.post(form, "?mode=full-sync", file));
            assertEquals(
                    Map.of(
                            "total", people + 2,
                            "created", 0,
                            "updated", 0,
                            "unchanged", people + 2,
                            "failed", 0),
                    again.job().getMap("counts"));
            assertEquals(0, again.job().getInt("fullSync.deactivated"));
            assertEquals(people + 1, again.job().getInt("fullSync.people"));
        }
        String csv = get(hr.bearer(), CSV).extract().asString();
        assertTrue(csv.startsWith("externalId,userName,givenName,familyName,email,title,department,managerExternalId,"
                + "location,country,timeZone,active\r\n"));
        assertTrue(csv.contains("'=HYPERLINK(x)") && !csv.contains(",=HYPERLINK"), "formulas are disarmed");
        assertTrue(csv.contains("\"Lead; \"\"of\"\" things, and so on\""));
    }

    @Test
    void integrationsGetTheirOwnPeopleAndAdminsAll() {
        Hr.Worker ada = hr.hire();
        Hr.Worker grace = new Hr().hire();
        get(hr.bearer(), CSV).body(containsString(ada.externalId())).body(not(containsString(grace.externalId())));
        get(ada.bearer("admin"), NDJSON)
                .statusCode(200)
                .body(containsString(ada.externalId()))
                .body(containsString(grace.externalId()));
        given().header("Authorization", ada.bearer("admin"))
                .accept(CSV)
                .queryParam("source", hr.client())
                .get(DIRECTORY)
                .then()
                .body(containsString(ada.externalId()))
                .body(not(containsString(grace.externalId())));
        given().accept(CSV).get(DIRECTORY).then().statusCode(401);
        get(ada.bearer(), CSV).statusCode(403).body("type", equalTo("/docs/problems/role-missing"));
        get(ada.bearer("hr-sync"), CSV).statusCode(403);
        get(hr.bearer(), "application/json").statusCode(406);
        given().header("Authorization", hr.bearer())
                .accept(CSV)
                .get(DIRECTORY + "?source=" + "x".repeat(201))
                .then()
                .statusCode(400);
    }

    @Test
    void resultsComeAsAFileToo() {
        String file =
                "Employee ID,Login,Land,enabled\n#-1,#-1,AT,yes\n=#-2,#-2,at,perhaps\n#-3,,,\n".replace("#", name);
        Hr.Finished finished = hr.finished(hr.post(CSV, "", file.getBytes(StandardCharsets.UTF_8)));
        String results = "/v1/people/imports/" + finished.job().getString("id") + "/results";
        String id = finished.results().getString("items[0].personId");
        String all = csv(results);
        assertEquals(
                ("line,externalId,outcome,personId,column,field,rule,message\r\n"
                                + "2,#-1,CREATED,@,,,,\r\n"
                                + "3,'=#-2,FAILED,,enabled,/active,type,must be true or false\r\n"
                                + "4,#-3,FAILED,,enabled,/active,type,must be true or false\r\n")
                        .replace("#", name)
                        .replace("@", id),
                all);
        assertEquals(
                all.lines().filter(line -> !line.contains("CREATED")).toList(),
                csv(results + "?outcome=FAILED").lines().toList());
        given().header("Authorization", hr.bearer())
                .get(results)
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    private String csv(String path) {
        return given().header("Authorization", hr.bearer())
                .accept(CSV)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(CSV))
                .extract()
                .asString();
    }

    private static ValidatableResponse get(String bearer, String form) {
        return given().header("Authorization", bearer)
                .accept(form)
                .get(DIRECTORY)
                .then();
    }
}
