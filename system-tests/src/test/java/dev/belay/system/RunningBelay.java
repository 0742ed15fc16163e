package dev.belay.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The packaged suite, started once for all journeys of a test run, and the steps that journeys share. */
public final class RunningBelay {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    private static RunningBelay running;

    private final Suite suite;
    private final Path folder;
    private final Api api;

    private RunningBelay(Suite suite, Path folder) {
        this.suite = suite;
        this.folder = folder;
        this.api = new Api(suite.url());
    }

    /** Runs until this JVM ends. */
    public static synchronized RunningBelay get() {
        if (running == null) {
            try {
                Path home = Path.of(System.getProperty("belay.home"));
                Path folder = Files.createTempDirectory("belay-system");
                running = new RunningBelay(
                        Suite.start(Suite.Options.in(home, folder)
                                // Tests ask within a minute what people ask in a day.
                                .withEnvironment(Map.of(
                                        "BELAY_LIMITS_REQUESTS_PER_MINUTE", "1000000",
                                        "BELAY_LIMITS_MACHINE_REQUESTS_PER_MINUTE", "1000000"))),
                        folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    public Suite suite() {
        return suite;
    }

    /** What the services have written into their logs so far. */
    public Path logs() {
        return folder.resolve("logs");
    }

    public Api api() {
        return api;
    }

    public static void await(BooleanSupplier condition) {
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
    }

    /** A row of an HR file. */
    public static ObjectNode employee(String userName) {
        return JSON.createObjectNode()
                .put("externalId", "hr-" + userName)
                .put("userName", userName)
                .put("givenName", "Given")
                .put("familyName", userName)
                .put("email", userName + "@example.org")
                .put("timeZone", "Europe/Vienna")
                .put("active", true);
    }

    /** Imports the rows as HR does, and waits until every service knows these people. */
    public void hrImports(List<ObjectNode> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row).append('\n'));
        String hr = suite.tokens().machineToken("hr-sync");
        Api.Answer job = api.postLines(
                        "/v1/people/imports",
                        hr,
                        lines.toString(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(202);
        String place = job.header("Location").orElseThrow();
        await(() -> "COMPLETED"
                .equals(api.get(place, hr).expect(200).body().path("state").asText()));
    }

    public void hires(String... userNames) {
        hrImports(List.of(userNames).stream().map(RunningBelay::employee).toList());
        for (String userName : userNames) {
            Person person = new Person(userName);
            await(() -> person.get("/v1/participation/me").status() == 200);
            await(() -> person.get("/v1/recommendations/mentors").status() == 200);
        }
    }

    public Person person(String userName) {
        return new Person(userName);
    }

    /** Somebody at a frontend. */
    public final class Person {
        private final String userName;

        private Person(String userName) {
            this.userName = userName;
        }

        public String token() {
            return suite.tokens().tokenFor(userName);
        }

        public UUID id() {
            return UUID.fromString(
                    get("/v1/people/me").expect(200).body().path("id").asText());
        }

        public Api.Answer get(String path) {
            return api.get(path, token());
        }

        public Api.Answer post(String path) {
            return api.post(path, token());
        }

        public Api.Answer post(String path, ObjectNode body) {
            return api.post(path, token(), body, Map.of());
        }

        public Api.Answer patch(String path, ObjectNode body) {
            String etag = get(path).expect(200).header("ETag").orElseThrow();
            return api.patch(path, token(), body, etag);
        }

        public Person knows(String level, String target, Map<String, Integer> skills) {
            ObjectNode profile = profile(level, target, skills);
            patch("/v1/people/me/profile", profile).expect(200);
            return this;
        }

        public Person teaches(String level, Map<String, Integer> skills, int capacity) {
            ObjectNode profile = profile(level, level, skills);
            skills.keySet().forEach(profile.putArray("skillsTaught")::add);
            patch("/v1/people/me/profile", profile).expect(200);
            patch(
                            "/v1/participation/me",
                            JSON.createObjectNode().put("offersMentoring", true).put("capacity", capacity))
                    .expect(200);
            return this;
        }

        public Person wantsMentoring() {
            patch("/v1/participation/me", JSON.createObjectNode().put("wantsMentoring", true))
                    .expect(200);
            return this;
        }

        private ObjectNode profile(String level, String target, Map<String, Integer> skills) {
            ObjectNode profile = JSON.createObjectNode()
                    .put("track", "backend-developer")
                    .put("level", level)
                    .put("targetLevel", target);
            profile.putArray("languages").add("en");
            var claims = profile.putArray("skills");
            skills.forEach((skill, proficiency) ->
                    claims.addObject().put("skill", skill).put("proficiency", proficiency));
            return profile;
        }

        /** Whether this mentor is among those recommended to this person now. */
        public boolean isOffered(UUID mentor) {
            for (var item : get("/v1/recommendations/mentors?limit=200")
                    .expect(200)
                    .body()
                    .path("items")) {
                if (item.path("mentor").path("id").asText().equals(mentor.toString())) {
                    return true;
                }
            }
            return false;
        }

        public Api.Answer asks(UUID mentor) {
            ObjectNode wish = JSON.createObjectNode().put("message", "Would you mentor me?");
            wish.putArray("mentorIds").add(mentor.toString());
            wish.putArray("goals").addObject().put("text", "Design a service of my own");
            return post("/v1/match-requests", wish);
        }
    }
}
