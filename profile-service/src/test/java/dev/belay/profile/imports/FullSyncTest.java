package dev.belay.profile.imports;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import dev.belay.profile.testing.Hr;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class FullSyncTest {
    private static final String IMPORTS = "/v1/people/imports";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String FULL = "?mode=full-sync";

    @Inject
    AgroalDataSource database;

    private final Hr hr = new Hr();
    private final String name = "n" + UUID.randomUUID().toString().replace("-", "");

    // ---- who is switched off ----

    @Test
    void switchesOffWhoIsMissingAndWelcomesThemBack() {
        csv("", "1", "2", "3");
        Hr other = new Hr();
        Hr.Worker stranger = other.hire();
        Hr.Finished synced = csv(FULL, "1", "2");
        assertEquals(List.of("UNCHANGED", "UNCHANGED"), synced.outcomes());
        assertEquals("COMPLETED", synced.job().getString("state"));
        assertEquals(fullSync(3, 1, 0, false, 1), synced.job().getMap("fullSync"));
        assertEquals(List.of(true, true, false), active("1", "2", "3"));
        leavers(synced)
                .body("items.externalId", contains(name + "-3"))
                .body("items.userName", contains(name + "-3"))
                .body("items.outcome", contains("DEACTIVATED"));
        given().header("Authorization", Tokens.person(name + "-3").bearer())
                .get("/v1/people/me")
                .then()
                .statusCode(403)
                .body("type", equalTo("/docs/problems/person-inactive"));
        given().header("Authorization", stranger.bearer())
                .get("/v1/people/me")
                .then()
                .statusCode(200);

        assertEquals(fullSync(2, 0, 0, false, 0), csv(FULL, "1", "2").job().getMap("fullSync"));
        assertEquals(
                List.of("UNCHANGED", "UNCHANGED", "UPDATED"),
                csv(FULL, "1", "2", "3").outcomes());
        assertEquals(List.of(true, true, true), active("1", "2", "3"));
        // What a file is not said to be the whole of says nothing of those it does not name.
        csv("?mode=upsert", "1");
        assertEquals(List.of(true, true, true), active("1", "2", "3"));
    }

    @Test
    void whoHasABrokenRowIsPresent() {
        csv("", "1", "2", "3", "4");
        String file = "externalId,userName,country\n#-1,#-1,AT\n#-2,#-2,nowhere\n,#-3,nowhere\n#-4,\u0007,AT\n";
        Hr.Finished synced = send(CSV, FULL, file.replace("#", name));
        assertEquals(List.of("UPDATED", "FAILED", "FAILED", "FAILED"), synced.outcomes());
        assertEquals(fullSync(4, 0, 0, false, 0), synced.job().getMap("fullSync"));
        Hr.Finished again = send(
                NDJSON,
                FULL,
                ("{'externalId': '#-1', 'salary': 1}\n{'userName': '#-2', 'active': 7}\n{'externalId': '#-3'}\n"
                                + "{'externalId': 12, 'userName': '#-4'}")
                        .replace("#", name)
                        .replace('\'', '"'));
        assertEquals(List.of("FAILED", "FAILED", "UNCHANGED", "FAILED"), again.outcomes());
        assertEquals(fullSync(4, 0, 0, false, 0), again.job().getMap("fullSync"));
    }

    @Test
    void aRowThatMayBeAnybodysSwitchesNobodyOffWithoutAWord() {
        csv("", "1", "2");
        for (String broken : List.of("{}", "{'externalId': ", "{'externalId': 7, 'userName': '#-new'}", "[]")) {
            Hr.Finished asks = send(
                    NDJSON,
                    FULL,
                    ("{'externalId': '#-1'}\n" + broken).replace("#", name).replace('\'', '"'));
            assertEquals("NEEDS_CONFIRMATION", asks.job().getString("state"));
            assertEquals(fullSync(2, 1, 1, true, 0), asks.job().getMap("fullSync"));
            assertEquals(List.of(true, true), active("1", "2"));
        }
        // A file that was cut off within a row.
        Hr.Finished cut = send(CSV, FULL, "externalId,title\n" + name + "-1,Engineer\n" + name + "-");
        assertEquals(fullSync(2, 1, 1, true, 0), cut.job().getMap("fullSync"));
    }

    @Test
    void aTruncatedFileWaitsForAWord() {
        String[] all = keys(1, 8);
        csv("", all);
        Hr.Finished asks = csv(FULL, "1", "2");
        assertEquals("NEEDS_CONFIRMATION", asks.job().getString("state"));
        assertEquals(fullSync(8, 6, 0, true, 0), asks.job().getMap("fullSync"));
        assertEquals(List.of("confirm", "cancel"), asks.job().getList("actions"));
        assertThatAllAre(true, all);
        leavers(asks).body("items", hasSize(6)).body("items.outcome", everyItem(nullValue()));

        // Whom HR names or changes meanwhile is missed no more.
        csv("", "3");
        hr.send("{\"externalId\": \"" + name + "-4\", \"title\": \"Engineer\"}");
        post(hr.bearer(), asks, "confirm").statusCode(200).body("state", equalTo("RUNNING"));
        Hr.Finished confirmed = hr.finished(location(asks));
        assertEquals("COMPLETED", confirmed.job().getString("state"));
        assertEquals(4, confirmed.job().getInt("fullSync.deactivated"));
        assertThatAllAre(true, "1", "2", "3", "4");
        assertThatAllAre(false, "5", "6", "7", "8");
        // Said again, it changes nothing.
        post(hr.bearer(), asks, "confirm").statusCode(200).body("state", equalTo("COMPLETED"));
        post(hr.bearer(), asks, "cancel")
                .statusCode(409)
                .body("type", equalTo("/docs/problems/wrong-state"))
                .body("state", equalTo("COMPLETED"))
                .body("actions", empty());
    }

    @Test
    void aWordThatNeverCameIsNotNeededAnyMore() {
        String[] all = keys(1, 8);
        csv("", all);
        Hr.Finished cancelled = csv(FULL, "1");
        post(hr.bearer(), cancelled, "cancel").statusCode(200).body("state", equalTo("CANCELLED"));
        post(hr.bearer(), cancelled, "cancel").statusCode(200);
        post(hr.bearer(), cancelled, "confirm").statusCode(409).body("state", equalTo("CANCELLED"));
        Hr.Finished overtaken = csv(FULL, "1");
        csv(FULL, all);
        get(hr.bearer(), location(overtaken)).body("state", equalTo("CANCELLED"));
        assertThatAllAre(true, all);
    }

    // ---- dry runs ----

    @Test
    void aDryRunTellsWhatWouldBeAndChangesNothing() throws SQLException {
        csv("", "1", "2", "3");
        long before = outboxIds();
        String file = "externalId,userName,title,managerExternalId\n"
                + "#-1,#-1,Engineer,#-9\n#-2,#-2,,\n#-9,#-9,,\n#-9,#-9,Twice,\n#-1,#-9,,\n#-9,#-9,,#-1\n";
        Hr.Finished dry = send(CSV, FULL + "&dryRun=true", file.replace("#", name));
        List<String> outcomes = List.of("UPDATED", "UNCHANGED", "CREATED", "UPDATED", "FAILED", "FAILED");
        assertEquals(outcomes, dry.outcomes());
        assertEquals(true, dry.job().getBoolean("dryRun"));
        assertEquals("COMPLETED", dry.job().getString("state"));
        assertEquals(fullSync(3, 1, 0, false, 0), dry.job().getMap("fullSync"));
        leavers(dry).body("items.externalId", contains(name + "-3"));
        person("9").body("items", empty());
        person("1").body("items[0].title", nullValue());
        assertThatAllAre(true, "1", "2", "3");

        Hr.Finished real = send(CSV, FULL, file.replace("#", name));
        assertEquals(outcomes, real.outcomes());
        assertEquals(real.job().getMap("counts"), dry.job().getMap("counts"));
        assertEquals(List.of("manager-cycle"), real.rules(5));
        assertEquals(real.rules(5), dry.rules(5));
        assertEquals(false, active("3").get(0));
        assertEquals(true, outboxIds() > before);
    }

    @Test
    void aDryRunOfATruncatedFileTellsThatItWouldNeedAWord() {
        csv("", keys(1, 8));
        Hr.Finished dry = csv(FULL + "&dryRun=true", "1");
        assertEquals("COMPLETED", dry.job().getString("state"));
        assertEquals(fullSync(8, 7, 0, true, 0), dry.job().getMap("fullSync"));
        post(hr.bearer(), dry, "confirm").statusCode(409);
    }

    @Test
    void batchesOfADryRunSeeEachOther() {
        int rows = 1_050;
        String file = "externalId,userName\n"
                + IntStream.range(0, rows)
                        .mapToObj(i -> "#-" + i % 600 + ",#-" + i % 600 + "\n")
                        .collect(Collectors.joining())
                        .replace("#", name);
        Hr.Finished dry = send(CSV, "?dryRun=true", file);
        assertEquals(
                Map.of("total", rows, "created", 600, "updated", 0, "unchanged", 450, "failed", 0),
                dry.job().getMap("counts"));
        person("7").body("items", empty());
    }

    // ---- order, interruption ----

    @Test
    void importsAreAppliedInTheOrderInWhichTheirRequestsArrived() throws IOException, SQLException {
        String row = "{\"externalId\": \"#-1\", \"userName\": \"#-1\", \"title\": \"%s\"}\n".replace("#", name);
        String body = row.formatted("of the first");
        String second;
        String answer;
        try (Socket slow = new Socket("localhost", RestAssured.port)) {
            String head = "POST " + IMPORTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + hr.bearer()
                    + "\r\nContent-Type: " + NDJSON + "\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n";
            slow.getOutputStream().write((head + body.substring(0, 20)).getBytes(StandardCharsets.UTF_8));
            await().until(() -> onTheirWay() == 1);
            second = hr.post(NDJSON, "", row.formatted("of the second").getBytes(StandardCharsets.UTF_8));
            // By now the runner has been there.
            new Hr().hire();
            get(hr.bearer(), second).body("state", equalTo("QUEUED"));
            slow.getOutputStream().write(body.substring(20).getBytes(StandardCharsets.UTF_8));
            answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertTrue(answer.startsWith("HTTP/1.1 202"), answer);
        Matcher location = Pattern.compile("(?im)^location: (\\S+)").matcher(answer);
        assertTrue(location.find(), answer);
        assertEquals(List.of("CREATED"), hr.finished(location.group(1)).outcomes());
        assertEquals(List.of("UPDATED"), hr.finished(second).outcomes());
        person("1").body("items[0].title", equalTo("of the second"));
        assertEquals(0, onTheirWay());
    }

    private long onTheirWay() throws SQLException {
        return number("SELECT count(*) FROM import_arrival WHERE source = '" + hr.client() + "'");
    }

    @Test
    void aCancelledImportGoesNoFurtherAndHoldsNothingUp() throws SQLException {
        update("INSERT INTO import_arrival (source, seen_at) VALUES ('" + hr.client() + "', now())");
        String waiting = hr.post(NDJSON, "", row("1").getBytes(StandardCharsets.UTF_8));
        get(hr.bearer(), waiting).body("state", equalTo("QUEUED")).body("actions", contains("cancel"));
        given().header("Authorization", hr.bearer())
                .post(waiting + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        // One that never came, as its replica is no more.
        update("UPDATE import_arrival SET seen_at = now() - interval '11 minutes' WHERE source = '" + hr.client()
                + "'");
        assertEquals(List.of("CREATED"), hr.send(row("2")).outcomes());
        person("1").body("items", empty());
        String id = waiting.substring(waiting.lastIndexOf('/') + 1);
        assertEquals(0, number("SELECT count(*) FROM import_row WHERE job_id = '" + id + "'"));
    }

    /** As a replica leaves it that dies after a batch of a CSV file; then as one leaves it that dies among the leavers. */
    @Test
    void goesOnWhereADeadReplicaStoodWithCsvAndAmongTheLeavers() throws SQLException {
        csv("", "1", "2", "3", "4");
        UUID job = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO import_job (id, source, state, traceparent, created_at, started_at, last_line,"
                            + " stalled, total, created, updated, unchanged, failed, mode, people, columns) VALUES ('"
                            + job
                            + "', '" + hr.client()
                            + "', 'RUNNING', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',"
                            + " now(), now(), 2, 0, 2, 0, 0, 1, 0, 'FULL_SYNC', 4,"
                            + " '[{\"name\":\"ID\",\"field\":\"externalId\"},{\"name\":\"Job\",\"field\":\"title\"}]')");
            statement.execute("INSERT INTO import_row (job_id, line, outcome, person_id) VALUES ('" + job
                    + "', 2, 'UNCHANGED', '" + id("1") + "')");
            statement.execute("INSERT INTO import_row (job_id, line, raw) VALUES ('" + job + "', 3, convert_to('[\""
                    + name + "-2\",\"Engineer\"]', 'UTF8'))");
            connection.commit();
        }
        Hr.Finished resumed = hr.finished(IMPORTS + "/" + job);
        assertEquals(List.of("UNCHANGED", "UPDATED"), resumed.outcomes());
        assertEquals(fullSync(4, 2, 0, false, 2), resumed.job().getMap("fullSync"));
        assertEquals(List.of(true, true, false, false), active("1", "2", "3", "4"));

        csv("", "5", "6");
        hr.send("{\"externalId\": \"" + name + "-5\", \"active\": false}");
        update("UPDATE import_leaver SET outcome = NULL, person_id = '" + id("6")
                + "', hr_version = (SELECT hr_version FROM person WHERE id = '" + id("6") + "') WHERE job_id = '" + job
                + "' AND person_id = '" + id("4") + "'");
        update("UPDATE import_job SET state = 'RUNNING', deactivated = 1 WHERE id = '" + job + "'");
        assertEquals(2, hr.finished(IMPORTS + "/" + job).job().getInt("fullSync.deactivated"));
        assertEquals(List.of(false), active("6"));
    }

    // ---- who may, and what is refused ----

    @Test
    void onlyItsOwnIntegrationAndAdminsDecide() {
        csv("", keys(1, 8));
        Hr.Finished asks = csv(FULL, "1");
        Hr.Worker ada = new Hr().hire();
        for (String action : List.of("confirm", "cancel")) {
            given().post(location(asks) + "/" + action).then().statusCode(401);
            post(ada.bearer(), asks, action).statusCode(403);
            post(new Hr().bearer(), asks, action).statusCode(404);
            given().header("Authorization", hr.bearer())
                    .post(IMPORTS + "/" + UUID.randomUUID() + "/" + action)
                    .then()
                    .statusCode(404);
        }
        String leavers = location(asks) + "/leavers";
        given().get(leavers).then().statusCode(401);
        get(ada.bearer(), leavers).statusCode(403);
        get(new Hr().bearer(), leavers).statusCode(404);
        get(hr.bearer(), leavers + "?cursor=zzz").statusCode(400);
        get(ada.bearer("admin"), leavers + "?limit=2")
                .body("items", hasSize(2))
                .header("Link", containsString("rel=\"next\""));
        post(ada.bearer("admin"), asks, "cancel").statusCode(200);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (String query : List.of("?mode=replace", "?mode=FULL_SYNC", "?dryRun=yes")) {
            given().header("Authorization", hr.bearer())
                    .contentType(NDJSON)
                    .body(row("1").getBytes(StandardCharsets.UTF_8))
                    .post(IMPORTS + query)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/docs/problems/invalid-parameter"));
        }
    }

    @Test
    void aKeyMeansOneRequestWithItsModeAndAll() {
        String key = UUID.randomUUID().toString();
        for (String query : List.of("?dryRun=true", "?dryRun=true")) {
            keyed(key, query).statusCode(202);
        }
        keyed(key, FULL).statusCode(422);
    }

    private ValidatableResponse keyed(String key, String query) {
        return given().header("Authorization", hr.bearer())
                .header("Idempotency-Key", key)
                .contentType(NDJSON)
                .body(row("1").getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS + query)
                .then();
    }

    // ---- files and people of a test ----

    private static String[] keys(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private Hr.Finished csv(String query, String... keys) {
        StringBuilder file = new StringBuilder("externalId,userName\n");
        for (String key : keys) {
            file.append("#-").append(key).append(",#-").append(key).append('\n');
        }
        return send(CSV, query, file.toString().replace("#", name));
    }

    private Hr.Finished send(String type, String query, String file) {
        return hr.finished(hr.post(type, query, file.getBytes(StandardCharsets.UTF_8)));
    }

    private String row(String key) {
        return "{\"externalId\": \"#-k\", \"userName\": \"#-k\"}"
                .replace("#", name)
                .replace("k", key);
    }

    private static Map<String, Object> fullSync(
            int people, int missing, int withoutKey, boolean needsConfirmation, int deactivated) {
        return Map.of(
                "people",
                people,
                "missing",
                missing,
                "withoutKey",
                withoutKey,
                "mostWithoutAsking",
                5,
                "needsConfirmation",
                needsConfirmation,
                "deactivated",
                deactivated);
    }

    private static String location(Hr.Finished job) {
        return IMPORTS + "/" + job.job().getString("id");
    }

    private ValidatableResponse leavers(Hr.Finished job) {
        return get(hr.bearer(), location(job) + "/leavers").statusCode(200);
    }

    private static ValidatableResponse post(String bearer, Hr.Finished job, String action) {
        return given().header("Authorization", bearer)
                .post(location(job) + "/" + action)
                .then();
    }

    private static ValidatableResponse get(String bearer, String path) {
        return given().header("Authorization", bearer).get(path).then();
    }

    private ValidatableResponse person(String key) {
        return get(hr.bearer(), "/v1/people?externalId=" + name + "-" + key).statusCode(200);
    }

    private String id(String key) {
        return person(key).extract().path("items[0].id");
    }

    private List<Boolean> active(String... keys) {
        List<Boolean> active = new ArrayList<>();
        for (String key : keys) {
            active.add(person(key).extract().path("items[0].active"));
        }
        return active;
    }

    private void assertThatAllAre(boolean active, String... keys) {
        assertEquals(List.of(active), active(keys).stream().distinct().toList());
    }

    private long outboxIds() throws SQLException {
        return number("SELECT last_value FROM outbox_id_seq");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }
}
