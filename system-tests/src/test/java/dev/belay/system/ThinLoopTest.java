package dev.belay.system;

import static dev.belay.system.RunningBelay.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.api.Api;
import dev.belay.system.RunningBelay.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The product's main loop, from outside: gap → match → mentorship, and what ends it. */
class ThinLoopTest {
    private final RunningBelay belay = RunningBelay.get();

    private static String name(String role) {
        return role + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aMentorshipComesAboutAndTheFullMentorIsOfferedToNobody() {
        String ada = name("ada");
        String grace = name("grace");
        String rival = name("rival");
        belay.hires(ada, grace, rival);
        Person mentee = belay.person(ada)
                .knows("junior", "mid", Map.of("java", 1, "sql", 1))
                .wantsMentoring();
        Person other =
                belay.person(rival).knows("junior", "mid", Map.of("java", 1)).wantsMentoring();
        Person mentor = belay.person(grace).teaches("senior", Map.of("java", 5, "sql", 4, "docker", 4), 1);
        UUID mentorId = mentor.id();

        Api.Answer readiness =
                mentee.get("/v1/people/" + mentee.id() + "/readiness").expect(200);
        assertEquals(8, readiness.body().path("competencies").size());
        int sum = 0;
        for (var competency : readiness.body().path("competencies")) {
            sum += competency.path("points").asInt();
        }
        assertEquals(readiness.body().path("overall").asInt(), sum);

        await(() -> mentee.isOffered(mentorId) && other.isOffered(mentorId));
        for (var item : mentee.get("/v1/recommendations/mentors").body().path("items")) {
            int points = 0;
            for (var component : item.path("components")) {
                assertEquals(
                        component.path("value").asInt()
                                * component.path("weight").asInt(),
                        component.path("points").asInt());
                points += component.path("points").asInt();
            }
            assertEquals(item.path("score").asInt(), points);
        }

        Api.Answer asked = mentee.asks(mentorId).expect(201);
        String request = "/v1/match-requests/" + asked.body().path("id").asText();
        assertEquals("PENDING", asked.body().path("state").asText());
        assertEquals(
                "ACCEPTED",
                mentor.post(request + "/accept")
                        .expect(200)
                        .body()
                        .path("state")
                        .asText());
        assertEquals(
                "ACCEPTED",
                mentor.post(request + "/accept")
                        .expect(200)
                        .body()
                        .path("state")
                        .asText());

        var mentorships = mentee.get("/v1/mentorships").expect(200).body().path("items");
        assertEquals(1, mentorships.size());
        assertEquals("ACTIVE", mentorships.get(0).path("state").asText());
        await(() -> !other.isOffered(mentorId));
        assertEquals("mentor-at-capacity", other.asks(mentorId).expect(409).problem());

        String mentorship = "/v1/mentorships/" + mentorships.get(0).path("id").asText();
        mentor.post(mentorship + "/complete").expect(200);
        await(() -> other.isOffered(mentorId));
    }

    @Test
    void aLeaverIsRefusedEverywhereAndMissedByNobody() {
        String mentorName = name("leaver");
        String ada = name("ada");
        belay.hires(mentorName, ada);
        Person leaver = belay.person(mentorName).teaches("senior", Map.of("java", 5), 2);
        Person mentee =
                belay.person(ada).knows("junior", "mid", Map.of("java", 1)).wantsMentoring();
        UUID leaverId = leaver.id();
        await(() -> mentee.isOffered(leaverId));
        String request = "/v1/match-requests/"
                + mentee.asks(leaverId).expect(201).body().path("id").asText();

        belay.hrImports(List.of(RunningBelay.employee(mentorName).put("active", false)));

        for (String path : List.of("/v1/people/me", "/v1/participation/me", "/v1/recommendations/mentors")) {
            await(() -> leaver.get(path).status() == 403);
            assertEquals("person-inactive", leaver.get(path).problem());
        }
        await(() -> !mentee.isOffered(leaverId));
        await(() -> "CANCELLED"
                .equals(mentee.get(request).expect(200).body().path("state").asText()));
    }

    @Test
    void kafkaAwayForAWhileTakesNoWriterOutAndLosesNothing() {
        String ada = name("ada");
        String grace = name("grace");
        belay.hires(ada, grace);
        Person mentee =
                belay.person(ada).knows("junior", "mid", Map.of("java", 1)).wantsMentoring();
        UUID mentorId = belay.person(grace).id();
        belay.suite().servers().stopKafka();
        try {
            belay.person(grace).teaches("senior", Map.of("java", 5, "python", 3), 1);
            belay.person(grace).teaches("senior", Map.of("java", 5), 2);
            String request = mentee.asks(mentorId).expect(201).body().path("id").asText();
            belay.person(grace)
                    .post(
                            "/v1/match-requests/" + request + "/decline",
                            RunningBelay.JSON.createObjectNode().put("reason", "NO_TIME"))
                    .expect(200);
        } finally {
            belay.suite().servers().startKafka();
        }
        await(() -> mentee.isOffered(mentorId));
    }

    @Test
    void theFrontDoorLeadsToTheServicesAndNowhereElse() {
        String ada = name("ada");
        belay.hires(ada);
        for (String path : List.of("/q/health", "/q/metrics", "/internal/republish", "/v2", "/", "/v1/unknown")) {
            Api.Answer answer = belay.person(ada).get(path).expect(404);
            assertEquals("not-found", answer.problem(), path);
        }
        assertTrue(belay.api()
                .get("/dev-issuer/jwks.json", "none")
                .expect(200)
                .body()
                .has("keys"));
    }
}
