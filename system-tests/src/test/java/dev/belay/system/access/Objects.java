package dev.belay.system.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.api.Api;
import dev.belay.system.RunningBelay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What operations are tried on. Each kind is made through the API when it is first needed, and again once an operation has
 * changed it, so that no cell of the matrix sees what another one did.
 */
public final class Objects {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final Cast cast;
    private final Map<String, Supplier<Thing>> makers;
    private final Map<String, Thing> present = new HashMap<>();

    /**
     * @param id what lists and views of it hold
     * @param values what stands for an operation's placeholders
     * @param own where its owner sees it, empty if an operation does not change it
     */
    public record Thing(String id, Map<String, String> values, Optional<String> own) {
        public String fill(String template) {
            Matcher found = PLACEHOLDER.matcher(template);
            return found.replaceAll(place -> {
                String value = values.get(place.group(1));
                if (value == null) {
                    throw new IllegalArgumentException("nothing stands for {" + place.group(1) + "} in " + template);
                }
                return value;
            });
        }
    }

    public Objects(Cast cast) {
        this.cast = cast;
        this.makers = Map.ofEntries(
                Map.entry("nothing", () -> new Thing("", Map.of(), Optional.empty())),
                Map.entry("self", () -> new Thing("", Map.of(), Optional.empty())),
                Map.entry("skill", () -> new Thing("java", Map.of("key", "java"), Optional.empty())),
                Map.entry(
                        "track",
                        () -> new Thing("backend-developer", Map.of("key", "backend-developer"), Optional.empty())),
                Map.entry("policy", () -> new Thing("1", Map.of("version", "1"), Optional.empty())),
                Map.entry("person", this::person),
                Map.entry("pair", this::pair),
                Map.entry("import", this::anImport),
                Map.entry("waiting import", this::waitingImport),
                Map.entry("mentor", () -> identified(cast.mentorId().toString(), null)),
                Map.entry("request", this::request),
                Map.entry("mentorship", this::mentorship),
                Map.entry("paused mentorship", this::pausedMentorship),
                Map.entry("lost mentorship", this::lostMentorship));
    }

    public Thing of(String kind) {
        Supplier<Thing> maker = makers.get(kind);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "nobody knows how to make a \"" + kind + "\" for access/matrix.csv; there are " + makers.keySet());
        }
        Thing thing = present.get(kind);
        if (thing == null) {
            thing = maker.get();
            present.put(kind, thing);
        }
        return thing;
    }

    /** Every request and mentorship of the pair is to be made anew, since each making closes what was open. */
    public void changed() {
        present.clear();
    }

    /** The object as its owner sees it, or nothing if operations do not change it. */
    JsonNode seenByOwner(Thing thing) {
        return thing.own().map(path -> party().get(path).expect(200).body()).orElse(RunningBelay.JSON.nullNode());
    }

    private Thing person() {
        String name = cast.name(CallerKind.PARTY);
        String id = cast.id(CallerKind.PARTY).toString();
        return new Thing(id, Map.of("id", id, "userName", name, "externalId", "hr-" + name), Optional.empty());
    }

    /** The party, who looks for a mentor, and the other party, who is one. */
    private Thing pair() {
        String mentee = cast.id(CallerKind.PARTY).toString();
        String mentor = cast.id(CallerKind.OTHER_PARTY).toString();
        return new Thing(mentee, Map.of("mentee", mentee, "mentor", mentor), Optional.empty());
    }

    private Thing anImport() {
        return imported("", RunningBelay.employee(cast.name(CallerKind.STRANGER)) + "\n");
    }

    /** A full list that may be about anybody: it waits for a word, which nobody may ever give it. */
    private Thing waitingImport() {
        Thing thing = imported("?mode=full-sync", "{}\n");
        RunningBelay.await(() -> RunningBelay.get()
                .api()
                .get("/v1/people/imports/" + thing.id(), cast.token(CallerKind.HR_SYNC))
                .body()
                .path("state")
                .asText()
                .equals("NEEDS_CONFIRMATION"));
        return thing;
    }

    private Thing imported(String query, String rows) {
        String id = RunningBelay.get()
                .api()
                .postLines(
                        "/v1/people/imports" + query,
                        cast.token(CallerKind.HR_SYNC),
                        rows,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(202)
                .body()
                .path("id")
                .asText();
        return identified(id, null);
    }

    private Thing request() {
        closeWhatIsOpen();
        String id = party().asks(cast.id(CallerKind.OTHER_PARTY))
                .expect(201)
                .body()
                .path("id")
                .asText();
        return identified(id, "/v1/match-requests/" + id);
    }

    private Thing mentorship() {
        Thing request = request();
        String id = otherParty()
                .post(request.own().orElseThrow() + "/accept")
                .expect(200)
                .body()
                .path("mentorshipId")
                .asText();
        present.remove("request");
        return identified(id, "/v1/mentorships/" + id);
    }

    private Thing pausedMentorship() {
        Thing mentorship = mentorship();
        otherParty().post(mentorship.own().orElseThrow() + "/pause").expect(200);
        present.remove("mentorship");
        return mentorship;
    }

    /** It rests because its mentor, who is none of the callers, has left. */
    private Thing lostMentorship() {
        closeWhatIsOpen();
        RunningBelay.Person mentor = cast.hireMentor();
        Api.Answer asked = party().asks(mentor.id()).expect(201);
        String request = "/v1/match-requests/" + asked.body().path("id").asText();
        String id = mentor.post(request + "/accept")
                .expect(200)
                .body()
                .path("mentorshipId")
                .asText();
        cast.dismiss(mentor);
        Thing mentorship = identified(id, "/v1/mentorships/" + id);
        RunningBelay.await(() -> seenByOwner(mentorship).path("state").asText().equals("PAUSED"));
        return mentorship;
    }

    /** The two may have one open request and one mentorship at a time. */
    private void closeWhatIsOpen() {
        for (JsonNode request : items("/v1/match-requests?as=mentee&state=PENDING")) {
            if (isWithOtherParty(request)) {
                party().post("/v1/match-requests/" + request.path("id").asText() + "/withdraw")
                        .expect(200);
            }
        }
        for (String state : List.of("ACTIVE", "PAUSED")) {
            for (JsonNode mentorship : items("/v1/mentorships?as=mentee&state=" + state)) {
                party().post("/v1/mentorships/" + mentorship.path("id").asText() + "/complete")
                        .expect(200);
            }
        }
        present.keySet().removeAll(List.of("request", "mentorship", "paused mentorship"));
    }

    private boolean isWithOtherParty(JsonNode request) {
        return request.path("mentor")
                .path("id")
                .asText()
                .equals(cast.id(CallerKind.OTHER_PARTY).toString());
    }

    private JsonNode items(String path) {
        Api.Answer answer = party().get(path).expect(200);
        return answer.body().path("items");
    }

    private RunningBelay.Person party() {
        return cast.person(CallerKind.PARTY);
    }

    private RunningBelay.Person otherParty() {
        return cast.person(CallerKind.OTHER_PARTY);
    }

    private static Thing identified(String id, String own) {
        return new Thing(id, Map.of("id", id), Optional.ofNullable(own));
    }
}
