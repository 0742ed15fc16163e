package dev.belay.matching.recommend;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.belay.contracts.PersonState;
import dev.belay.matching.Published;
import dev.belay.matching.core.Someone;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.caller.Role;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "matching"))
class MatchResourceTest {

    private static final Tokens ADA = Tokens.person("ada");
    private static final Tokens GRACE = Tokens.person("grace");
    private static final Tokens EVE = Tokens.person("eve");

    @Inject
    Published published;

    @Inject
    LoginKey loginKey;

    @AfterEach
    void clear() {
        published.deleteAll();
    }

    @Test
    void explainsAPairToTheMentee() {
        publish(ada(), grace());

        ask(ADA, id(1), id(2))
                .statusCode(200)
                .header("Content-Language", "en")
                .header("Vary", "Accept-Language")
                .body("passes", equalTo(true))
                .body("sentence", equalTo("You could be matched."))
                .body("rules.passes", not(hasItem(false)))
                .body("components[0].sentence", equalTo("This mentor covers 1 of your 1 gap: kafka."))
                .body("components.weight.sum()", equalTo(1000))
                .body("score", greaterThan(450_000));
    }

    @Test
    void explainsARefusedPairTooWithEveryRuleThatRefuses() {
        publish(ada(), grace().places(1, 1, 0).languages("fa"));

        ask(ADA, id(1), id(2))
                .statusCode(200)
                .body("passes", equalTo(false))
                .body("sentence", equalTo("You can't be matched now: 2 rules refuse it."))
                .body("rules.findAll { !it.passes }.rule", contains("free-place", "common-language"))
                .body("rules.rule", not(hasItem("not-blocked")))
                .body("score", greaterThan(0));
    }

    @Test
    void speaksToOthersOfTheTwo() {
        publish(ada(), grace());

        ask(GRACE, id(1), id(2))
                .statusCode(200)
                .body("sentence", equalTo("The two could be matched."))
                .body("components[0].sentence", equalTo("The mentor covers 1 of the mentee's 1 gap: kafka."));
    }

    @Test
    void speaksGerman() {
        publish(ada(), grace());

        given().header("Authorization", ADA.bearer())
                .header("Accept-Language", "de-AT, en;q=0.5")
                .get("/v1/matches/{mentee}/{mentor}", id(1), id(2))
                .then()
                .statusCode(200)
                .header("Content-Language", "de")
                .body("sentence", equalTo("Ihr könntet zusammenfinden."));
    }

    @Test
    void tellsABlockAsAbsence() {
        publish(ada(), grace().blocks(id(1)));

        ask(ADA, id(1), id(2)).body("rules.findAll { !it.passes }.rule", contains("available"));
    }

    @Test
    void theMentorSeesWhoLooksForOneAndNobodyElse() {
        publish(ada().wantsNobody(), grace());

        ask(GRACE, id(1), id(2)).statusCode(404).body("type", equalTo("/docs/problems/not-found"));
        ask(ADA, id(1), id(2)).statusCode(200);

        published.states(
                ada().wantsNobody().partners(id(2)).participation(published.newVersion()),
                grace().partners(id(1)).participation(published.newVersion()));
        published.awaitRead();
        ask(GRACE, id(1), id(2)).statusCode(200).body("passes", equalTo(false));
    }

    @Test
    void toOthersThePairIsNotThere() {
        publish(ada(), grace(), aMentee(3).loginKey(loginKey.of("eve")));

        ask(EVE, id(1), id(2)).statusCode(404).contentType("application/problem+json");
        ask(EVE.groups(Role.PROGRAM_MANAGER), id(1), id(2)).statusCode(200);
        ask(EVE.groups(Role.ADMIN), id(1), id(2)).statusCode(200);
    }

    @Test
    void whoIsUnknownOrDeletedIsNotThere() {
        publish(ada(), grace());

        ask(ADA.groups(Role.ADMIN), id(1), UUID.randomUUID()).statusCode(404);
        published.states(PersonState.deleted(id(2), published.newVersion()));
        published.awaitRead();
        ask(ADA, id(1), id(2)).statusCode(404);
    }

    @Test
    void refusesMachinesNobodysTokensAndIdsThatAreNone() {
        publish(ada(), grace());

        for (Tokens machine : List.of(Tokens.hrSync("workday"), Tokens.service("mentorship"))) {
            ask(machine, id(1), id(2)).statusCode(403).body("type", equalTo("/docs/problems/role-missing"));
        }
        given().get("/v1/matches/{mentee}/{mentor}", id(1), id(2)).then().statusCode(401);
        ask(Tokens.person("nobody"), id(1), id(2)).statusCode(403);
        given().header("Authorization", ADA.bearer())
                .get("/v1/matches/{mentee}/no-id", id(1))
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private void publish(Someone... people) {
        published.people(people);
        published.awaitRead();
    }

    private Someone ada() {
        return aMentee(1).gap("kafka", 0, 4).loginKey(loginKey.of("ada"));
    }

    private Someone grace() {
        return aMentor(2).strength("kafka", 4).loginKey(loginKey.of("grace"));
    }

    private static ValidatableResponse ask(Tokens tokens, UUID mentee, UUID mentor) {
        return given().header("Authorization", tokens.bearer())
                .get("/v1/matches/{mentee}/{mentor}", mentee, mentor)
                .then();
    }
}
