package dev.belay.mentorship.mentorships;

import static dev.belay.mentorship.Problems.assertProblem;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × every step × everyone who may try, over HTTP; what must happen follows from the table. */
@MentorshipTest
class MentorshipStateMachineTest {
    @Inject
    Organisation organisation;

    @Inject
    Database database;

    static Stream<Arguments> everything() {
        return Stream.of(MentorshipStage.values())
                .flatMap(stage -> Stream.of(MentorshipStep.values())
                        .flatMap(step -> Stream.of("MENTEE", "MENTOR", "MANAGER", "STRANGER")
                                .map(who -> arguments(stage, step, who))));
    }

    /** The picture of the design, once more in other words. */
    @Test
    void isTheTableOfTheDesign() {
        Map<MentorshipStep, Set<MentorshipStage>> from = Map.of(
                MentorshipStep.PAUSE, EnumSet.of(MentorshipStage.ACTIVE),
                MentorshipStep.RESUME, EnumSet.of(MentorshipStage.PAUSED),
                MentorshipStep.COMPLETE, EnumSet.of(MentorshipStage.ACTIVE, MentorshipStage.PAUSED),
                MentorshipStep.END, EnumSet.of(MentorshipStage.ACTIVE, MentorshipStage.PAUSED));
        for (MentorshipStep step : MentorshipStep.values()) {
            for (MentorshipStage stage : MentorshipStage.values()) {
                assertEquals(from.get(step).contains(stage), step.isPossibleIn(stage), step + " in " + stage);
            }
        }
        assertEquals(
                List.of(
                        MentorshipStage.PAUSED,
                        MentorshipStage.ACTIVE,
                        MentorshipStage.COMPLETED,
                        MentorshipStage.ENDED),
                Stream.of(MentorshipStep.values()).map(MentorshipStep::to).toList());
    }

    @ParameterizedTest(name = "{1} by {2} in {0}")
    @MethodSource("everything")
    void answersAsTheTableSays(MentorshipStage stage, MentorshipStep step, String who) {
        Someone mentor = organisation.mentor(2);
        Someone mentee = organisation.person();
        String mentorship = mentor.mentors(mentee);
        String path = "/v1/mentorships/" + mentorship;
        bring(path, stage, mentor);
        // The mentor has brought it there, so only the mentor's repeat finds the step taken by themselves.
        Someone caller = switch (who) {
            case "MENTEE" -> mentee;
            case "MENTOR" -> mentor;
            case "MANAGER" -> organisation.person().inGroup("program-manager");
            default -> organisation.person();
        };

        Response answer = take(caller, path, step);

        boolean repeat = who.equals("MENTOR") && stage == step.to() && stage != MentorshipStage.ACTIVE;
        MentorshipStage after = stage;
        if (who.equals("STRANGER")) {
            assertProblem(answer, 404, "not-found");
        } else if (!step.isPossibleIn(stage) && !repeat) {
            assertProblem(answer, 409, "wrong-state").body("state", equalTo(stage.name()));
        } else if (who.equals("MANAGER")) {
            assertProblem(answer, 403, "not-your-action");
        } else {
            answer.then().statusCode(200).body("state", equalTo(step.to().name()));
            assertEquals(
                    answer.asString(),
                    take(caller, path, step).then().statusCode(200).extract().asString());
            after = step.to();
        }
        mentee.get(path).then().body("state", equalTo(after.name()));
        int places = MentorshipStage.PRESENT.contains(after) ? 1 : 0;
        assertEquals(places, database.count("SELECT active FROM participation WHERE person_id = ?", mentor.id()));
        assertEquals(places, database.count("SELECT mentors FROM participation WHERE person_id = ?", mentee.id()));
    }

    private static Response take(Someone caller, String path, MentorshipStep step) {
        return caller.post(path + "/" + step.action(), Map.of("reason", "GOALS_CHANGED"));
    }

    private static void bring(String path, MentorshipStage stage, Someone mentor) {
        switch (stage) {
            case ACTIVE -> {}
            case PAUSED -> take(mentor, path, MentorshipStep.PAUSE);
            case COMPLETED -> take(mentor, path, MentorshipStep.COMPLETE);
            case ENDED -> take(mentor, path, MentorshipStep.END);
        }
        mentor.get(path).then().body("state", equalTo(stage.name()));
    }
}
