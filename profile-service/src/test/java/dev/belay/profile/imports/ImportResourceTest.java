package dev.belay.profile.imports;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Hr;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class ImportResourceTest {
    private static final String IMPORTS = "/v1/people/imports";

    @Inject
    AgroalDataSource database;

    @Inject
    ImportRunner runner;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String ownerPassword;

    private final Hr hr = new Hr();
    private final String name = "n" + UUID.randomUUID().toString().replace("-", "");

    // ---- what a row does ----

    @Test
    void createsPeopleAndTheSameFileAgainChangesNothing() {
        String[] rows = {row("1", "{'givenName': 'Ada', 'familyName': 'Example', 'country': 'AT'}"), row("2", "{}")};
        Hr.Finished first = hr.send(rows);
        assertEquals(List.of("CREATED", "CREATED"), first.outcomes());
        assertEquals("COMPLETED", first.job().getString("state"));
        assertEquals(
                Map.of("total", 2, "created", 2, "updated", 0, "unchanged", 0, "failed", 0),
                first.job().getMap("counts"));
        assertThat(first.job().getString("finishedAt"), notNullValue());
        String version = version("1");

        Hr.Finished second = hr.send(rows);
        assertEquals(List.of("UNCHANGED", "UNCHANGED"), second.outcomes());
        assertEquals(first.results().getList("items.personId"), second.results().getList("items.personId"));
        assertEquals(version, version("1"));
    }

    @Test
    void absentStaysNullAndBlankClear() {
        hr.send(row(
                "1", "{'givenName': 'Ada', 'title': 'Engineer', 'department': 'Payments', 'email': 'a@example.com'}"));
        assertEquals(
                List.of("UPDATED"),
                hr.send(row("1", "{'title': null, 'department': '  '}")).outcomes());
        person("1")
                .body("items[0].title", nullValue())
                .body("items[0].department", nullValue())
                .body("items[0].givenName", equalTo("Ada"))
                .body("items[0].email", equalTo("a@example.com"));
    }

    @Test
    void findsPeopleByExternalIdElseByUserName() {
        hr.send(json("{'userName': '" + name + "'}"));
        Hr.Finished found = hr.send(json("{'userName': '" + name.toUpperCase(Locale.ROOT) + "', 'externalId': '" + name
                + "-1', 'givenName': 'Ada'}"));
        assertEquals(List.of("UPDATED"), found.outcomes());
        Hr.Finished renamed = hr.send(json("{'externalId': '" + name + "-1', 'userName': '" + name + "-new'}"));
        assertEquals(List.of("UPDATED"), renamed.outcomes());
        given().header("Authorization", Tokens.person(name + "-new").bearer())
                .get("/v1/people/me")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Ada"));
        given().header("Authorization", Tokens.person(name).bearer())
                .get("/v1/people/me")
                .then()
                .statusCode(403)
                .body("type", equalTo("/docs/problems/person-unknown"));
    }

    @Test
    void eachBrokenRowFailsAloneAndSaysWhy() {
        byte[] brokenUtf8 = bytes(
                ("{\"externalId\": \"" + name + "-u\", \"userName\": \"x").getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xC3, '"', '}'});
        Hr.Finished finished = hr.send(lines(
                row("1", "{}"),
                row("2", "{'salary': 1}"),
                "{\"externalId\": ",
                brokenUtf8,
                row("3", "{'givenName': '\\u0000'}"),
                row("4", "{'givenName': 7}"),
                row("5", "{'active': 'yes'}"),
                row("6", "{'active': null}"),
                "[1, 2]",
                row("7", "{'givenName': '" + "x".repeat(70_000) + "'}"),
                row("8", "{'country': 'at'}"),
                row("9", "{'timeZone': 'Middle/Earth'}"),
                row("10", "{'email': 'nowhere'}"),
                row("11", "{'department': '" + "x".repeat(201) + "'}"),
                json("{'givenName': 'Nobody'}"),
                json("{'externalId': '" + name + "-12'}"),
                "{\"externalId\": \"" + name + "-13\", \"externalId\": \"" + name + "-14\"}",
                row("15", "{'title': 'a\\nb'}"),
                json("{'userName': 'a\\u0000b'}"),
                json("{'externalId': '\\ud800', 'userName': '" + name + "-s'}"),
                row("17", "{'managerExternalId': '\\u0000'}"),
                row("16", "{}")));
        List<String> outcomes = finished.outcomes();
        assertEquals("CREATED", outcomes.get(0));
        assertEquals("CREATED", outcomes.get(21));
        assertThat(outcomes.subList(1, 21), everyItem(equalTo("FAILED")));
        String[] rules = {
            "unknown-field",
            "syntax",
            "encoding",
            "encoding",
            "type",
            "type",
            "type",
            "type",
            "size",
            "country",
            "time-zone",
            "email",
            "size",
            "required",
            "required",
            "duplicate-field",
            "encoding",
            "encoding",
            "encoding",
            "encoding"
        };
        for (int i = 0; i < rules.length; i++) {
            List<String> found = finished.rules(i + 1);
            // A parser may take broken bytes for broken syntax; either word is true.
            if (!(rules[i].equals("encoding") && found.equals(List.of("syntax")))) {
                assertEquals(List.of(rules[i]), found, "line " + (i + 2));
            }
        }
        assertEquals("/salary", finished.results().getString("items[1].violations[0].field"));
        assertEquals(List.of("AT"), finished.results().getList("items[10].violations[0].suggestions"));
        assertEquals(name + "-2", finished.results().getString("items[1].externalId"));
        assertEquals(20, finished.job().getInt("counts.failed"));
    }

    @Test
    void toleratesByteOrderMarkBlankLinesAndCarriageReturns() {
        String file = "\uFEFF\r\n" + row("1", "{}") + "\r\n\r\n   \r\n" + row("2", "{}") + "\r\n\r\n";
        Hr.Finished finished = hr.send(file.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("CREATED", "CREATED"), finished.outcomes());
        assertEquals(List.of(2, 5), finished.results().getList("items.line"));
    }

    @Test
    void anotherSourcesPeopleAreNotTouched() {
        hr.send(row("1", "{'givenName': 'Ada'}"));
        Hr other = new Hr();
        Hr.Finished finished = other.send(json("{'userName': '" + name + "-1', 'givenName': 'Eve', 'active': false}"));
        assertEquals(List.of("FAILED"), finished.outcomes());
        assertEquals(List.of("other-source"), finished.rules(0));
        assertThat(finished.results().getString("items[0].personId"), nullValue());
        // The same externalId in another source is another person.
        assertEquals(
                List.of("CREATED"),
                other.send(json("{'userName': '" + name + "-other', 'externalId': '" + name + "-1'}"))
                        .outcomes());
        person("1").body("items", hasSize(1)).body("items[0].givenName", equalTo("Ada"));
    }

    @Test
    void namesAndIdsStayUnique() {
        hr.send(row("1", "{}"), row("2", "{}"));
        assertEquals(
                List.of("taken"),
                hr.send(json("{'externalId': '" + name + "-2', 'userName': '" + name + "-1'}"))
                        .rules(0));
        assertEquals(
                List.of("immutable"),
                hr.send(json("{'externalId': '" + name + "-3', 'userName': '" + name + "-1'}"))
                        .rules(0));
        assertEquals(
                List.of("immutable"),
                hr.send(json("{'externalId': null, 'userName': '" + name + "-1'}"))
                        .rules(0));
        assertEquals(
                List.of("required"),
                hr.send(json("{'externalId': '" + name + "-1', 'userName': null}"))
                        .rules(0));
    }

    @Test
    void aNameThatIsFreedInTheSameFileCanBeTakenInIt() {
        hr.send(row("1", "{}"), row("2", "{}"));
        Hr.Finished finished = hr.send(
                json("{'externalId': '" + name + "-1', 'userName': '" + name + "-old'}"),
                json("{'externalId': '" + name + "-9', 'userName': '" + name + "-1'}"),
                json("{'externalId': '" + name + "-2', 'title': 'Engineer'}"));
        assertEquals(List.of("UPDATED", "CREATED", "UPDATED"), finished.outcomes());
    }

    // ---- CSV and gzip ----

    @Test
    void takesCsvAsAnHrSystemWritesIt() {
        Hr.Finished first = hr.finished(csv(
                "text/csv",
                ("Work Email;Employee ID;Login;First Name;Last Name;Job Title;Active;Manager ID\r\n"
                                + "ada@example.com;#-1;#-1;Ada;\"O\"\"Neill\";\"Grüße\";TRUE;#-2\r\n"
                                + ";#-2;#-2;Grace;Hopper;;1;\r\n")
                        .replace("#", name)
                        .getBytes(Charset.forName("windows-1252")),
                null));
        assertEquals(List.of("CREATED", "CREATED"), first.outcomes());
        person("1")
                .body("items[0].familyName", equalTo("O\"Neill"))
                .body("items[0].title", equalTo("Grüße"))
                .body("items[0].managerId", equalTo(id("2")));
        String version = version("1");

        // A column that is not there leaves things as they are, an empty cell clears.
        String second = "externalId,email,title\n#-1,,Grüße\n#-2,grace@example.com,\n".replace("#", name);
        assertEquals(
                List.of("UPDATED", "UPDATED"),
                hr.finished(csv("text/csv; charset=UTF-8", second.getBytes(StandardCharsets.UTF_8), null))
                        .outcomes());
        person("1").body("items[0].email", nullValue()).body("items[0].givenName", equalTo("Ada"));
        assertEquals(
                List.of("UNCHANGED", "UNCHANGED"),
                hr.finished(csv("text/csv", second.getBytes(StandardCharsets.UTF_8), null))
                        .outcomes());
        assertEquals(List.of("FAILED"), hr.send("{}").outcomes());
        assertThat(version, notNullValue());
    }

    @Test
    void aCsvRowThatFailsSaysInWhichLineAndColumn() {
        String file = "Employee ID,Login,Country Code,enabled\n"
                + "#-1,#-1,at,yes\n"
                + "#-2,#-2,\"A\nT\",no\n"
                + "#-3,#-3,AT\n"
                + "#-4,#-4,AT,\n"
                + ",,AT,yes\n"
                + "#-6,\uFFFD,AT,yes\n"
                + "#-7,#-7,AT,yes\n";
        Hr.Finished finished =
                hr.finished(csv("text/csv", file.replace("#", name).getBytes(StandardCharsets.UTF_8), null));
        assertEquals(
                List.of("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "CREATED"), finished.outcomes());
        assertEquals(List.of(2, 3, 5, 6, 7, 8, 9), finished.results().getList("items.line"));
        String[] rules = {"country", "encoding", "cells", "type", "required", "encoding"};
        for (int i = 0; i < rules.length; i++) {
            assertEquals(List.of(rules[i]), finished.rules(i));
        }
        assertEquals("/country", finished.results().getString("items[0].violations[0].field"));
        assertEquals("Country Code", finished.results().getString("items[0].violations[0].column"));
        assertEquals(List.of("AT"), finished.results().getList("items[0].violations[0].suggestions"));
        assertEquals("enabled", finished.results().getString("items[3].violations[0].column"));
        assertThat(finished.results().getString("items[2].violations[0].column"), nullValue());
        assertEquals(name + "-1", finished.results().getString("items[0].externalId"));
    }

    @Test
    void takesWhatIsPackedWithGzip() throws IOException {
        byte[] rows = (row("1", "{}") + "\n" + row("2", "{}")).getBytes(StandardCharsets.UTF_8);
        Hr.Finished ndjson = hr.finished(csv("application/x-ndjson", gzip(rows), "gzip"));
        assertEquals(List.of("CREATED", "CREATED"), ndjson.outcomes());
        byte[] csv = ("externalId,title\n" + name + "-1,Engineer\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of("UPDATED"),
                hr.finished(csv("text/csv", gzip(csv), "gzip")).outcomes());
    }

    @Test
    void refusesFilesAsAWholeThatCannotBeRead() throws IOException {
        refused("text/csv", "externalId,salary\n1,2\n".getBytes(StandardCharsets.UTF_8), null)
                .statusCode(400)
                .body("type", equalTo("/docs/problems/invalid-body"))
                .body("violations.rule", contains("unknown-column"))
                .body("violations.field", contains("/salary"));
        refused("text/csv", "externalId\n1\n\"2\n".getBytes(StandardCharsets.UTF_8), null)
                .statusCode(400)
                .body("violations.rule", contains("csv"))
                .body("detail", containsString("line 3"));
        refused("text/csv", "externalId\n\n".getBytes(StandardCharsets.UTF_8), null)
                .statusCode(400)
                .body("violations.rule", contains("required"));
        refused("text/csv; charset=utf-7", "externalId\n1\n".getBytes(StandardCharsets.UTF_8), null)
                .statusCode(415)
                .body("type", equalTo("/docs/problems/unsupported-media-type"));
        refused("text/csv", "externalId\n1\n".getBytes(StandardCharsets.UTF_8), "br")
                .statusCode(415)
                .header("Accept-Encoding", "gzip");
        refused("text/csv", "externalId\n1\n".getBytes(StandardCharsets.UTF_8), "gzip")
                .statusCode(400)
                .body("violations.rule", contains("gzip"));
        byte[] bomb = gzip(new byte[20 << 20]);
        refused("text/csv", bomb, "gzip")
                .statusCode(413)
                .body("type", equalTo("/docs/problems/payload-too-large"))
                .body("detail", containsString("100 times"));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private String csv(String type, byte[] body, String encoding) {
        return refused(type, body, encoding).statusCode(202).extract().header("Location");
    }

    private ValidatableResponse refused(String type, byte[] body, String encoding) {
        var request = given().config(Hr.PLAIN)
                .header("Authorization", hr.bearer())
                .contentType(type)
                .body(body);
        return (encoding == null ? request : request.header("Content-Encoding", encoding))
                .post(IMPORTS)
                .then();
    }

    // ---- managers ----

    @Test
    void linksManagersWhicheverComesFirst() {
        hr.send(row("1", manager("3")), row("2", manager("1")), row("3", "{}"));
        String first = id("1");
        String third = id("3");
        person("1").body("items[0].managerId", equalTo(third));
        person("2").body("items[0].managerId", equalTo(first));

        hr.send(row("4", manager("5")));
        person("4").body("items[0].managerId", nullValue()).body("items[0].managerExternalId", equalTo(name + "-5"));
        hr.send(row("5", "{}"));
        person("4").body("items[0].managerId", equalTo(id("5")));
        hr.send(row("4", "{'title': 'Engineer'}"));
        person("4").body("items[0].managerId", equalTo(id("5")));
        hr.send(row("5", "{'title': 'Manager'}"));
        person("4").body("items[0].managerId", equalTo(id("5")));
        hr.send(row("4", "{'managerExternalId': null}"));
        person("4").body("items[0].managerId", nullValue());
    }

    @Test
    void refusesCirclesHoweverTheyWouldClose() {
        hr.send(row("1", manager("2")), row("2", manager("3")), row("3", "{}"));
        assertEquals(List.of("manager-cycle"), hr.send(row("3", manager("1"))).rules(0));
        assertEquals(List.of("self"), hr.send(row("3", manager("3"))).rules(0));
        person("3").body("items[0].managerId", nullValue());

        // The one whom two wait for would report to one of them.
        hr.send(row("4", manager("6")), row("5", manager("4")));
        Hr.Finished late = hr.send(row("6", manager("5")));
        assertEquals(List.of("manager-cycle"), late.rules(0));
        assertEquals(List.of("CREATED"), hr.send(row("6", manager("1"))).outcomes());
        person("4").body("items[0].managerId", equalTo(id("6")));

        // Within one file, of people who are all new.
        Hr.Finished together = hr.send(row("7", manager("8")), row("8", manager("9")), row("9", manager("7")));
        assertEquals(List.of("CREATED", "CREATED", "FAILED"), together.outcomes());
    }

    // ---- leaving ----

    @Test
    void whoLeavesIsRefusedAtOnceAndWelcomeAgain() {
        Hr.Worker ada = hr.hire();
        me(ada).statusCode(200);
        hr.send("{\"externalId\": \"%s\", \"active\": false}".formatted(ada.externalId()));
        me(ada).statusCode(403).body("type", equalTo("/docs/problems/person-inactive"));
        hr.send("{\"externalId\": \"%s\", \"active\": true}".formatted(ada.externalId()));
        me(ada).statusCode(200);
    }

    // ---- the job ----

    @Test
    void aRepeatWithTheSameKeyIsTheSameJob() {
        String key = UUID.randomUUID().toString();
        String body = row("1", "{}");
        var first = post(hr.bearer(), body, key).statusCode(202).extract();
        var again = post(hr.bearer(), body, key)
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .header("Location", first.header("Location"))
                .extract();
        assertEquals(first.asString(), again.asString());
        post(hr.bearer(), body + "\n", key)
                .statusCode(422)
                .body("type", equalTo("/docs/problems/idempotency-key-reused"));
        assertEquals(List.of("CREATED"), hr.finished(first.header("Location")).outcomes());
    }

    @Test
    void resultsComeInPages() {
        Hr.Finished finished = hr.send(IntStream.range(0, 450)
                .mapToObj(i -> row("" + i, i % 2 == 0 ? "{}" : "{'country': 'XX'}"))
                .toArray(String[]::new));
        String results = IMPORTS + "/" + finished.job().getString("id") + "/results";
        assertThat(finished.results().getList("items"), hasSize(200));
        String next = finished.results().getString("nextCursor");
        JsonPath second = get(hr.bearer(), results + "?limit=200&cursor=" + next)
                .statusCode(200)
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .jsonPath();
        assertEquals(201, second.getInt("items[0].line"));
        JsonPath last = get(hr.bearer(), results + "?limit=200&cursor=" + second.getString("nextCursor"))
                .header("Link", nullValue())
                .extract()
                .jsonPath();
        assertThat(last.getList("items"), hasSize(50));
        assertThat(last.getString("nextCursor"), nullValue());
        get(hr.bearer(), results + "?outcome=FAILED&limit=10")
                .statusCode(200)
                .body("items.outcome", everyItem(equalTo("FAILED")))
                .body("items.line", contains(2, 4, 6, 8, 10, 12, 14, 16, 18, 20));
    }

    @Test
    void goesOnWhereADeadReplicaStoppedAndInTheOrderOfArrival() throws SQLException {
        UUID dead = UUID.fromString("00000000-0000-7000-8000-" + name.substring(1, 13));
        String later;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO import_job VALUES ('" + dead + "', '" + hr.client()
                    + "', 'RUNNING', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', now(), now(), null,"
                    + " 1, 0, 3, 0, 0, 0, 1)");
            statement.execute(
                    "INSERT INTO import_row (job_id, line, raw, outcome) VALUES ('" + dead + "', 1, null, 'FAILED')");
            for (int line = 2; line <= 3; line++) {
                statement.execute("INSERT INTO import_row (job_id, line, raw) VALUES ('" + dead + "', " + line
                        + ", convert_to('" + row("1", "{'title': 'of line " + line + "'}") + "', 'UTF8'))");
            }
            connection.commit();
            // Somebody is at it, as it looks; so is the next file of the same source, which must wait.
            statement.execute("SELECT 1 FROM import_job WHERE id = '" + dead + "' FOR UPDATE");
            later = post(hr.bearer(), row("1", "{'title': 'of the later file'}"), null)
                    .statusCode(202)
                    .extract()
                    .header("Location");
            // Other sources are not held up.
            assertEquals(
                    List.of("CREATED"),
                    new Hr().send(json("{'userName': '" + name + "-x'}")).outcomes());
            get(hr.bearer(), later).body("state", equalTo("QUEUED"));
            connection.rollback();
        }
        Hr.Finished finished = hr.finished(IMPORTS + "/" + dead);
        assertEquals(List.of("FAILED", "CREATED", "UPDATED"), finished.outcomes());
        assertEquals(
                Map.of("total", 3, "created", 1, "updated", 1, "unchanged", 0, "failed", 1),
                finished.job().getMap("counts"));
        assertEquals(List.of("UPDATED"), hr.finished(later).outcomes());
        person("1").body("items[0].title", equalTo("of the later file"));
    }

    @Test
    void aRowThatTheDatabaseRefusesCostsNoOtherItsPlace() throws SQLException {
        asOwner("ALTER TABLE person ADD CONSTRAINT refused CHECK (title <> 'Refused " + name + "') NOT VALID");
        try {
            Hr.Finished finished =
                    hr.send(row("1", "{}"), row("2", "{'title': 'Refused " + name + "'}"), row("3", "{}"));
            assertEquals(List.of("CREATED", "FAILED", "CREATED"), finished.outcomes());
            assertEquals(List.of("internal"), finished.rules(1));
            assertEquals(name + "-2", finished.results().getString("items[1].externalId"));
        } finally {
            asOwner("ALTER TABLE person DROP CONSTRAINT refused");
        }
    }

    @Test
    void whatMayPassIsTriedAgainAndHoldsUpNoOtherSource() throws SQLException {
        asOwner("CREATE FUNCTION busy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NEW.title = 'Busy " + name + "' THEN RAISE EXCEPTION 'busy' USING ERRCODE = '40001'; END IF;"
                + " RETURN NEW; END $$");
        asOwner("CREATE TRIGGER busy BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION busy()");
        String location;
        try {
            location = post(hr.bearer(), row("1", "{}") + "\n" + row("2", "{'title': 'Busy " + name + "'}"), null)
                    .statusCode(202)
                    .extract()
                    .header("Location");
            await().until(() -> stalled(location) >= 1);
            get(hr.bearer(), location)
                    .body("state", equalTo("RUNNING"))
                    .body("counts.created", equalTo(1))
                    .body("counts.failed", equalTo(0));
            new Hr().hire();
        } finally {
            asOwner("DROP TRIGGER busy ON person");
            asOwner("DROP FUNCTION busy");
        }
        assertEquals(List.of("CREATED", "CREATED"), hr.finished(location).outcomes());
    }

    @Test
    void forgetsWhatWasFinishedLongAgo() throws SQLException {
        String old = IMPORTS + "/" + hr.send(row("1", "{}")).job().getString("id");
        String recent = IMPORTS + "/" + hr.send(row("2", "{}")).job().getString("id");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE import_job SET finished_at = now() - interval '31 days' WHERE id = '"
                    + old.substring(old.lastIndexOf('/') + 1) + "'");
        }
        runner.forget();
        get(hr.bearer(), old).statusCode(404);
        get(hr.bearer(), recent).statusCode(200);
    }

    @Test
    void theLinesThemselvesAreForgottenWithTheirResult() throws SQLException {
        String id = hr.send(row("1", "{}")).job().getString("id");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM import_row WHERE raw IS NOT NULL AND job_id = '" + id + "'")) {
            row.next();
            assertEquals(0, row.getInt(1));
        }
    }

    @Test
    void takesThousandsOfRowsInSeconds() {
        int people = 3_000;
        byte[] file = IntStream.range(0, people)
                .mapToObj(i -> row(
                        "" + i,
                        "{'givenName': 'Ada', 'familyName': 'Number " + i + "', 'managerExternalId': '" + name + "-"
                                + (i / 10) + "x'}"))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        String location = given().header("Authorization", hr.bearer())
                .contentType("application/x-ndjson")
                .body(file)
                .post(IMPORTS)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get(hr.bearer(), location)
                        .body("state", equalTo("COMPLETED"))
                        .body("counts.created", equalTo(people)));
    }

    // ---- who may, and what is refused as a whole ----

    @Test
    void onlyIntegrationsImportAndEachSeesItsOwn() {
        String id = hr.send(row("1", "{}")).job().getString("id");
        Hr.Worker ada = hr.hire();
        given().contentType("application/x-ndjson")
                .body(new byte[] {'{', '}'})
                .post(IMPORTS)
                .then()
                .statusCode(401);
        post(ada.bearer(), "{}", null).statusCode(403).body("type", equalTo("/docs/problems/role-missing"));
        post(ada.bearer("admin"), "{}", null).statusCode(403);
        // A person's token can't act for a machine, whatever its groups say.
        post(ada.bearer("hr-sync"), "{}", null).statusCode(403);
        for (String path : List.of(IMPORTS + "/" + id, IMPORTS + "/" + id + "/results")) {
            given().get(path).then().statusCode(401);
            get(hr.bearer(), path).statusCode(200);
            get(ada.bearer("admin"), path).statusCode(200);
            get(ada.bearer(), path).statusCode(403);
            get(new Hr().bearer(), path).statusCode(404).body("type", equalTo("/docs/problems/not-found"));
        }
        get(hr.bearer(), IMPORTS + "/" + UUID.randomUUID()).statusCode(404);
        get(hr.bearer(), IMPORTS + "/no-id").statusCode(404);
        get(hr.bearer(), IMPORTS + "/" + id + "/results?limit=0").statusCode(400);
        get(hr.bearer(), IMPORTS + "/" + id + "/results?cursor=zzz").statusCode(400);
        get(hr.bearer(), IMPORTS + "/" + id + "/results?cursor=OTk5OTk5OTk5OTk5")
                .statusCode(400);
        get(hr.bearer(), IMPORTS + "/" + id + "/results?outcome=GONE")
                .statusCode(400)
                .body("violations.field", contains("outcome"));
    }

    @Test
    void refusesWhatIsNoFileOfRows() {
        post(hr.bearer(), "\n \r\n", null).statusCode(400).body("type", equalTo("/docs/problems/invalid-body"));
        given().header("Authorization", hr.bearer())
                .contentType("application/json")
                .body("{}")
                .post(IMPORTS)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void refusesAFileThatDoesNotSayWhatItIs() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + IMPORTS))
                .header("Authorization", hr.bearer())
                .POST(BodyPublishers.ofString("{}\n"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(415, answer.statusCode());
        assertThat(answer.body(), containsString("/docs/problems/unsupported-media-type"));
    }

    @Test
    void resultsAreJsonForWhoeverAcceptsThatAndMore() {
        String job =
                csv("text/csv", "externalId,userName\n#,#\n".replace("#", name).getBytes(StandardCharsets.UTF_8), null);
        given().header("Authorization", hr.bearer())
                .accept("application/*")
                .get(job + "/results")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", containsString("Accept"))
                .body("items", notNullValue());
    }

    @Test
    void refusesMoreThanItsLimitWhetherAnnouncedOrNot() throws IOException, InterruptedException {
        int bytes = 65 * 1024 * 1024;
        for (boolean announced : new boolean[] {true, false}) {
            BodyPublisher stream = BodyPublishers.ofInputStream(() -> new Blanks(bytes));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + IMPORTS))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", hr.bearer())
                    .header("Content-Type", "application/x-ndjson")
                    .POST(announced ? BodyPublishers.fromPublisher(stream, bytes) : stream)
                    .build();
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertEquals(413, response.statusCode(), response.body());
            assertThat(response.body(), containsString("/docs/problems/payload-too-large"));
        }
    }

    /** Takes no memory. */
    private static final class Blanks extends InputStream {
        private int left;

        Blanks(int bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = Math.min(left, length);
            Arrays.fill(buffer, offset, offset + given, (byte) 'x');
            left -= given;
            return given;
        }
    }

    /** What the service itself may not do. */
    private void asOwner(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private int stalled(String location) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT stalled FROM import_job WHERE id = '"
                        + location.substring(location.lastIndexOf('/') + 1) + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private ValidatableResponse post(String bearer, String body, String key) {
        var request = given().header("Authorization", bearer)
                .contentType("application/x-ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8));
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post(IMPORTS)
                .then();
    }

    private static ValidatableResponse get(String bearer, String path) {
        return given().header("Authorization", bearer)
                .urlEncodingEnabled(false)
                .get(path)
                .then();
    }

    private static ValidatableResponse me(Hr.Worker who) {
        return get(who.bearer(), "/v1/people/me");
    }

    /** Somebody of this test as HR finds them. */
    private ValidatableResponse person(String key) {
        return get(hr.bearer(), "/v1/people?externalId=" + name + "-" + key).statusCode(200);
    }

    private String id(String key) {
        return person(key).extract().path("items[0].id");
    }

    private String version(String key) {
        return get(Tokens.person(name + "-" + key).bearer(), "/v1/people/me/profile")
                .extract()
                .header("ETag");
    }

    private String manager(String key) {
        return "{'managerExternalId': '" + name + "-" + key + "'}";
    }

    /** A row with an externalId and a userName of this test's own. */
    private String row(String key, String more) {
        String rest = json(more).strip().substring(1);
        String separator = rest.strip().equals("}") ? "" : ", ";
        return "{\"externalId\": \"" + name + "-" + key + "\", \"userName\": \"" + name + "-" + key + "\"" + separator
                + rest;
    }

    private static String json(String readable) {
        return readable.replace('\'', '"');
    }

    private static byte[] lines(Object... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object line : lines) {
            out.writeBytes(line instanceof byte[] raw ? raw : line.toString().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
