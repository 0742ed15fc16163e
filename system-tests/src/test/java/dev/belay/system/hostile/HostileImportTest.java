package dev.belay.system.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.system.RunningBelay;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** HR's rows, which OpenAPI knows as lines of text alone: what is taken is kept exactly, what is refused is named. */
class HostileImportTest {
    private static final List<String> FIELDS = List.of(
            "givenName",
            "familyName",
            "email",
            "title",
            "department",
            "location",
            "country",
            "timeZone",
            "managerExternalId");

    private final RunningBelay belay = RunningBelay.get();
    private final String hr = belay.suite().tokens().machineToken("hr-sync");

    private record Row(String id, String field, String text) {
        String line() {
            ObjectNode row = RunningBelay.employee(id).put(field, text);
            return row + "\n";
        }
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String field : FIELDS) {
            for (String text : Ugly.TEXTS) {
                rows.add(new Row("ugly-" + UUID.randomUUID(), field, text));
            }
        }
        return rows;
    }

    @Test
    void aSampleOfUglyRowsIsKeptExactlyOrRefused() {
        List<Row> rows = rows();
        Collections.shuffle(rows, new Random(20_261));
        importAndCompare(rows.subList(0, 60));
    }

    @Test
    @Tag("hostile")
    void uglyRowsAreKeptExactlyOrRefused() {
        importAndCompare(rows());
    }

    private void importAndCompare(List<Row> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row.line()));
        // These are refused one by one, whatever stands around them.
        Ugly.UNSTORABLE.forEach(text -> lines.append(Json.with(RunningBelay.employee("unstorable"), "/title", text))
                .append('\n'));
        String place = belay.api()
                .postLines("/v1/people/imports", hr, lines.toString(), Map.of())
                .expect(202)
                .header("Location")
                .orElseThrow();
        RunningBelay.await(
                () -> belay.api().get(place, hr).body().path("state").asText().equals("COMPLETED"));
        List<JsonNode> results = results(place);
        List<String> complaints = new ArrayList<>();
        int kept = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            JsonNode result = results.get(i);
            if (result.path("outcome").asText().equals("CREATED")) {
                kept++;
                JsonNode person = person(row);
                String found = person.path(row.field()).asText("");
                // HR's fields lose the white space around them, as the API page says.
                if (!found.equals(row.text().strip())) {
                    complaints.add(
                            row.field() + " " + Json.quoted(row.text()) + " is kept as " + person.path(row.field()));
                }
            } else if (!result.path("outcome").asText().equals("FAILED") || !names(result, row)) {
                complaints.add(row.field() + " " + Attack.shortened(row.text(), 60) + ": " + result);
            }
        }
        assertEquals("", String.join("\n", complaints));
        assertTrue(kept > rows.size() / 4, kept + " kept");
        for (JsonNode result : results.subList(rows.size(), results.size())) {
            assertEquals("FAILED", result.path("outcome").asText(), result.toString());
        }
        System.out.printf("Hostile: %d ugly rows imported, %d kept exactly%n", results.size(), kept);
    }

    /** A line that is too long is refused before its fields are looked at. */
    private static boolean names(JsonNode result, Row row) {
        JsonNode violation = result.at("/violations/0");
        return violation.path("field").asText("").equals("/" + row.field())
                || (row.text().length() > 10_000
                        && violation.path("field").asText("-").isEmpty());
    }

    private JsonNode person(Row row) {
        String id = URLEncoder.encode("hr-" + row.id(), StandardCharsets.UTF_8);
        return belay.api()
                .get("/v1/people?externalId=" + id, hr)
                .expect(200)
                .body()
                .at("/items/0");
    }

    private List<JsonNode> results(String place) {
        List<JsonNode> results = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Api.Answer page = belay.api()
                    .get(place + "/results?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor), hr)
                    .expect(200);
            page.body().path("items").forEach(results::add);
            cursor = page.body().path("nextCursor").asText(null);
        }
        return results;
    }
}
