package dev.belay.matching.replica;

import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.contracts.Topics;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.matching.Published;
import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Member;
import dev.belay.platform.testing.BelayServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "matching"))
class ReplicaConsumerTest {

    private static final UUID MENTOR = id(501);
    private static final UUID OTHER = id(502);

    EmbeddedServers servers;

    @Inject
    Replica replica;

    @Inject
    Published published;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void clear() {
        published.deleteAll();
    }

    @Test
    void becomesReadyOnceTheTopicsAreRead() {
        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        assertTrue(RestAssured.get("/q/health/ready").asString().contains("topics reached"));
    }

    @Test
    void holdsWhatWasPublished() {
        published.people(mentor("staff"));

        seen(MENTOR, member -> member.participation().offersMentoring());
        assertEquals("staff", member(MENTOR).profile().level());
        assertTrue(RestAssured.get("/q/metrics").asString().contains("belay_index_mentors"));
    }

    @Test
    void aDuplicateAndAnOlderStateChangeNothing() {
        long older = published.newVersion();
        PersonState newer = mentor("staff").person(published.newVersion());
        published.people(mentor("mid"));
        PersonState newest = mentor("principal").person(published.newVersion());

        published.states(newest, newest, newer, mentor("junior").person(older), newest);
        published.awaitRead();

        assertEquals("principal", member(MENTOR).profile().level());
    }

    @Test
    void participationMayComeBeforeThePerson() {
        published.states(mentor("senior").participation(published.newVersion()));
        seen(MENTOR, member -> member.participation().offersMentoring());
        assertFalse(member(MENTOR).profile().active());

        published.people(mentor("senior"));
        seen(MENTOR, member -> member.profile().active());
    }

    @Test
    void aDeletionIsNotUndoneByALateOlderState() {
        published.people(mentor("senior"));
        seen(MENTOR, member -> member.profile().active());
        long older = published.newVersion();
        published.states(
                PersonState.deleted(MENTOR, published.newVersion()),
                ParticipationState.deleted(MENTOR, published.newVersion()),
                mentor("senior").person(older),
                mentor("senior").participation(older));
        published.awaitRead();

        assertFalse(member(MENTOR).profile().active());
        assertFalse(member(MENTOR).participation().offersMentoring());
    }

    @Test
    void aMentorshipPairsTheTwoUntilItEnds() {
        UUID mentorship = id(590);
        published.states(mentorship(mentorship, "ACTIVE"));
        seen(MENTOR, member -> member.isPairedWith(OTHER));

        published.states(mentorship(mentorship, "ENDED"));
        seen(MENTOR, member -> !member.isPairedWith(OTHER));
    }

    @Test
    void aRecordThatCannotBeReadIsCountedAndPassedOver() {
        double before = metrics.counter("belay.events.unreadable").count();
        PersonState like = mentor("senior").person(1);

        published.value(like, "{not json".getBytes(StandardCharsets.UTF_8));
        published.value(like, "{\"id\":\"nobody\",\"version\":1}".getBytes(StandardCharsets.UTF_8));
        published.value(like, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        published.value(
                aMentor(999).person(1),
                "{\"id\":\"%s\",\"version\":1}".formatted(MENTOR).getBytes(StandardCharsets.UTF_8));
        published.bare(Topics.PERSON, MENTOR.toString(), "{}".getBytes(StandardCharsets.UTF_8));
        published.people(mentor("senior"));

        seen(MENTOR, member -> member.profile().active());
        await().until(() -> metrics.counter("belay.events.unreadable").count() == before + 5);
    }

    @Test
    void aTombstoneIsPassedOver() {
        published.people(mentor("senior"));
        seen(MENTOR, member -> member.profile().active());

        published.value(mentor("senior").person(1), null);
        published.awaitRead();

        assertTrue(member(MENTOR).profile().active());
    }

    @Test
    void goesOnAfterKafkaWasAway() {
        published.people(mentor("mid"));
        seen(MENTOR, member -> "mid".equals(member.profile().level()));

        servers.stopKafka();
        assertEquals("mid", member(MENTOR).profile().level());
        assertEquals(200, RestAssured.get("/q/health/ready").statusCode());
        servers.startKafka();

        published.people(mentor("staff"));
        seen(MENTOR, member -> "staff".equals(member.profile().level()));
    }

    private void seen(UUID id, Predicate<Member> condition) {
        await().atMost(Duration.ofSeconds(60)).until(() -> condition.test(member(id)));
    }

    private Member member(UUID id) {
        return replica.snapshot().member(id);
    }

    private static Someone mentor(String level) {
        return aMentor(501).level(level);
    }

    private MentorshipState mentorship(UUID id, String state) {
        return new MentorshipState(
                id, published.newVersion(), false, OTHER, MENTOR, Programs.OPEN, state, List.of(), null, null, null);
    }
}
