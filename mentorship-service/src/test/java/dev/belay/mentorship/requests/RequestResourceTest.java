package dev.belay.mentorship.requests;

import static org.hamcrest.Matchers.equalTo;

import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MentorshipTest
class RequestResourceTest {
    @Inject
    Organisation organisation;

    @Test
    void startsMentorshipWhenMentorAccepts() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person();
        String request = mentee.hasAsked(mentor);
        mentor.get("/v1/match-requests?as=mentor&state=pending").prettyPrint();
        mentor.accepts(request).prettyPeek().then().statusCode(200).body("state", equalTo("ACCEPTED"));
        mentee.get("/v1/mentorships").prettyPeek();
        mentor.get("/v1/participation/me").prettyPeek();
        mentee.get("/v1/programs").prettyPeek();
    }
}
