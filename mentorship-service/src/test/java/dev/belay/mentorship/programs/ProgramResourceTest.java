package dev.belay.mentorship.programs;

import static dev.belay.mentorship.Problems.assertProblem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.contracts.Programs;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MentorshipTest
class ProgramResourceTest {
    @Inject
    Organisation organisation;

    @Test
    void openProgramIsThereFromTheBeginning() {
        Someone person = organisation.person();
        person.get("/v1/programs")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].id", equalTo(Programs.OPEN.toString()))
                .body("items[0].key", equalTo("open"))
                .body("nextCursor", nullValue());
        assertProblem(person.get("/v1/programs?cursor=x"), 400, "invalid-cursor");
        assertProblem(person.get("/v1/programs?limit=x"), 400, "invalid-parameter");
    }
}
