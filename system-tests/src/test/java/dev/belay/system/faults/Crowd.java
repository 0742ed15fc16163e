package dev.belay.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.system.faults.Operation.Kind;
import dev.belay.system.faults.Operation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Fifty clients who do at random what mentees, mentors and HR do, and write down what they were told. What they choose
 * follows from the seed; how their steps interleave does not.
 */
final class Crowd {
    private static final int CLIENTS = 50;
    /** So many operations in a row prefer one mentor, so that they meet there. */
    private static final int FASHION = 60;

    /** What fails in the service itself may do so for ever. */
    private static final int TRIES_AT_AN_ERROR = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FaultBed bed;
    private final long seed;
    private final List<Member> mentors;
    private final List<Member> mentees;
    private final List<Member> everybody = new ArrayList<>();
    private final Queue<Operation> history = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();
    private final Map<Integer, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Bag open = new Bag();
    private final Bag present = new Bag();

    /** Somebody with a login; HR changes them one thing after the other. */
    record Member(String userName, UUID id, ReentrantLock hr) {}

    /** A request or a mentorship, with its parties. */
    private record Tie(UUID id, Member mentee, Member mentor) {}

    private static final class Bag {
        private final List<Tie> ties = new ArrayList<>();

        synchronized void add(Tie tie) {
            ties.add(tie);
        }

        /** Takes one out: now and then it comes back, so that two clients act on it. */
        synchronized Tie draw(Random random, Member preferred) {
            if (ties.isEmpty()) {
                return null;
            }
            int at = random.nextInt(ties.size());
            for (int i = 0; i < ties.size() && preferred != null; i++) {
                if (ties.get(i).mentor().equals(preferred)) {
                    at = i;
                    break;
                }
            }
            Tie tie = ties.get(at);
            if (random.nextInt(5) > 0) {
                ties.set(at, ties.get(ties.size() - 1));
                ties.remove(ties.size() - 1);
            }
            return tie;
        }
    }

    private Crowd(FaultBed bed, long seed, List<Member> mentors, List<Member> mentees) {
        this.bed = bed;
        this.seed = seed;
        this.mentors = mentors;
        this.mentees = mentees;
        everybody.addAll(mentors);
        everybody.addAll(mentees);
    }

    /** Hires the people and lets the mentors offer some places. */
    static Crowd gather(FaultBed bed, long seed, int mentorCount, int menteeCount) {
        String run = "r" + Long.toString(seed, 36) + "-"
                + UUID.randomUUID().toString().substring(0, 4);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < mentorCount; i++) {
            names.add(run + "-mentor-" + i);
        }
        for (int i = 0; i < menteeCount; i++) {
            names.add(run + "-mentee-" + i);
        }
        List<UUID> ids = bed.hire(names);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            members.add(new Member(names.get(i), ids.get(i), new ReentrantLock()));
        }
        for (int i = 0; i < mentorCount; i++) {
            bed.participate(
                    names.get(i),
                    FaultBed.JSON
                            .createObjectNode()
                            .put("offersMentoring", true)
                            .put("capacity", 1 + i % 3));
        }
        return new Crowd(bed, seed, members.subList(0, mentorCount), members.subList(mentorCount, members.size()));
    }

    List<Member> members() {
        return everybody;
    }

    List<Member> mentees() {
        return mentees;
    }

    List<Operation> history() {
        return List.copyOf(history);
    }

    int operations() {
        return history.size();
    }

    /** How many answers never came to a client, from whatever cause. */
    int silences() {
        return silences.get();
    }

    /** How often which 5xx was answered. */
    Map<Integer, AtomicInteger> failures() {
        return failures;
    }

    /** Acts until it is enough, then lets everybody finish. */
    void act(BooleanSupplier enough) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed * 1_000 + i);
            Thread client = new Thread(() -> {
                while (!enough.getAsBoolean()) {
                    step(random);
                }
            });
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            client.join(TimeUnit.MINUTES.toMillis(30));
        }
    }

    private void step(Random random) {
        int dice = random.nextInt(100);
        Member fashionable = random.nextBoolean() ? null : mentors.get(ids.get() / FASHION % mentors.size());
        if (dice < 34) {
            ask(random, fashionable);
        } else if (dice < 58) {
            answer(Kind.ACCEPT, random, fashionable);
        } else if (dice < 63) {
            answer(Kind.DECLINE, random, null);
        } else if (dice < 68) {
            answer(Kind.WITHDRAW, random, null);
        } else if (dice < 84) {
            close(random.nextBoolean() ? Kind.COMPLETE : Kind.END, random);
        } else if (dice < 90) {
            changeCapacity(random);
        } else if (dice < 94) {
            hr(random);
        } else {
            look(random);
        }
    }

    private <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void ask(Random random, Member fashionable) {
        Member mentee = any(random, mentees);
        Member mentor = fashionable == null ? any(random, mentors) : fashionable;
        int id = ids.incrementAndGet();
        ObjectNode wish = FaultBed.JSON.createObjectNode().put("message", "op-" + id);
        wish.putArray("mentorIds").add(mentor.id().toString());
        wish.putArray("goals").addObject().put("text", "Design a service of my own");
        Map<String, String> key = Map.of("Idempotency-Key", "ask-" + seed + "-" + id);
        Operation asked = untilAnswered(
                id,
                Kind.ASK,
                mentee,
                mentor.id(),
                () -> bed.wobblyApi().post("/v1/match-requests", bed.token(mentee.userName()), wish, key));
        if (asked.outcome() == Outcome.OK) {
            open.add(new Tie(UUID.fromString(asked.body().path("id").asText()), mentee, mentor));
        }
    }

    private void answer(Kind kind, Random random, Member fashionable) {
        Tie tie = open.draw(random, fashionable);
        if (tie == null) {
            ask(random, fashionable);
            return;
        }
        Member actor = kind == Kind.WITHDRAW ? tie.mentee() : tie.mentor();
        String path = "/v1/match-requests/" + tie.id() + "/" + kind.name().toLowerCase(java.util.Locale.ROOT);
        String token = bed.token(actor.userName());
        ObjectNode reason = FaultBed.JSON.createObjectNode().put("reason", "NO_TIME");
        Operation answered = untilAnswered(
                ids.incrementAndGet(),
                kind,
                actor,
                tie.id(),
                () -> kind == Kind.DECLINE
                        ? bed.wobblyApi().post(path, token, reason, Map.of())
                        : bed.wobblyApi().post(path, token));
        if (kind == Kind.ACCEPT && answered.outcome() == Outcome.OK) {
            present.add(new Tie(
                    UUID.fromString(answered.body().path("mentorshipId").asText()), tie.mentee(), tie.mentor()));
        } else if (answered.outcome() == Outcome.REFUSED
                && answered.body().path("type").asText().endsWith("mentor-at-capacity")) {
            open.add(tie);
        }
    }

    private void close(Kind kind, Random random) {
        Tie tie = present.draw(random, null);
        if (tie == null) {
            ask(random, null);
            return;
        }
        Member actor = random.nextBoolean() ? tie.mentee() : tie.mentor();
        String token = bed.token(actor.userName());
        String path = "/v1/mentorships/" + tie.id() + "/" + kind.name().toLowerCase(java.util.Locale.ROOT);
        ObjectNode reason = FaultBed.JSON.createObjectNode().put("reason", "NO_TIME");
        Operation closed = untilAnswered(
                ids.incrementAndGet(),
                kind,
                actor,
                tie.id(),
                () -> kind == Kind.END
                        ? bed.wobblyApi().post(path, token, reason, Map.of())
                        : bed.wobblyApi().post(path, token));
        if (closed.outcome() == Outcome.REFUSED && closed.status() == 403) {
            // One of the two has left: perhaps they come back.
            present.add(tie);
        }
    }

    /** Sent once: after a silence nobody can tell whether it took effect. */
    private void changeCapacity(Random random) {
        boolean mentor = random.nextInt(3) > 0;
        Member actor = mentor ? any(random, mentors) : any(random, mentees);
        ObjectNode settings = mentor
                ? FaultBed.JSON.createObjectNode().put("capacity", random.nextInt(4))
                : FaultBed.JSON.createObjectNode().put("mentorsWanted", 1 + random.nextInt(3));
        String token = bed.token(actor.userName());
        String path = "/v1/participation/me";
        int id = ids.incrementAndGet();
        Instant began = Instant.now();
        try {
            Api.Answer now = bed.wobblyApi().get(path, token);
            Api.Answer answer = now.status() == 200
                    ? bed.wobblyApi()
                            .patch(path, token, settings, now.header("ETag").orElseThrow())
                    : now;
            record(id, Kind.CAPACITY, actor, actor.id(), began, began, answer, 1);
        } catch (RuntimeException e) {
            silences.incrementAndGet();
            record(id, Kind.CAPACITY, actor, actor.id(), began, began, null, 1);
        }
    }

    private void hr(Random random) {
        Member member = any(random, everybody);
        if (!member.hr().tryLock()) {
            return;
        }
        try {
            int id = ids.incrementAndGet();
            int dice = random.nextInt(10);
            Kind kind = dice < 4 ? Kind.IMPORT : dice < 5 ? Kind.DEACTIVATE : Kind.REACTIVATE;
            ObjectNode row = FaultBed.JSON
                    .createObjectNode()
                    .put("externalId", "hr-" + member.userName())
                    .put("userName", member.userName())
                    .put("title", "op-" + id);
            if (kind != Kind.IMPORT) {
                row.put("active", kind == Kind.REACTIVATE);
            }
            Map<String, String> key = Map.of("Idempotency-Key", "hr-" + seed + "-" + id);
            untilAnswered(id, kind, member, member.id(), () -> {
                Api.Answer accepted = bed.wobblyApi().postLines("/v1/people/imports", bed.hr(), row + "\n", key);
                return accepted.status() == 202 ? finished(accepted) : accepted;
            });
        } finally {
            member.hr().unlock();
        }
    }

    /** The import's end, which is what HR counts as acknowledged. */
    private Api.Answer finished(Api.Answer accepted) {
        String place = accepted.header("Location").orElseThrow();
        Instant limit = Instant.now().plus(PATIENCE);
        Api.Answer job = bed.api().get(place, bed.hr());
        while (!job.body().path("state").asText().equals("COMPLETED")
                && Instant.now().isBefore(limit)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            job = bed.api().get(place, bed.hr());
        }
        return job;
    }

    private void look(Random random) {
        Member mentee = any(random, mentees);
        untilAnswered(
                ids.incrementAndGet(),
                Kind.LOOK,
                mentee,
                mentee.id(),
                () -> bed.wobblyApi().get("/v1/recommendations/mentors", bed.token(mentee.userName())));
    }

    private Operation untilAnswered(int id, Kind kind, Member actor, UUID subject, Supplier<Api.Answer> send) {
        Instant began = Instant.now();
        Instant limit = began.plus(PATIENCE);
        Instant sent = began;
        Api.Answer answer = null;
        int attempts = 0;
        while (answer == null && Instant.now().isBefore(limit)) {
            attempts++;
            sent = Instant.now();
            try {
                answer = send.get();
                if (answer.status() >= 500) {
                    failures.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                            .incrementAndGet();
                }
                boolean again = answer.status() > 500
                        || answer.status() == 500 && attempts < TRIES_AT_AN_ERROR
                        || answer.problem().equals("request-in-progress");
                answer = again ? null : answer;
            } catch (RuntimeException e) {
                silences.incrementAndGet();
            }
            if (answer == null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(1_000, 20L << Math.min(attempts, 6))));
            }
        }
        return record(id, kind, actor, subject, began, sent, answer, attempts);
    }

    private Operation record(
            int id,
            Kind kind,
            Member actor,
            UUID subject,
            Instant began,
            Instant sent,
            Api.Answer answer,
            int attempts) {
        int status = answer == null ? 0 : answer.status();
        boolean acknowledged = status / 100 == 2
                && (kind.ordinal() < Kind.IMPORT.ordinal()
                        || kind == Kind.LOOK
                        || answer.body().path("state").asText().equals("COMPLETED"));
        Outcome outcome = acknowledged ? Outcome.OK : status / 100 == 4 ? Outcome.REFUSED : Outcome.UNKNOWN;
        JsonNode body = answer == null ? MissingNode.getInstance() : answer.body();
        String etag = answer == null ? "" : answer.header("ETag").orElse("");
        Operation operation = new Operation(
                id, kind, actor.id(), subject, began, sent, Instant.now(), outcome, status, body, etag, attempts);
        history.add(operation);
        return operation;
    }
}
