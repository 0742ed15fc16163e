package dev.belay.matching.replica;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.contracts.State;
import dev.belay.contracts.Topics;
import dev.belay.matching.Published;
import dev.belay.matching.core.Someone;
import dev.belay.platform.replica.MemoryReader;
import dev.belay.platform.replica.TopicSetup;
import dev.belay.platform.testing.BelayServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replicas that start in the middle of a storm of updates end in the state of one that was there, and of a fresh one. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "matching"))
class RestartTest {

    private static final int FIRST = 7_000;
    private static final int PEOPLE = 40;

    @Inject
    Replica replica;

    @Inject
    Published published;

    @Inject
    TopicSetup topics;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private final List<Replica> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Replica one : started) {
            one.stop(new ShutdownEvent());
        }
        published.deleteAll();
    }

    @Test
    void aRestartInAStormEndsInTheSameState() throws InterruptedException {
        CompletableFuture<Void> storm = CompletableFuture.runAsync(this::storm);
        while (!storm.isDone()) {
            Replica one = start();
            await().atMost(Duration.ofSeconds(60)).until(one::isReady);
            if (started.size() > 3) {
                started.remove(0).stop(new ShutdownEvent());
            }
        }
        storm.join();
        published.awaitRead();
        Replica fresh = start();
        await().atMost(Duration.ofSeconds(60)).until(fresh::isReady);

        String expected = replica.snapshot().hash();
        for (Replica one : started) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> one.snapshot().hash().equals(expected));
        }
        MemoryReader.Progress people = fresh.progress().get(Topics.PERSON);
        assertTrue(people.read() >= people.atStart() && people.atStart() > 0, people.toString());
        assertEquals(3, fresh.progress().size());
    }

    private Replica start() {
        Replica one = new Replica(new KnownPeople(), kafka, topics, new SimpleMeterRegistry());
        one.start(new StartupEvent());
        started.add(one);
        return one;
    }

    private void storm() {
        Random random = new Random(42);
        for (int batch = 0; batch < 60; batch++) {
            List<State> states = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                states.add(state(random));
            }
            published.states(states.toArray(State[]::new));
        }
        for (int number = 0; number < PEOPLE; number++) {
            published.people(aMentor(FIRST + number));
        }
    }

    private State state(Random random) {
        int number = FIRST + random.nextInt(PEOPLE);
        long version = published.newVersion() - (random.nextInt(4) == 0 ? 200 : 0);
        Someone someone = random.nextBoolean()
                ? aMentor(number).strength("kafka", 3)
                : aMentee(number).gap("sql", 1, 4);
        return switch (random.nextInt(8)) {
            case 0 -> PersonState.deleted(id(number), version);
            case 1 -> ParticipationState.deleted(id(number), version);
            case 2, 3 -> {
                UUID mentorship = id(FIRST + PEOPLE + random.nextInt(10));
                String lasts = random.nextBoolean() ? "ACTIVE" : "ENDED";
                UUID mentor = id(FIRST + random.nextInt(PEOPLE));
                yield new MentorshipState(
                        mentorship,
                        version,
                        false,
                        id(number),
                        mentor,
                        Programs.OPEN,
                        lasts,
                        List.of(),
                        null,
                        null,
                        null);
            }
            case 4, 5 -> someone.places(3, random.nextInt(3), 0).participation(version);
            default -> someone.person(version);
        };
    }
}
