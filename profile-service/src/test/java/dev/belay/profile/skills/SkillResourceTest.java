package dev.belay.profile.skills;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.platform.testing.BelayServers;
import dev.belay.profile.testing.Hr;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class SkillResourceTest {
    private final Hr hr = new Hr();

    @Test
    void searchesBestFirst() {
        get("/v1/skills?q=postgres").body("items[0].key", equalTo("postgresql")).body("nextCursor", nullValue());
        get("/v1/skills?q=kuberntes").body("items[0].key", equalTo("kubernetes"));
        get("/v1/skills?q=ai").body("items.key", not(hasItem("retail")));
        get("/v1/skills?q=%20").body("items", empty());
        get("/v1/skills?q=java&limit=1").body("items.key", equalTo(List.of("java")));
    }

    @Test
    void listsAllByKeyInPages() {
        List<String> seen = new ArrayList<>();
        String path = "/v1/skills?limit=200";
        while (path != null) {
            var page = get(path).extract();
            seen.addAll(page.jsonPath().getList("items.key"));
            String link = page.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertEquals(SkillCatalogue.load().skills().stream().map(Skill::key).toList(), seen);
    }

    @Test
    void showsOneByItsKey() {
        get("/v1/skills/spring-boot")
                .body("name", equalTo("Spring Boot"))
                .body("competency", equalTo("technical-skills"))
                .body("category", equalTo("backend-framework"));
        read("/v1/skills/no-such-skill").statusCode(404).body("type", equalTo("/docs/problems/not-found"));
        read("/v1/skills?limit=201").statusCode(400);
        read("/v1/skills?cursor=%C3").statusCode(400);
        read("/v1/skills?q=" + "x".repeat(101)).statusCode(400);
        given().get("/v1/skills").then().statusCode(401);
    }

    private ValidatableResponse get(String path) {
        return read(path).statusCode(200);
    }

    private ValidatableResponse read(String path) {
        return given().header("Authorization", hr.bearer())
                .urlEncodingEnabled(false)
                .get(path)
                .then();
    }
}
