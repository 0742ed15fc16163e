package dev.belay.mentorship.requests;

import static dev.belay.mentorship.Problems.assertProblem;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.MovableClock;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import dev.belay.mentorship.mentorships.Side;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × every step × everyone who may try, over HTTP; what must happen follows from the table. */
@MentorshipTest
class RequestStateMachineTest {
    @Inject
    Organisation organisation;

    @Inject
    MovableClock clock;

    @Inject
    Expiry expiry;

    static Stream<Arguments> everything() {
        return Stream.of(RequestState.values())
                .flatMap(state -> Stream.of(RequestStep.values())
                        .flatMap(step -> Stream.of(Side.MENTEE, Side.MENTOR, null)
                                .map(side -> arguments(state, step, side == null ? "STRANGER" : side.name()))));
    }

    @ParameterizedTest(name = "{1} by {2} in {0}")
    @MethodSource("everything")
    void answersAsTheTableSays(RequestState state, RequestStep step, String who) {
        Someone mentor = organisation.mentor(2);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        bring(request, state, mentee, mentor);
        Someone caller = switch (who) {
            case "MENTEE" -> mentee;
            case "MENTOR" -> mentor;
            default -> organisation.person();
        };

        String path = "/v1/match-requests/" + request;
        Response answer = caller.post(path + "/" + step.action(), Map.of("reason", "NO_TIME"));

        if (step.by() == null || who.equals("STRANGER")) {
            // What follows from something else is no endpoint at all, and a request is nothing to a stranger.
            assertProblem(answer, 404, "not-found");
        } else if (!step.by().name().equals(who)) {
            assertProblem(answer, 403, "not-your-action")
                    .body("actions", equalTo(RequestStep.actions(Side.valueOf(who), state)));
        } else if (step.isPossibleIn(state) || state == step.to()) {
            answer.then().statusCode(200).body("state", equalTo(step.to().name()));
            assertEquals(answer.asString(), caller.get(path).asString());
            return;
        } else {
            assertProblem(answer, 409, "wrong-state")
                    .body("state", equalTo(state.name()))
                    .body("actions", equalTo(RequestStep.actions(Side.valueOf(who), state)));
        }
        mentee.get(path).then().body("state", equalTo(state.name()));
    }

    private void bring(String request, RequestState state, Someone mentee, Someone mentor) {
        switch (state) {
            case PENDING -> {}
            case ACCEPTED -> mentor.accepts(request);
            case DECLINED -> mentor.declines(request);
            case WITHDRAWN -> mentee.withdraws(request);
            case EXPIRED -> {
                clock.advance(Duration.ofDays(7));
                expiry.run();
                clock.reset();
            }
            case CANCELLED -> organisation.mentor(1).mentors(mentee);
        }
        mentor.get("/v1/match-requests/" + request).then().body("state", equalTo(state.name()));
    }
}
