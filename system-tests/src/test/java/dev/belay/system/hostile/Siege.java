package dev.belay.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import dev.belay.system.access.Bodies;
import dev.belay.system.access.CallerKind;
import dev.belay.system.access.Cast;
import dev.belay.system.access.Matrix;
import dev.belay.system.access.Objects;
import dev.belay.system.access.Operation;
import dev.belay.system.hostile.RawHttp.Reply;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends a service hostile requests for each of its operations, as a caller who may do what is asked, and collects what is wrong
 * with the answers and with what was left behind. What is sent follows from the seed.
 */
final class Siege implements AutoCloseable {
    private static final List<CallerKind> CALLERS = List.of(
            CallerKind.PARTY,
            CallerKind.OTHER_PARTY,
            CallerKind.ADMIN,
            CallerKind.PROGRAM_MANAGER,
            CallerKind.HR_SYNC,
            CallerKind.SERVICE);
    /** What these hold is answered by the key that it stands for, as their descriptions say. */
    private static final List<String> TAKEN_AS_KEYS =
            List.of("/skills", "/skillsWanted", "/skillsTaught", "/languages");

    /** The API page says of these that they lose the white space around them. */
    private static final Set<String> STRIPPED = Set.of("/headline", "/name", "/reason");

    private static final Map<String, String> ANSWERED_ELSEWHERE = Map.of(
            "POST /v1/match-requests/{id}/decline /message", "/answer",
            "POST /v1/mentorships/{id}/end /message", "/endMessage",
            "POST /v1/mentorships/{id}/end /reason", "/endReason");

    private static final int TRIES_PER_OBJECT = 25;
    private static final int ENOUGH_COMPLAINTS = 60;
    private static final int ENOUGH_OF_A_KIND = 4;

    private final RunningBelay belay = RunningBelay.get();
    private final Cast cast = Cast.get();
    private final Objects objects = new Objects(cast);
    private final Service service;
    private final ApiDocument api;
    private final Judge judge;
    private final Random random;
    private final RawHttp direct;
    private final RawHttp door;
    private final Tables tables;
    private final List<Target> targets = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private Map<String, String> before;
    private int requests;
    private int kept;

    /** An operation with somebody who may do it. */
    private static final class Target {
        final Matrix.Row row;
        final CallerKind caller;
        final List<Mutations.Mutation> mutations;
        String etag;
        int tries;

        Target(Matrix.Row row, CallerKind caller, List<Mutations.Mutation> mutations) {
            this.row = row;
            this.caller = caller;
            this.mutations = mutations;
        }
    }

    Siege(Service service, long seed) throws SQLException {
        this.service = service;
        this.api = ApiDocument.of(service);
        this.judge = new Judge(api);
        this.random = new Random(seed);
        this.direct = new RawHttp(cast.direct(service));
        this.door = new RawHttp(belay.suite().url());
        this.tables = Tables.of(belay.suite(), service);
        for (Matrix.Row row : Matrix.read().rows()) {
            if (row.operation().service() == service && !row.hidden()) {
                CALLERS.stream()
                        .filter(kind -> row.expected().get(kind).succeeds())
                        .findFirst()
                        .ifPresent(kind -> targets.add(new Target(row, kind, mutations(row))));
            }
        }
    }

    private List<Mutations.Mutation> mutations(Matrix.Row row) {
        Bodies.Body good = Bodies.accepted(row.operation(), objects.of(row.object()));
        return Mutations.of(api, row.operation(), good == null ? null : Json.parse(good.text()));
    }

    int operations() {
        return targets.size();
    }

    /** How many different ways there are to spoil one request, over all operations. */
    int ways() {
        return targets.stream().mapToInt(target -> target.mutations.size()).sum();
    }

    int requests() {
        return requests;
    }

    /** How many changes were accepted and read back as they were sent. */
    int kept() {
        return kept;
    }

    Map<Integer, Integer> answers() {
        return answers;
    }

    List<String> complaints() {
        return complaints;
    }

    /** Every way to spoil a request once, or so many of them for each operation, chosen by the seed. */
    void spoilInEveryWay(int mostPerOperation) {
        for (Target target : targets) {
            List<Mutations.Mutation> chosen = new ArrayList<>(target.mutations);
            if (chosen.size() > mostPerOperation) {
                Collections.shuffle(chosen, random);
                chosen = chosen.subList(0, mostPerOperation);
            }
            for (Mutations.Mutation mutation : chosen) {
                attempt(target, List.of(mutation), false);
            }
        }
    }

    /** Several faults in one request, and bodies that follow no schema, until there were so many requests in all. */
    void spoilAtRandom(int untilRequests) {
        while (requests < untilRequests && complaints.size() < ENOUGH_COMPLAINTS) {
            Target target = Ugly.one(targets, random);
            List<Mutations.Mutation> chosen = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                chosen.add(Ugly.one(target.mutations, random));
            }
            if (api.body(target.row.operation()) != null && random.nextInt(3) == 0) {
                chosen.add(randomBody());
            }
            attempt(target, chosen, random.nextInt(10) == 0);
        }
    }

    private Mutations.Mutation randomBody() {
        String value = Ugly.anyValue(random, 0);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new Mutations.Mutation("any body", attack -> {
            attack.body = bytes;
            attack.sent = null;
        });
    }

    private void attempt(Target target, List<Mutations.Mutation> mutations, boolean throughDoor) {
        if (complaints.size() >= ENOUGH_COMPLAINTS) {
            return;
        }
        Operation operation = target.row.operation();
        if (operation.path().contains("{") && ++target.tries > TRIES_PER_OBJECT && operation.changes()) {
            target.tries = 0;
            renewObjects();
        }
        Objects.Thing object = objects.of(target.row.object());
        Attack attack = goodRequest(target, object);
        if (before == null) {
            before = tables.figures();
        }
        mutations.forEach(mutation -> {
            attack.label = (attack.label + " + " + mutation.label()).strip();
            mutation.change().accept(attack);
        });
        if (mutations.size() > 1) {
            // What the one spoils, the other may put right.
            attack.mustFail = false;
            attack.culprit = null;
            attack.sent = null;
            attack.hardlyHttp |=
                    mutations.stream().anyMatch(mutation -> mutation.label().startsWith("path"));
        }
        boolean asksDoor = throughDoor && operation.isForwarded();
        Reply reply = send(attack, asksDoor);
        judge.complaints(attack, reply, asksDoor).forEach(complaint -> complain(attack, complaint));
        if (!operation.changes() && !List.of("POST", "PATCH", "PUT", "DELETE").contains(attack.method)) {
            return;
        }
        if (reply.status() <= 0) {
            before = null;
        } else if (reply.status() >= 400) {
            compareWithBefore(attack, asksDoor);
        } else {
            before = null;
            target.etag = null;
            afterSuccess(target, object, attack, reply);
        }
    }

    private void complain(Attack attack, String complaint) {
        String kind = complaint.length() < 40 ? complaint : complaint.substring(0, 40);
        if (kinds.merge(kind, 1, Integer::sum) > ENOUGH_OF_A_KIND) {
            return;
        }
        complaints.add(service.shortName() + " " + attack + "\n    " + complaint);
    }

    private Attack goodRequest(Target target, Objects.Thing object) {
        Operation operation = target.row.operation();
        String[] address = object.fill(operation.path() + target.row.query()).split("\\?", 2);
        Attack attack = new Attack("", operation.method(), operation.path(), address[0]);
        if (address.length > 1) {
            attack.query.addAll(List.of(address[1].split("&")));
        }
        attack.header("Accept", "application/json");
        attack.header("Authorization", "Bearer " + cast.token(target.caller));
        Bodies.Body body = Bodies.accepted(operation, object);
        if (body != null) {
            attack.header("Content-Type", body.type());
            attack.body = body.text().getBytes(StandardCharsets.UTF_8);
            JsonNode sent = Json.parseOrMissing(attack.body);
            attack.sent = sent.isObject() && !body.type().contains("ndjson") ? sent : null;
        }
        if (operation.method().equals("PATCH")) {
            if (target.etag == null) {
                target.etag = read(target, address[0]).header("etag").get(0);
            }
            attack.header("If-Match", target.etag);
        }
        return attack;
    }

    private Reply read(Target target, String path) {
        Attack reading = new Attack("reading", "GET", null, path);
        reading.header("Accept", "application/json");
        reading.header("Authorization", "Bearer " + cast.token(target.caller));
        Reply reply = direct.send(reading.bytes(cast.direct(service)), false);
        if (reply.status() != 200) {
            throw new IllegalStateException(path + " answers " + reply.status() + " " + Judge.shown(reply));
        }
        return reply;
    }

    private Reply send(Attack attack, boolean throughDoor) {
        requests++;
        Reply reply = throughDoor
                ? door.send(attack.bytes(belay.suite().url()), attack.method.equals("HEAD"))
                : direct.send(attack.bytes(cast.direct(service)), attack.method.equals("HEAD"));
        answers.merge(reply.status(), 1, Integer::sum);
        if (attack.hardlyHttp) {
            // What follows on this connection may be read as the rest of it.
            direct.close();
            door.close();
        }
        return reply;
    }

    /** Events of other services may change the tables at any time, so what differs is looked at once more. */
    private void compareWithBefore(Attack attack, boolean throughDoor) {
        Map<String, String> after = tables.figures();
        if (!after.equals(before)) {
            Map<String, String> again = tables.figures();
            if (send(attack, throughDoor).status() >= 400 && !tables.figures().equals(again)) {
                complain(attack, "was refused, and changed " + changed(before, after));
            }
            before = null;
        }
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        Map<String, String> changed = new HashMap<>(after);
        changed.entrySet().removeAll(before.entrySet());
        return List.copyOf(changed.keySet());
    }

    private void afterSuccess(Target target, Objects.Thing object, Attack attack, Reply reply) {
        JsonNode answer = Json.parseOrMissing(reply.body());
        if (reply.status() == 202) {
            String place = reply.header("location").get(0);
            RunningBelay.await(() -> List.of("COMPLETED", "FAILED")
                    .contains(Json.parseOrMissing(read(target, place).body())
                            .path("state")
                            .asText()));
            return;
        }
        boolean wasRead = attack.sent != null
                && attack.method.equals(target.row.operation().method());
        if (wasRead) {
            JsonNode kept = stored(target, object, attack, reply);
            compareTexts(target, attack, answer, "answers");
            compareTexts(target, attack, kept, "keeps");
            this.kept++;
        }
        for (JsonNode action : answer.path("actions")) {
            if (reply.status() == 201 && action.asText().equals("withdraw")) {
                RunningBelay.get()
                        .api()
                        .post(reply.header("location").get(0) + "/withdraw", cast.token(target.caller))
                        .expect(200);
            }
        }
        if (target.row.operation().path().contains("{") && attack.sent != null) {
            renewObjects();
        }
    }

    private void renewObjects() {
        objects.changed();
        before = null;
    }

    /** What the caller reads where the change shows; a missing node if it shows nowhere. */
    private JsonNode stored(Target target, Objects.Thing object, Attack attack, Reply reply) {
        if (!reply.header("location").isEmpty()) {
            return Json.parseOrMissing(
                    read(target, reply.header("location").get(0)).body());
        }
        boolean isPatch = attack.method.equals("PATCH") && attack.template != null;
        return object.own()
                .or(() -> isPatch ? Optional.of(attack.path) : Optional.empty())
                .map(place -> Json.parseOrMissing(read(target, place).body()))
                .orElse(MissingNode.getInstance());
    }

    private void compareTexts(Target target, Attack attack, JsonNode document, String verb) {
        Json.texts(attack.sent).forEach((field, sent) -> {
            String text = STRIPPED.contains(field) ? sent.strip() : sent;
            String operation = target.row.operation().method() + " "
                    + target.row.operation().path();
            String there = ANSWERED_ELSEWHERE.getOrDefault(operation + " " + field, field);
            JsonNode found = document.at(there);
            boolean isKey = TAKEN_AS_KEYS.stream().anyMatch(field::startsWith);
            if (!isKey && found.isTextual() && !found.textValue().equals(text)) {
                complain(attack, verb + " " + Attack.shortened(found.toString(), 100) + " at " + there);
            }
            if (!isKey && found.isNull() && !text.isEmpty()) {
                complain(attack, verb + " nothing at " + there);
            }
        });
    }

    @Override
    public void close() throws SQLException {
        direct.close();
        door.close();
        tables.close();
    }
}
