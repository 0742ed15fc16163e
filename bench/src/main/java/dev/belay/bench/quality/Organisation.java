package dev.belay.bench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.api.Api;
import dev.belay.local.sample.SampleLoader;
import dev.belay.local.sample.SampleOrganisation;
import dev.belay.local.sample.SamplePerson;
import dev.belay.local.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sample organisation as the running suite knows it: everything here was read over HTTP, with the person's own token.
 * People are named by their user names, which are the same in each run.
 *
 * @param people by user name, in the order of the loader
 * @param skills the catalogue, by key
 * @param offers for each mentee, whom the hard rules let pass: best first
 */
record Organisation(Map<String, Person> people, Map<String, Skill> skills, Map<String, List<Offer>> offers) {

    private static final int PAGE = 200;

    /**
     * @param gaps what the ladder finds missing, in its order; empty for who has no target
     */
    record Person(
            String userName,
            String department,
            String country,
            String timeZone,
            String headline,
            List<String> languages,
            String level,
            String targetLevel,
            Map<String, Integer> skills,
            List<String> wanted,
            List<String> taught,
            List<Gap> gaps,
            WeekMinutes week,
            boolean wantsMentoring) {}

    record Gap(String skill, String competency, int current, int target, boolean wanted) {}

    record Skill(String category, String competency) {}

    /** A recommended mentor with the points of each component. */
    record Offer(String mentor, int score, Map<String, Integer> points) {}

    /** Starts a suite of its own, loads the sample organisation, reads all of it, and stops the suite. */
    static Organisation read(Path home) throws IOException {
        Path folder = Files.createTempDirectory("belay-quality");
        Suite.Options options =
                Suite.Options.in(home, folder).withEnvironment(Map.of("BELAY_LIMITS_REQUESTS_PER_MINUTE", "1000000"));
        try (Suite suite = Suite.start(options)) {
            Api api = new Api(suite.url());
            List<SamplePerson> sample = SampleOrganisation.people();
            new SampleLoader(api, suite.tokens()).load(sample, done -> {});
            return new Reader(api, suite).read(sample);
        }
    }

    private record Reader(Api api, Suite suite) {

        Organisation read(List<SamplePerson> sample) {
            Map<String, Person> people = new LinkedHashMap<>();
            Map<String, String> names = new HashMap<>();
            for (SamplePerson one : sample) {
                JsonNode me = get("/v1/people/me", one.userName());
                names.put(me.path("id").asText(), one.userName());
                people.put(one.userName(), person(me));
            }
            Map<String, List<Offer>> offers = new LinkedHashMap<>();
            people.values().stream()
                    .filter(Person::wantsMentoring)
                    .forEach(mentee -> offers.put(mentee.userName(), offers(mentee.userName(), names)));
            return new Organisation(people, skills(sample.get(0).userName()), offers);
        }

        private Person person(JsonNode me) {
            String userName = me.path("userName").asText();
            JsonNode profile = me.path("profile");
            JsonNode participation = get("/v1/participation/me", userName);
            Map<String, Integer> skills = new LinkedHashMap<>();
            profile.path("skills")
                    .forEach(skill -> skills.put(
                            skill.path("skill").asText(),
                            skill.path("proficiency").asInt()));
            List<String> wanted = texts(profile.path("skillsWanted"));
            boolean aims = !profile.path("targetLevel").isNull();
            return new Person(
                    userName,
                    me.path("department").asText(),
                    me.path("country").asText(""),
                    me.path("timeZone").asText(),
                    profile.path("headline").asText(),
                    texts(profile.path("languages")),
                    profile.path("level").asText("not stated"),
                    profile.path("targetLevel").asText("none"),
                    skills,
                    wanted,
                    texts(profile.path("skillsTaught")),
                    aims ? gaps(me.path("id").asText(), userName, wanted) : List.of(),
                    WeekMinutes.of(
                            participation.path("availability"),
                            me.path("timeZone").asText()),
                    participation.path("wantsMentoring").asBoolean());
        }

        private List<Gap> gaps(String id, String userName, List<String> wanted) {
            List<Gap> gaps = new ArrayList<>();
            get("/v1/people/" + id + "/readiness", userName)
                    .path("gaps")
                    .forEach(gap -> gaps.add(new Gap(
                            gap.path("skill").asText(),
                            gap.path("competency").asText(),
                            gap.path("current").asInt(),
                            gap.path("target").asInt(),
                            wanted.contains(gap.path("skill").asText()))));
            return List.copyOf(gaps);
        }

        private List<Offer> offers(String mentee, Map<String, String> names) {
            List<Offer> offers = new ArrayList<>();
            get("/v1/recommendations/mentors?limit=" + PAGE, mentee)
                    .path("items")
                    .forEach(item -> {
                        Map<String, Integer> points = new LinkedHashMap<>();
                        item.path("components")
                                .forEach(component -> points.put(
                                        component.path("key").asText(),
                                        component.path("points").asInt()));
                        offers.add(new Offer(
                                names.get(item.path("mentor").path("id").asText()),
                                item.path("score").asInt(),
                                points));
                    });
            return List.copyOf(offers);
        }

        private Map<String, Skill> skills(String anybody) {
            Map<String, Skill> skills = new LinkedHashMap<>();
            String next = "/v1/skills?limit=" + PAGE;
            while (next != null) {
                JsonNode page = get(next, anybody);
                page.path("items")
                        .forEach(skill -> skills.put(
                                skill.path("key").asText(),
                                new Skill(
                                        skill.path("category").asText(),
                                        skill.path("competency").asText())));
                String cursor = page.path("nextCursor").asText(null);
                next = cursor == null ? null : "/v1/skills?limit=" + PAGE + "&cursor=" + cursor;
            }
            return skills;
        }

        private JsonNode get(String path, String userName) {
            return api.get(path, suite.tokens().tokenFor(userName)).expect(200).body();
        }

        private static List<String> texts(JsonNode array) {
            List<String> texts = new ArrayList<>();
            Consumer<JsonNode> add = text -> texts.add(text.asText());
            array.forEach(add);
            return List.copyOf(texts);
        }
    }
}
