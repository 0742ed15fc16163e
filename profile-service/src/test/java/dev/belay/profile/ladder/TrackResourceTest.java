package dev.belay.profile.ladder;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class TrackResourceTest {
    private final Hr hr = new Hr();

    @Test
    void listsTheTracks() {
        get("/v1/tracks")
                .statusCode(200)
                .body("items.key", contains("backend-developer"))
                .body("items[0].levels.key", contains("junior", "mid", "senior", "staff", "principal"));
    }

    @Test
    void showsWhatEachLevelAsksFor() {
        var track = get("/v1/tracks/backend-developer")
                .statusCode(200)
                .body("competencies", hasSize(8))
                .body("competencies.evidence", everyItem(notNullValue()))
                .body("levels", hasSize(5))
                .body("levels[0].competencies", hasSize(8))
                .body("levels[0].competencies[0].key", equalTo("technical-skills"))
                .body("levels[0].competencies[0].expectations[0].key", equalTo("main-language"))
                .body("levels[0].competencies[0].expectations[0].oneOf", hasItems("java", "python"))
                .extract()
                .jsonPath();
        List<Integer> weights = track.getList("levels[1].competencies.weight");
        assertEquals(100, weights.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void isForWhoeverIsSignedIn() {
        get("/v1/tracks/plumber").statusCode(404).body("type", equalTo("/docs/problems/not-found"));
        given().get("/v1/tracks").then().statusCode(401);
        given().get("/v1/tracks/backend-developer").then().statusCode(401);
    }

    private ValidatableResponse get(String path) {
        return given().header("Authorization", hr.bearer()).get(path).then();
    }
}
