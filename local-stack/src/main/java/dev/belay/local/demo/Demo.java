package dev.belay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.sample.SampleLoader;
import dev.belay.local.sample.SamplePerson;
import dev.belay.local.screen.Screen;
import dev.belay.local.screen.Screen.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The product's loop, played over HTTP against a running suite with the answers it really gives: somebody sees her gaps, is
 * offered mentors with reasons, asks one, is accepted, and the place is taken.
 */
public final class Demo {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(2);
    private static final int OFFERED = 5;
    private static final int CANDIDATES = 120;
    private static final String RECOMMENDATIONS = "/v1/recommendations/mentors?limit=";

    private final Api api;
    private final DevIssuer tokens;
    private final List<SamplePerson> people;
    private final Stage stage;
    private final Screen screen;
    private final Cast cast;
    private final Map<String, SamplePerson> byId = new HashMap<>();

    private Demo(Api api, DevIssuer tokens, List<SamplePerson> people, Screen screen, Path dataFolder) {
        this.api = api;
        this.tokens = tokens;
        this.people = people;
        this.stage = new Stage(screen);
        this.screen = screen;
        this.cast = Cast.of(people, dataFolder);
    }

    /** A mentor as she was offered to the mentee. */
    private record Offer(String id, SamplePerson person, JsonNode recommendation) {}

    /**
     * Plays one run.
     *
     * @param people the sample organisation, already loaded
     * @param dataFolder where the runs are counted
     * @return whether every step held; if not, the reason has been shown
     */
    public static boolean play(Api api, DevIssuer tokens, List<SamplePerson> people, Screen screen, Path dataFolder) {
        Demo demo = new Demo(api, tokens, people, screen, dataFolder);
        try {
            demo.playAll();
            return true;
        } catch (Stage.StepFailed | Api.UnexpectedAnswer e) {
            screen.line("   " + screen.cross() + " " + e.getMessage());
            return false;
        }
    }

    private void playAll() {
        ObjectNode hired = hrHires();
        SamplePerson mentee = nextFreeMentee();
        JsonNode me = seesWhereSheStands(mentee);
        List<Offer> offers = asksWhoCouldMentor(mentee);
        Offer best = offers.get(0);
        String request = asks(mentee, best, me);
        accepts(mentee, best, request);
        fillsUp(best);
        hrDeactivates(hired);
    }

    private ObjectNode hrHires() {
        stage.scene("HR imports an employee");
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        String userName = "newcomer" + cast.run();
        row.put("externalId", "N" + cast.run());
        row.put("userName", userName);
        row.put("givenName", "Kim");
        row.put("familyName", "Newcomer");
        row.put("email", userName + "@belay.example");
        row.put("title", "Backend Developer");
        row.put("department", "Search");
        row.put("location", "Lyon");
        row.put("country", "FR");
        row.put("timeZone", "Europe/Paris");
        row.put("active", true);
        JsonNode job = new SampleLoader(api, tokens).importRows(List.of(row));
        stage.say(screen.styled(Style.DIM, "POST /v1/people/imports  202, then the job: ")
                + job.path("state").asText() + " " + job.path("counts"));
        String token = tokens.tokenFor(userName);
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (String path : doorsOfAllServices()) {
            statuses.put(
                    path,
                    Stage.await(
                                    () -> api.get(path, token),
                                    body -> true,
                                    SOON,
                                    "GET " + path + " does not let the newcomer in.")
                            .status());
        }
        stage.held("Kim Newcomer is known to all three services: " + statuses.values());
        return row;
    }

    private static List<String> doorsOfAllServices() {
        return List.of("/v1/people/me", "/v1/participation/me", RECOMMENDATIONS + "1");
    }

    /** The next of the cast who has not asked anybody by other ways, and to whom somebody can be offered. */
    private SamplePerson nextFreeMentee() {
        for (int i = 0; i < CANDIDATES; i++) {
            SamplePerson mentee = cast.nextMentee()
                    .orElseThrow(() -> new Stage.StepFailed(
                            "Everybody in the sample organisation has played: ./belay reset starts over with Ada."));
            String token = tokens.tokenFor(mentee.userName());
            boolean free = api.get("/v1/match-requests?as=mentee", token)
                    .expect(200)
                    .body()
                    .path("items")
                    .isEmpty();
            if (free && !recommended(token, 1).isEmpty()) {
                return mentee;
            }
        }
        throw new Stage.StepFailed("Of " + CANDIDATES + " mentees none is free and has anybody to ask.");
    }

    private List<JsonNode> recommended(String token, int limit) {
        List<JsonNode> items = new ArrayList<>();
        api.get(RECOMMENDATIONS + limit, token).expect(200).body().path("items").forEach(items::add);
        return items;
    }

    private JsonNode seesWhereSheStands(SamplePerson mentee) {
        stage.scene(mentee.givenName() + ", " + mentee.profile().level() + ", sees how far it is to "
                + mentee.profile().targetLevel());
        String token = tokens.tokenFor(mentee.userName());
        JsonNode me = stage.show(api.get("/v1/people/me", token)).expect(200).body();
        JsonNode readiness = stage.show(api.get("/v1/people/" + me.path("id").asText() + "/readiness", token))
                .expect(200)
                .body();
        screen.blank();
        int sum = 0;
        for (JsonNode competency : readiness.path("competencies")) {
            int value = competency.path("value").asInt();
            sum += competency.path("points").asInt();
            stage.say(Screen.padded(
                            competency
                                    .path("name")
                                    .asText(competency.path("competency").asText()),
                            24)
                    + screen.bar(value, 100)
                    + " %3d".formatted(value)
                    + screen.styled(
                            Style.DIM,
                            "   counts %2d %%, gives %2d"
                                    .formatted(
                                            competency.path("weight").asInt(),
                                            competency.path("points").asInt())));
        }
        int overall = readiness.path("overall").asInt();
        stage.say(Screen.padded("Overall", 24) + screen.bar(overall, 100) + " "
                + screen.styled(Style.BOLD, "%3d".formatted(overall)));
        screen.blank();
        showGaps(readiness);
        stage.must(
                readiness.path("competencies").size() == 8 && sum == overall,
                "eight competencies, and the parts add up to the whole",
                "The readiness has " + readiness.path("competencies").size() + " competencies whose points sum to "
                        + sum + ", not to " + overall + ".");
        return me;
    }

    private void showGaps(JsonNode readiness) {
        int shown = 0;
        for (JsonNode gap : readiness.path("gaps")) {
            if (shown == OFFERED) {
                stage.say(screen.styled(
                        Style.DIM, "… and " + (readiness.path("gaps").size() - shown) + " more gaps"));
                break;
            }
            shown++;
            stage.say("- " + gap.path("sentence").asText(gap.path("skill").asText()));
        }
    }

    private List<Offer> asksWhoCouldMentor(SamplePerson mentee) {
        stage.scene(mentee.givenName() + " asks who could be a mentor, and why");
        String token = tokens.tokenFor(mentee.userName());
        Api.Answer answer =
                stage.show(api.get(RECOMMENDATIONS + OFFERED, token)).expect(200);
        List<JsonNode> items = new ArrayList<>();
        answer.body().path("items").forEach(items::add);
        Map<String, JsonNode> cards = cards(items, token);
        screen.blank();
        List<Offer> offers = new ArrayList<>();
        for (JsonNode item : items) {
            String id = item.path("mentor").path("id").asText();
            JsonNode card = cards.get(id);
            offers.add(new Offer(id, personOf(id), item));
            String name = card.path("displayName").asText();
            stage.say("%d  ".formatted(offers.size())
                    + screen.styled(offers.size() == 1 ? Style.BOLD : Style.ACCENT, Screen.padded(name, 24))
                    + Screen.padded(
                            card.path("title").asText() + ", "
                                    + card.path("department").asText(),
                            44)
                    + screen.bar(item.path("score").asLong(), 1_000_000)
                    + " %7d".formatted(item.path("score").asLong()));
        }
        screen.blank();
        stage.say("Why " + offers.get(0).person().displayName() + "?");
        long sum = 0;
        for (JsonNode component : items.get(0).path("components")) {
            long points = component.path("points").asLong();
            sum += points;
            stage.say(Screen.padded(component.path("key").asText().replace('-', ' '), 24)
                    + screen.bar(component.path("value").asLong(), 1_000)
                    + " %4d × %3d = %6d"
                            .formatted(
                                    component.path("value").asLong(),
                                    component.path("weight").asLong(),
                                    points));
            stage.say(" ".repeat(24)
                    + screen.styled(Style.DIM, component.path("sentence").asText()));
        }
        stage.must(
                sum == items.get(0).path("score").asLong(),
                "the components add up to the score",
                "The components sum to " + sum + ", the score is "
                        + items.get(0).path("score") + ".");
        return offers;
    }

    private Map<String, JsonNode> cards(List<JsonNode> items, String token) {
        List<String> ids = items.stream()
                .map(item -> item.path("mentor").path("id").asText())
                .toList();
        Map<String, JsonNode> cards = new HashMap<>();
        for (JsonNode card : stage.show(api.get("/v1/people?ids=" + String.join(",", ids), token))
                .expect(200)
                .body()
                .path("items")) {
            cards.put(card.path("id").asText(), card);
        }
        if (!cards.keySet().containsAll(ids)) {
            throw new Stage.StepFailed("Not every recommended mentor has a card: " + ids + " but " + cards.keySet());
        }
        return cards;
    }

    private String asks(SamplePerson mentee, Offer best, JsonNode me) {
        stage.scene(mentee.givenName() + " asks the best one, " + best.person().displayName());
        JsonNode request = stage.show(ask(mentee, best.id())).expect(201).body();
        stage.must(
                request.path("state").asText().equals("PENDING")
                        && request.path("mentee")
                                .path("id")
                                .asText()
                                .equals(me.path("id").asText()),
                "the request is " + request.path("state").asText() + " and waits for the "
                        + request.path("waitingFor").asText().toLowerCase(java.util.Locale.ROOT) + " until "
                        + request.path("expiresAt").asText(),
                "The new request is " + request + ".");
        return request.path("id").asText();
    }

    private Api.Answer ask(SamplePerson mentee, String mentorId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("mentorIds").add(mentorId);
        body.put("message", "Would you help me get to " + mentee.profile().targetLevel() + "?");
        ObjectNode goal = body.putArray("goals").addObject();
        goal.put("text", "Close my largest gaps");
        mentee.profile().wanted().forEach(goal.putArray("skills")::add);
        return api.post(
                "/v1/match-requests",
                tokens.tokenFor(mentee.userName()),
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private void accepts(SamplePerson mentee, Offer best, String request) {
        stage.scene(best.person().givenName() + " accepts, in one step");
        String token = tokens.tokenFor(best.person().userName());
        JsonNode waiting = stage.show(api.get("/v1/match-requests?as=mentor&state=PENDING", token))
                .expect(200)
                .body();
        boolean listed = false;
        for (JsonNode item : waiting.path("items")) {
            listed |= item.path("id").asText().equals(request);
        }
        stage.must(
                listed, mentee.displayName() + "'s request is in the list", "The request is not in the mentor's list.");
        JsonNode accepted = stage.show(api.post("/v1/match-requests/" + request + "/accept", token))
                .expect(200)
                .body();
        JsonNode mentorship = find(
                stage.show(api.get("/v1/mentorships", tokens.tokenFor(mentee.userName())))
                        .expect(200)
                        .body(),
                accepted.path("mentorshipId").asText());
        stage.must(
                accepted.path("state").asText().equals("ACCEPTED")
                        && mentorship.path("state").asText().equals("ACTIVE"),
                "the request is ACCEPTED, and the mentorship is ACTIVE",
                "The request is " + accepted.path("state") + ", the mentorship " + mentorship + ".");
    }

    private static JsonNode find(JsonNode page, String id) {
        for (JsonNode item : page.path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new Stage.StepFailed(
                "There is no " + id + " among " + page.path("items").size() + " items.");
    }

    /** Others ask the same mentor until all places are taken; then somebody who was offered this mentor no longer is. */
    private void fillsUp(Offer best) {
        SamplePerson mentor = best.person();
        stage.scene("The place is taken, and when " + mentor.givenName() + " is full, nobody is offered "
                + mentor.givenName());
        String mentorToken = tokens.tokenFor(mentor.userName());
        JsonNode participation = stage.show(api.get("/v1/participation/me", mentorToken))
                .expect(200)
                .body();
        int capacity = participation.path("capacity").asInt();
        int taken = participation.path("placesTaken").asInt();
        stage.must(
                taken >= 1 && taken <= capacity,
                mentor.givenName() + " has " + taken + " of " + capacity + " places taken",
                taken + " of " + capacity + " places are taken.");
        List<SamplePerson> others = others(best.id(), capacity - taken + 1);
        SamplePerson witness = others.get(0);
        for (SamplePerson other : others.subList(1, others.size())) {
            String request = stage.show(ask(other, best.id()))
                    .expect(201)
                    .body()
                    .path("id")
                    .asText();
            stage.show(api.post("/v1/match-requests/" + request + "/accept", mentorToken))
                    .expect(200);
            taken++;
            stage.held(
                    other.displayName() + " has asked and is accepted: " + taken + " of " + capacity + " places taken");
        }
        String witnessToken = tokens.tokenFor(witness.userName());
        Api.Answer now = Stage.await(
                () -> api.get(RECOMMENDATIONS + "200", witnessToken),
                body -> !ids(body).contains(best.id()),
                SOON,
                mentor.displayName() + " is full and still offered to " + witness.displayName() + ".");
        stage.show(now);
        stage.held(mentor.displayName() + ", a moment ago among the mentors offered to " + witness.displayName()
                + ", is so no longer");
        Api.Answer refused = stage.show(ask(witness, best.id()));
        stage.must(
                refused.status() == 409 && refused.problem().equals("mentor-at-capacity"),
                "whoever asks all the same is told why: "
                        + refused.body().path("detail").asText(),
                "Asking a full mentor answered " + refused.status() + " " + refused.problem() + ".");
    }

    /** So many further mentees to whom this mentor is offered now. */
    private List<SamplePerson> others(String mentorId, int count) {
        List<SamplePerson> found = new ArrayList<>();
        for (int i = 0; i < CANDIDATES && found.size() < count; i++) {
            Optional<SamplePerson> candidate = cast.nextMentee();
            if (candidate.isEmpty()) {
                break;
            }
            Api.Answer offers = api.get(
                            RECOMMENDATIONS + "200",
                            tokens.tokenFor(candidate.get().userName()))
                    .expect(200);
            if (ids(offers.body()).contains(mentorId)) {
                found.add(candidate.get());
            }
        }
        if (found.size() < count) {
            throw new Stage.StepFailed("Too few mentees are left to whom this mentor is offered:"
                    + " ./belay reset starts over with Ada.");
        }
        return found;
    }

    private static Set<String> ids(JsonNode recommendations) {
        Set<String> ids = new HashSet<>();
        for (JsonNode item : recommendations.path("items")) {
            ids.add(item.path("mentor").path("id").asText());
        }
        return ids;
    }

    private void hrDeactivates(ObjectNode row) {
        stage.scene("HR deactivates an employee, and every service refuses him");
        row.put("active", false);
        long begin = System.nanoTime();
        JsonNode job = new SampleLoader(api, tokens).importRows(List.of(row));
        stage.say(screen.styled(Style.DIM, "POST /v1/people/imports  202, then the job: ")
                + job.path("state").asText() + " " + job.path("counts"));
        long deactivated = System.nanoTime();
        String token = tokens.tokenFor(row.path("userName").asText());
        for (String path : doorsOfAllServices()) {
            Api.Answer answer = api.get(path, token);
            while (answer.status() != 403 && System.nanoTime() - deactivated < SOON.toNanos()) {
                Stage.pause();
                answer = api.get(path, token);
            }
            Duration after = Duration.ofNanos(System.nanoTime() - deactivated);
            stage.show(answer);
            stage.must(
                    answer.problem().equals("person-inactive") && after.compareTo(REFUSED_WITHIN) <= 0,
                    "refused " + after.toMillis() + " ms after the import: "
                            + answer.body().path("detail").asText(),
                    "GET " + path + " answers " + answer.status() + " " + answer.problem() + " to a leaver, "
                            + after.toMillis() + " ms after the import.");
        }
        stage.say(screen.styled(
                Style.DIM,
                "(from HR's first byte: "
                        + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms)"));
    }

    private SamplePerson personOf(String id) {
        SamplePerson known = byId.get(id);
        if (known != null) {
            return known;
        }
        // Only HR sees user names, and the demo needs one to act for the mentor.
        JsonNode card = api.get("/v1/people/" + id, tokens.machineToken(DevIssuer.HR_SYNC))
                .expect(200)
                .body();
        String userName = card.path("userName").asText();
        SamplePerson person = people.stream()
                .filter(one -> one.userName().equals(userName))
                .findFirst()
                .orElseThrow(() -> new Stage.StepFailed(
                        "The best mentor, " + userName + ", is nobody of the sample organisation."));
        byId.put(id, person);
        return person;
    }
}
