package dev.belay.mentorship.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.belay.mentorship.mentorships.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RequestStepTest {
    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");
    private static final Map<RequestStep, BiConsumer<MatchRequest, Instant>> STEPS = Map.of(
            RequestStep.ACCEPT, (request, now) -> request.accept(UUID.randomUUID(), now),
            RequestStep.DECLINE, (request, now) -> request.decline(DeclineReason.NO_TIME, null, now),
            RequestStep.WITHDRAW, MatchRequest::withdraw,
            RequestStep.EXPIRE, MatchRequest::expire,
            RequestStep.CANCEL, (request, now) -> request.cancel(CancelReason.PARTY_LEFT, now));

    private static MatchRequest aRequest() {
        UUID mentee = UUID.randomUUID();
        Wish wish = new Wish(UUID.randomUUID(), mentee, UUID.randomUUID(), null, List.of(), NOW);
        return new MatchRequest(UUID.randomUUID(), wish, 1, UUID.randomUUID(), NOW, Duration.ofDays(7));
    }

    private static MatchRequest aRequestThatIs(RequestState state) {
        MatchRequest request = aRequest();
        Stream.of(RequestStep.values())
                .filter(step -> step.to() == state)
                .forEach(step -> STEPS.get(step).accept(request, NOW));
        assertEquals(state, request.state());
        return request;
    }

    /** The picture of the design, once more in other words: whoever changes the table sees what it means. */
    @Test
    void isTheTableOfTheDesign() {
        assertEquals(List.of("accept", "decline"), RequestStep.actions(Side.MENTOR, RequestState.PENDING));
        assertEquals(List.of("withdraw"), RequestStep.actions(Side.MENTEE, RequestState.PENDING));
        for (RequestState closed : RequestState.values()) {
            if (closed != RequestState.PENDING) {
                assertEquals(List.of(), RequestStep.actions(Side.MENTOR, closed));
                assertEquals(List.of(), RequestStep.actions(Side.MENTEE, closed));
            }
        }
        assertEquals(RequestState.ACCEPTED, RequestStep.ACCEPT.to());
        assertEquals(RequestState.DECLINED, RequestStep.DECLINE.to());
        assertEquals(RequestState.WITHDRAWN, RequestStep.WITHDRAW.to());
        assertEquals(RequestState.EXPIRED, RequestStep.EXPIRE.to());
        assertEquals(RequestState.CANCELLED, RequestStep.CANCEL.to());
    }

    @TestFactory
    Stream<DynamicTest> entityGuardsEveryStepInEveryState() {
        return Stream.of(RequestState.values())
                .flatMap(state -> Stream.of(RequestStep.values())
                        .map(step -> dynamicTest(step + " in " + state, () -> {
                            MatchRequest request = aRequestThatIs(state);
                            if (step.isPossibleIn(state)) {
                                STEPS.get(step).accept(request, NOW);
                                assertEquals(step.to(), request.state());
                            } else {
                                assertThrows(
                                        IllegalStateException.class,
                                        () -> STEPS.get(step).accept(request, NOW));
                                assertEquals(state, request.state());
                            }
                        })));
    }
}
