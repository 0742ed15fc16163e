package dev.belay.mentorship.people;

import static dev.belay.mentorship.Problems.assertProblem;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.belay.contracts.ContactState;
import dev.belay.contracts.Event;
import dev.belay.contracts.EventJson;
import dev.belay.contracts.EventType;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.mentorship.Database;
import dev.belay.mentorship.MentorshipTest;
import dev.belay.mentorship.Organisation;
import dev.belay.mentorship.Someone;
import dev.belay.mentorship.TopicProbe;
import dev.belay.platform.testing.Tokens;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People as they come from the topics: twice, in any order, unreadable, deleted. */
@MentorshipTest
class PeopleConsumerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Organisation organisation;

    @Inject
    Database database;

    @Inject
    TopicProbe topics;

    private static Someone stranger() {
        UUID id = UUID.randomUUID();
        String userName = "u-" + id;
        return new Someone(id, userName, Tokens.person(userName).token());
    }

    private PersonState person(Someone someone, long version, boolean active) {
        return organisation.state(someone, version, active, null, List.of());
    }

    private static ContactState contact(Someone someone, long version, String name) {
        return new ContactState(someone.id(), version, false, name, "mail@example.org", "en");
    }

    private boolean holds(Someone someone, long version, long contactVersion) {
        return database.count(
                        "SELECT count(*) FROM person WHERE id = ? AND version = ? AND contact_version = ?",
                        someone.id(),
                        version,
                        contactVersion)
                == 1;
    }

    private Object name(Someone someone) {
        return database.value("SELECT display_name FROM person WHERE id = ?", someone.id());
    }

    @Test
    void knowsAPersonAsSoonAsTheEventIsThere() {
        Someone someone = stranger();
        assertProblem(someone.get("/v1/participation/me"), 403, "person-unknown");
        topics.write(List.of(contact(someone, 1, "Ada"), person(someone, 1, true)));
        await().atMost(SOON).until(() -> someone.get("/v1/participation/me").statusCode() == 200);
        topics.write(List.of(person(someone, 2, false)));
        await().atMost(SOON).until(() -> someone.get("/v1/participation/me").statusCode() == 403);
        assertProblem(someone.get("/v1/participation/me"), 403, "person-inactive");
    }

    @Test
    void endsInTheSameStateWhateverIsRepeatedOrShuffled() {
        Random random = new Random(7);
        List<Someone> people = new ArrayList<>();
        List<Event> deliveries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Someone someone = stranger();
            people.add(someone);
            boolean erased = i % 3 == 0;
            for (long version = 1; version <= 4; version++) {
                deliveries.add(person(someone, version, version % 2 == 0));
                deliveries.add(contact(someone, version, "Name " + version));
            }
            deliveries.add(erased ? PersonState.deleted(someone.id(), 5) : person(someone, 5, true));
            deliveries.add(erased ? ContactState.deleted(someone.id(), 5) : contact(someone, 5, "Name 5"));
        }
        deliveries.addAll(List.copyOf(deliveries));
        Collections.shuffle(deliveries, random);
        topics.write(deliveries);
        for (int i = 0; i < people.size(); i++) {
            Someone someone = people.get(i);
            await().atMost(SOON).until(() -> holds(someone, 5, 5));
            assertEquals(i % 3 == 0 ? null : "Name 5", name(someone));
            assertEquals(i % 3 != 0, database.value("SELECT active FROM person WHERE id = ?", someone.id()));
        }
    }

    @Test
    void takesNoNameOfAnErasedPersonThatComesLate() {
        Someone someone = stranger();
        topics.write(List.of(PersonState.deleted(someone.id(), 3)));
        await().atMost(SOON).until(() -> holds(someone, 3, 0));
        topics.write(List.of(contact(someone, 2, "Late"), person(someone, 2, true)));
        await().atMost(SOON).until(() -> holds(someone, 3, 2));
        assertNull(name(someone));
        assertEquals(false, database.value("SELECT active FROM person WHERE id = ?", someone.id()));
    }

    @Test
    void buriesWhatCannotBeReadAndGoesOn() {
        Someone before = stranger();
        Someone after = stranger();
        String poisoned = UUID.randomUUID().toString();
        topics.write(List.of(person(before, 1, true)));
        topics.write(Topics.PERSON, poisoned, EventType.PERSON, "{not json".getBytes(StandardCharsets.UTF_8));
        topics.write(Topics.CONTACT, poisoned, EventType.PERSON, EventJson.write(person(stranger(), 1, true)));
        topics.write(List.of(person(after, 1, true)));
        await().atMost(SOON).until(() -> holds(before, 1, 0) && holds(after, 1, 0));
        await().atMost(SOON)
                .until(() -> topics.read(Topics.deadLetters("mentorship"), record -> poisoned.equals(record.key()))
                                .size()
                        == 2);
    }

    @Test
    void findsTheNewBearerOfAUserName() {
        Someone leaver = stranger();
        Someone successor = new Someone(UUID.randomUUID(), leaver.userName(), leaver.token());
        organisation.tell(person(leaver, 1, true));
        organisation.tell(person(successor, 1, true));
        organisation.tell(person(leaver, 2, false));
        Someone mentor = organisation.mentor(1);
        successor
                .asks(mentor)
                .then()
                .statusCode(201)
                .body("mentee.id", equalTo(successor.id().toString()));
    }
}
