package dev.belay.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.local.issuer.DevIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings people in as an organisation would: HR imports the employees, then each person fills in a profile and a participation
 * with a token of their own, all through the front door. What is there already stays as it is.
 */
public final class SampleLoader {

    private static final int AT_ONCE = 6;
    private static final int TRIES = 5;
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(60);
    private static final Pattern ENTRY = Pattern.compile("/(skills|skillsWanted|skillsTaught)/(\\d+)(/skill)?");

    private final Api api;
    private final DevIssuer tokens;
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger filledIn = new AtomicInteger();
    private final AtomicInteger notUnderstood = new AtomicInteger();

    public SampleLoader(Api api, DevIssuer tokens) {
        this.api = api;
        this.tokens = tokens;
    }

    /**
     * What loading did.
     *
     * @param counts of the import job, as it gives them
     * @param filledIn people whose profile or participation was set
     * @param notUnderstood words given as skills that the catalogue does not know, and repetitions of one skill under another name
     */
    public record Loaded(int people, JsonNode counts, int filledIn, int notUnderstood) {}

    /** @param listener hears how many people are done, from several threads */
    public Loaded load(List<SamplePerson> people, IntConsumer listener) {
        JsonNode job = importPeople(people);
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (SamplePerson person : people) {
                running.add(workers.submit(() -> {
                    fillIn(person);
                    listener.accept(finished.incrementAndGet());
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
        return new Loaded(people.size(), job.path("counts"), filledIn.get(), notUnderstood.get());
    }

    /** Imports these people and returns the finished job. */
    public JsonNode importPeople(List<SamplePerson> people) {
        List<ObjectNode> rows = people.stream().map(SamplePerson::importRow).toList();
        return importRows(rows);
    }

    /** Imports rows and returns the finished job. */
    public JsonNode importRows(List<ObjectNode> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row).append('\n'));
        String token = tokens.machineToken(DevIssuer.HR_SYNC);
        Api.Answer accepted = api.postLines(
                        "/v1/people/imports",
                        token,
                        lines.toString(),
                        Map.of("Idempotency-Key", java.util.UUID.randomUUID().toString()))
                .expect(202);
        String job = accepted.header("Location").orElseThrow();
        return until(
                () -> api.get(job, token).expect(200).body(),
                state -> !List.of("PENDING", "QUEUED", "ACCEPTED", "RUNNING")
                        .contains(state.path("state").asText()),
                "The import did not end.");
    }

    private void fillIn(SamplePerson person) {
        String token = tokens.tokenFor(person.userName());
        boolean profile = fillInProfile(person, token);
        boolean participation = fillInParticipation(person, token);
        if (profile || participation) {
            filledIn.incrementAndGet();
        }
    }

    private boolean fillInProfile(SamplePerson person, String token) {
        String path = "/v1/people/me/profile";
        Api.Answer current = known(() -> api.get(path, token));
        if (!current.body().path("headline").asText("").isEmpty()) {
            return false;
        }
        ObjectNode patch = person.profilePatch();
        String etag = current.header("ETag").orElse("*");
        for (int i = 0; i < TRIES; i++) {
            Api.Answer answer = api.patch(path, token, patch, etag);
            if (answer.status() != 400 || !dropRefused(patch, answer.body())) {
                answer.expect(200);
                return true;
            }
        }
        throw new IllegalStateException("The profile of " + person.userName() + " is refused again and again.");
    }

    private boolean fillInParticipation(SamplePerson person, String token) {
        boolean nothingToSay = !person.isMentor()
                && !person.participation().wantsMentoring()
                && person.participation().availability().isEmpty();
        if (nothingToSay) {
            return false;
        }
        String path = "/v1/participation/me";
        Api.Answer current = known(() -> api.get(path, token));
        boolean untouched = !current.body().path("offersMentoring").asBoolean()
                && !current.body().path("wantsMentoring").asBoolean()
                && current.body().path("availability").isEmpty();
        ObjectNode patch = person.participationPatch();
        if (!untouched) {
            return false;
        }
        api.patch(path, token, patch, current.header("ETag").orElse("*")).expect(200);
        return true;
    }

    /** People reach the other services a moment after the import: until then they answer that they know nobody of this name. */
    private static Api.Answer known(Supplier<Api.Answer> request) {
        return until(
                        request,
                        answer -> !answer.problem().equals("person-unknown"),
                        "People do not arrive in all services.")
                .expect(200);
    }

    /** Takes out of the patch what a violation names; false if a violation names something else. */
    private boolean dropRefused(ObjectNode patch, JsonNode problem) {
        Map<String, TreeSet<Integer>> refused = new java.util.TreeMap<>();
        for (JsonNode violation : problem.path("violations")) {
            Matcher entry = ENTRY.matcher(violation.path("field").asText());
            if (!entry.matches()) {
                return false;
            }
            refused.computeIfAbsent(entry.group(1), field -> new TreeSet<>()).add(Integer.parseInt(entry.group(2)));
        }
        refused.forEach((field, indexes) -> {
            ArrayNode array = patch.withArray(field);
            indexes.descendingSet().forEach(array::remove);
            if (field.equals("skills")) {
                notUnderstood.addAndGet(indexes.size());
            }
        });
        return !refused.isEmpty();
    }

    private static <T> T until(Supplier<T> attempt, java.util.function.Predicate<T> enough, String otherwise) {
        Instant limit = Instant.now().plus(ARRIVAL_LIMIT);
        while (true) {
            T result = attempt.get();
            if (enough.test(result)) {
                return result;
            }
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException(otherwise);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
