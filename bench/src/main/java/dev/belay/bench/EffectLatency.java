package dev.belay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.local.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * How long it takes from the commit of a profile change (the answer to the PATCH) until a recommendation shows its
 * effect: through the outbox, Kafka and the index of matching-service. The reader asks again and again, so each figure
 * includes up to one request; what such a request alone takes is measured in the same run and printed beside it.
 */
public final class EffectLatency {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MENTORS = 50;
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Suite suite;
    private final Api api;

    private EffectLatency(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.url());
    }

    public static void main(String[] args) throws IOException {
        Path home = Path.of(System.getProperty("belay.home"));
        Path folder = Files.createTempDirectory("belay-bench");
        Suite.Options options =
                Suite.Options.in(home, folder).withEnvironment(Map.of("BELAY_LIMITS_REQUESTS_PER_MINUTE", "1000000"));
        try (Suite suite = Suite.start(options)) {
            new EffectLatency(suite).run();
        }
    }

    private void run() {
        importPeople();
        String mentee = suite.tokens().tokenFor("bench-mentee");
        for (int i = 0; i < MENTORS; i++) {
            String token = suite.tokens().tokenFor("bench-mentor-" + i);
            patch("/v1/people/me/profile", token, profile(4, true));
            ObjectNode offer =
                    JSON.createObjectNode().put("offersMentoring", true).put("capacity", 3);
            patch("/v1/participation/me", token, offer);
        }
        String wants = "/v1/participation/me";
        patch(wants, mentee, JSON.createObjectNode().put("wantsMentoring", true));
        patch("/v1/people/me/profile", mentee, profile(1, false));
        awaitChange(mentee, "");

        Histogram effect = new Histogram(60_000_000, 3);
        Histogram single = new Histogram(60_000_000, 3);
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long asked = System.nanoTime();
            String before = top(mentee);
            long answered = System.nanoTime();
            patch("/v1/people/me/profile", mentee, profile(3 - round % 2 * 2, false));
            long committed = System.nanoTime();
            awaitChange(mentee, before);
            long seen = System.nanoTime();
            if (round >= WARM_UP) {
                effect.recordValue((seen - committed) / 1_000);
                single.recordValue((answered - asked) / 1_000);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d cores, %d mentors, %d changes after %d to warm up%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                MENTORS,
                ROUNDS,
                WARM_UP);
        print("commit → effect in a recommendation", effect);
        print("one recommendation over HTTP alone", single);
        System.out.printf(
                Locale.ROOT,
                "ratio of the medians %.1f%n",
                effect.getValueAtPercentile(50) / (double) single.getValueAtPercentile(50));
    }

    private static void print(String what, Histogram micros) {
        System.out.printf(
                Locale.ROOT,
                "%-40s p50 %6.1f ms   p95 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
                what,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    private void importPeople() {
        StringBuilder lines = new StringBuilder(row("bench-mentee"));
        for (int i = 0; i < MENTORS; i++) {
            lines.append(row("bench-mentor-" + i));
        }
        String token = suite.tokens().machineToken("hr-sync");
        Api.Answer job = api.postLines(
                        "/v1/people/imports",
                        token,
                        lines.toString(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(202);
        String place = job.header("Location").orElseThrow();
        await(() ->
                api.get(place, token).expect(200).body().path("state").asText().equals("COMPLETED"));
        // Each service learns of them by event.
        String mentee = suite.tokens().tokenFor("bench-mentee");
        await(() -> api.get("/v1/participation/me", mentee).status() == 200);
        await(() -> api.get("/v1/recommendations/mentors", mentee).status() == 200);
        for (int i = 0; i < MENTORS; i++) {
            String mentor = suite.tokens().tokenFor("bench-mentor-" + i);
            await(() -> api.get("/v1/participation/me", mentor).status() == 200);
        }
    }

    private static String row(String name) {
        ObjectNode row = JSON.createObjectNode()
                .put("externalId", name)
                .put("userName", name)
                .put("givenName", "Bench")
                .put("familyName", name)
                .put("email", name + "@example.org")
                .put("timeZone", "Europe/Vienna")
                .put("active", true);
        return row + "\n";
    }

    private static ObjectNode profile(int proficiency, boolean teaches) {
        ObjectNode profile = JSON.createObjectNode()
                .put("track", "backend-developer")
                .put("level", teaches ? "senior" : "junior")
                .put("targetLevel", teaches ? "staff" : "mid");
        profile.putArray("languages").add("en");
        profile.putArray("skills").addObject().put("skill", "java").put("proficiency", proficiency);
        if (teaches) {
            profile.putArray("skillsTaught").add("java");
        }
        return profile;
    }

    private void patch(String path, String token, JsonNode body) {
        String etag = api.get(path, token).expect(200).header("ETag").orElseThrow();
        api.patch(path, token, body, etag).expect(200);
    }

    /** What the first recommendation says, without the instant at which it was asked for. */
    private String top(String token) {
        return api.get("/v1/recommendations/mentors?limit=1", token)
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .toString();
    }

    private void awaitChange(String token, String before) {
        await(() -> !top(token).equals(before));
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no effect within " + PATIENCE);
            }
        }
    }
}
