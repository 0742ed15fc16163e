package dev.belay.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.local.door.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each replica of each service goes and comes back, one at a time, and no client notices. */
class RollingRestartTest {
    private static final int CLIENTS = 8;
    private static final int MENTORS = 10;

    @Test
    void ofTwoReplicasOfOneServiceFailsNoRequest() throws InterruptedException {
        roll(FaultBed.small(), List.of(Service.MENTORSHIP));
    }

    @Test
    @Tag("faults")
    void ofThreeReplicasOfEachServiceFailsNoRequest() throws InterruptedException, IOException {
        Map<Service, Integer> three = Map.of(Service.PROFILE, 3, Service.MENTORSHIP, 3, Service.MATCHING, 3);
        try (FaultBed bed = FaultBed.start(FaultBed.home(), three)) {
            roll(bed, List.of(Service.values()));
        }
    }

    private static void roll(FaultBed bed, List<Service> services) throws InterruptedException {
        bed.awaitAllReady();
        Crowd crowd = Crowd.gather(bed, 3, MENTORS, 30);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(i);
            Thread client = new Thread(() -> {
                while (!over.get()) {
                    request(bed, crowd, random, failures);
                    answered.incrementAndGet();
                }
            });
            client.start();
            clients.add(client);
        }
        try {
            for (Service service : services) {
                for (int replica = 0; replica < bed.suite().replicas(service).size(); replica++) {
                    bed.suite().restart(service, replica);
                }
            }
        } finally {
            over.set(true);
        }
        for (Thread client : clients) {
            client.join();
        }
        System.out.println("Rolling restart: " + answered + " requests, failures " + failures);
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(List.of(), new Investigation(bed, crowd).violations(Duration.ofSeconds(60)));
    }

    private static void request(FaultBed bed, Crowd crowd, Random random, Queue<String> failures) {
        Crowd.Member member = crowd.members().get(random.nextInt(crowd.members().size()));
        String token = bed.token(member.userName());
        try {
            Api.Answer answer = switch (random.nextInt(5)) {
                case 0 -> bed.api().get("/v1/people/me", token);
                case 1 -> bed.api().get("/v1/recommendations/mentors", token);
                case 2 -> bed.api().get("/v1/match-requests", token);
                case 3 -> {
                    ObjectNode settings = FaultBed.JSON.createObjectNode().put("mentorsWanted", 1 + random.nextInt(3));
                    yield bed.api().patch("/v1/participation/me", token, settings, "*");
                }
                default -> {
                    ObjectNode wish = FaultBed.JSON.createObjectNode().put("message", "Would you mentor me?");
                    wish.putArray("mentorIds")
                            .add(crowd.members()
                                    .get(random.nextInt(MENTORS))
                                    .id()
                                    .toString());
                    wish.putArray("goals").addObject().put("text", "Design a service of my own");
                    yield bed.api().post("/v1/match-requests", token, wish, Map.of());
                }
            };
            // A rule may refuse what is asked at random; anything else is a failure.
            if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 403 || answer.status() == 429) {
                failures.add(answer.request() + " " + answer.status() + " " + answer.problem());
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }
}
