package dev.belay.mentorship;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.AvailabilitySlot;
import dev.belay.contracts.Event;
import dev.belay.contracts.EventType;
import dev.belay.contracts.MatchRequestCancelled;
import dev.belay.contracts.MatchRequestFact;
import dev.belay.contracts.MentorshipPaused;
import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.Programs;
import dev.belay.contracts.Topics;
import dev.belay.embedded.EmbeddedServers;
import dev.belay.mentorship.requests.ExpiryRun;
import dev.belay.platform.testing.Tokens;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the others learn of all this from the topics. */
@MentorshipTest
class PublishedEventsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    EmbeddedServers servers;

    @Inject
    Organisation organisation;

    @Inject
    TopicProbe topics;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    ExpiryRun expiry;

    private List<EventType> facts(String aggregate, int count) {
        UUID id = UUID.fromString(aggregate);
        await().atMost(SOON)
                .until(() -> topics.events(Topics.MENTORSHIP_FACTS, id).size() >= count);
        return topics.events(Topics.MENTORSHIP_FACTS, id).stream()
                .map(Event::type)
                .toList();
    }

    private List<ParticipationState> participation(Someone someone, int count) {
        await().atMost(SOON)
                .until(() -> topics.events(Topics.PARTICIPATION, someone.id()).size() >= count);
        return topics.events(Topics.PARTICIPATION, someone.id()).stream()
                .map(ParticipationState.class::cast)
                .toList();
    }

    private static ParticipationState last(List<ParticipationState> states) {
        return states.get(states.size() - 1);
    }

    @Test
    void tellsWhatAPersonOffersAndHowMuchIsTaken() {
        Someone mentee = organisation.person().wants(2);
        Someone mentor = organisation.person();
        Someone blocked = organisation.person();
        mentor.says(Map.of(
                "offersMentoring",
                true,
                "capacity",
                2,
                "unavailableUntil",
                "2020-01-31",
                "notWith",
                List.of(blocked.id()),
                "availability",
                List.of(Map.of("day", "FRIDAY", "from", "22:00", "to", "24:00"))));
        String request = mentee.hasAsked(mentor);
        mentor.accepts(request);

        List<ParticipationState> states = participation(mentor, 3);
        assertEquals(
                List.of(0, 1, 0),
                states.stream().map(ParticipationState::pending).toList());
        assertEquals(
                List.of(0, 0, 1),
                states.stream().map(ParticipationState::active).toList());
        ParticipationState state = last(states);
        assertEquals(true, state.offersMentoring());
        assertEquals(2, state.capacity());
        assertEquals(LocalDate.parse("2020-01-31"), state.unavailableUntil());
        assertEquals(
                List.of(new AvailabilitySlot(DayOfWeek.FRIDAY, LocalTime.of(22, 0), LocalTime.MIDNIGHT)),
                state.availability());
        assertEquals(List.of(blocked.id()), state.blocked());
        assertEquals(List.of(mentee.id()), state.partners());
        assertEquals(1, state.answered());
        assertEquals(0, state.expired());
        assertEquals(0, state.mentors());

        assertEquals(List.of(mentor.id()), last(participation(blocked, 1)).blocked());
        ParticipationState menteeState = last(participation(mentee, 2));
        assertEquals(1, menteeState.mentors());
        assertEquals(2, menteeState.mentorsWanted());
        assertEquals(true, menteeState.wantsMentoring());
        assertEquals(List.of(mentor.id()), menteeState.partners());
    }

    @Test
    void tellsEachStepOfRequestsAndMentorships() {
        Someone mentor = organisation.mentor(1);
        Someone mentee = organisation.person().wants(3);
        String declined = mentee.hasAsked(mentor);
        mentor.declines(declined);
        String withdrawn = mentee.hasAsked(mentor);
        mentee.withdraws(withdrawn);
        String expired = mentee.hasAsked(mentor);
        clock.advance(Duration.ofDays(7));
        expiry.run();
        clock.reset();
        String cancelled = organisation.person().hasAsked(mentor);
        String accepted = mentee.post(
                        "/v1/match-requests",
                        Map.of(
                                "mentorIds",
                                List.of(mentor.id()),
                                "goals",
                                List.of(
                                        Map.of("text", "a", "skills", List.of("go", "java")),
                                        Map.of("text", "b", "skills", List.of("java")))))
                .path("id");
        String mentorship = mentor.accepts(accepted).path("mentorshipId");
        String path = "/v1/mentorships/" + mentorship;
        mentor.post(path + "/pause");
        mentor.post(path + "/resume");
        mentor.post(path + "/end", Map.of("reason", "NO_TIME"));

        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED, EventType.MATCH_REQUEST_DECLINED), facts(declined, 2));
        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED, EventType.MATCH_REQUEST_WITHDRAWN), facts(withdrawn, 2));
        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED, EventType.MATCH_REQUEST_EXPIRED), facts(expired, 2));
        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED, EventType.MATCH_REQUEST_CANCELLED), facts(cancelled, 2));
        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED, EventType.MATCH_REQUEST_ACCEPTED), facts(accepted, 2));
        assertEquals(
                List.of(
                        EventType.MENTORSHIP_STARTED,
                        EventType.MENTORSHIP_PAUSED,
                        EventType.MENTORSHIP_RESUMED,
                        EventType.MENTORSHIP_ENDED),
                facts(mentorship, 4));
        List<Event> told = topics.events(Topics.MENTORSHIP_FACTS, UUID.fromString(cancelled));
        assertEquals("MENTOR_FULL", ((MatchRequestCancelled) told.get(1)).reason());
        assertEquals(mentor.id(), ((MatchRequestFact) told.get(0)).mentorId());
        assertEquals(Programs.OPEN, ((MatchRequestFact) told.get(0)).programId());

        await().atMost(SOON)
                .until(() -> topics.events(Topics.MENTORSHIP, UUID.fromString(mentorship))
                                .size()
                        == 4);
        List<MentorshipState> states = topics.events(Topics.MENTORSHIP, UUID.fromString(mentorship)).stream()
                .map(MentorshipState.class::cast)
                .toList();
        assertEquals(
                List.of("ACTIVE", "PAUSED", "ACTIVE", "ENDED"),
                states.stream().map(MentorshipState::state).toList());
        assertEquals(List.of("go", "java"), states.get(0).goalSkills());
        assertEquals("NO_TIME", states.get(3).endReason());
        ParticipationState state = last(participation(mentor, 1));
        assertEquals(0, state.active());
        assertEquals(2, state.answered());
        assertEquals(1, state.expired());
        assertEquals(List.of(), state.partners());
    }

    @Test
    void tellsOfLeavers() {
        Someone mentor = organisation.mentor(2);
        Someone leaver = organisation.person().wants(2);
        Someone other = organisation.mentor(1);
        String mentorship = mentor.mentors(leaver);
        String request = leaver.hasAsked(other);
        organisation.deactivate(leaver);
        assertEquals(List.of(EventType.MENTORSHIP_STARTED, EventType.MENTORSHIP_PAUSED), facts(mentorship, 2));
        MentorshipPaused paused = (MentorshipPaused) topics.events(Topics.MENTORSHIP_FACTS, UUID.fromString(mentorship))
                .get(1);
        assertEquals("PARTY_LEFT", paused.reason());
        assertEquals(List.of(EventType.MATCH_REQUEST_CREATED, EventType.MATCH_REQUEST_CANCELLED), facts(request, 2));
        assertEquals(
                List.of(0, 1, 0),
                participation(other, 3).stream()
                        .map(ParticipationState::pending)
                        .toList());
    }

    @Test
    void tellsOfErasedPeopleNothingButThatTheyAreGone() {
        Someone erased = organisation.mentor(2);
        organisation.erase(erased);
        await().atMost(SOON).until(() -> last(participation(erased, 1)).deleted());
        assertEquals(
                ParticipationState.deleted(
                        erased.id(), last(participation(erased, 1)).version()),
                last(participation(erased, 1)));
    }

    @Test
    void republishesEverythingWithNewVersions() {
        Someone mentor = organisation.mentor(2);
        String mentorship = mentor.mentors(organisation.person());
        int before = participation(mentor, 3).size();
        Someone admin = organisation.person().inGroup("admin");
        int participations = admin.post("/internal/republish")
                .then()
                .statusCode(200)
                .extract()
                .path("participations");
        assertEquals(database.count("SELECT count(*) FROM participation"), participations);
        List<ParticipationState> states = participation(mentor, before + 1);
        assertTrue(states.get(before).version() > states.get(before - 1).version());
        await().atMost(SOON)
                .until(() -> topics.events(Topics.MENTORSHIP, UUID.fromString(mentorship))
                                .size()
                        == 2);
        new Someone(null, null, Tokens.service("profile").token())
                .post("/internal/republish")
                .then()
                .statusCode(200);
    }

    @Test
    void writesGoOnWithoutKafkaAndArriveInOrderOnceItIsBack() {
        List<Someone> mentors =
                IntStream.range(0, 3).mapToObj(i -> organisation.mentor(3)).toList();
        servers.stopKafka();
        try {
            for (Someone mentor : mentors) {
                for (int i = 0; i < 3; i++) {
                    mentor.mentors(organisation.person());
                }
            }
        } finally {
            servers.startKafka();
        }
        for (Someone mentor : mentors) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> last(participation(mentor, 7)).active() == 3);
            // A batch whose acknowledgement was lost is sent again; a reader of states sees no difference.
            List<String> seen = new ArrayList<>();
            long version = 0;
            for (ParticipationState state : participation(mentor, 7)) {
                if (state.version() > version) {
                    version = state.version();
                    seen.add(state.active() + " taken, " + state.pending() + " asked");
                }
            }
            assertEquals(
                    List.of(
                            "0 taken, 0 asked",
                            "0 taken, 1 asked",
                            "1 taken, 0 asked",
                            "1 taken, 1 asked",
                            "2 taken, 0 asked",
                            "2 taken, 1 asked",
                            "3 taken, 0 asked"),
                    seen);
        }
    }
}
