package dev.belay.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every type of event: its text on the wire (the CloudEvents {@code type}), the record that holds it and the topic that
 * carries it. JSON Schema and example of each lie beside this class, as {@code schemas/<type>.json} and
 * {@code examples/<type>.json}.
 */
public enum EventType {
    PERSON("belay.profile.person.v1", PersonState.class, Topics.PERSON),
    CONTACT("belay.profile.contact.v1", ContactState.class, Topics.CONTACT),
    PARTICIPATION("belay.mentorship.participation.v1", ParticipationState.class, Topics.PARTICIPATION),
    MENTORSHIP("belay.mentorship.mentorship.v1", MentorshipState.class, Topics.MENTORSHIP),

    PERSON_DEACTIVATED("belay.profile.person-deactivated.v1", PersonDeactivated.class, Topics.PROFILE_FACTS),
    PERSON_REACTIVATED("belay.profile.person-reactivated.v1", PersonReactivated.class, Topics.PROFILE_FACTS),

    MATCH_REQUEST_CREATED(
            "belay.mentorship.match-request-created.v1", MatchRequestCreated.class, Topics.MENTORSHIP_FACTS),
    MATCH_REQUEST_ACCEPTED(
            "belay.mentorship.match-request-accepted.v1", MatchRequestAccepted.class, Topics.MENTORSHIP_FACTS),
    MATCH_REQUEST_DECLINED(
            "belay.mentorship.match-request-declined.v1", MatchRequestDeclined.class, Topics.MENTORSHIP_FACTS),
    MATCH_REQUEST_WITHDRAWN(
            "belay.mentorship.match-request-withdrawn.v1", MatchRequestWithdrawn.class, Topics.MENTORSHIP_FACTS),
    MATCH_REQUEST_EXPIRED(
            "belay.mentorship.match-request-expired.v1", MatchRequestExpired.class, Topics.MENTORSHIP_FACTS),
    MATCH_REQUEST_CANCELLED(
            "belay.mentorship.match-request-cancelled.v1", MatchRequestCancelled.class, Topics.MENTORSHIP_FACTS),

    MENTORSHIP_STARTED("belay.mentorship.mentorship-started.v1", MentorshipStarted.class, Topics.MENTORSHIP_FACTS),
    MENTORSHIP_PAUSED("belay.mentorship.mentorship-paused.v1", MentorshipPaused.class, Topics.MENTORSHIP_FACTS),
    MENTORSHIP_RESUMED("belay.mentorship.mentorship-resumed.v1", MentorshipResumed.class, Topics.MENTORSHIP_FACTS),
    MENTORSHIP_COMPLETED(
            "belay.mentorship.mentorship-completed.v1", MentorshipCompleted.class, Topics.MENTORSHIP_FACTS),
    MENTORSHIP_ENDED("belay.mentorship.mentorship-ended.v1", MentorshipEnded.class, Topics.MENTORSHIP_FACTS);

    private static final Map<String, EventType> BY_TEXT =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EventType::text, Function.identity()));

    private final String text;
    private final Class<? extends Event> record;
    private final String topic;

    EventType(String text, Class<? extends Event> record, String topic) {
        this.text = text;
        this.record = record;
        this.topic = topic;
    }

    /** The type with this text; empty if there is none, which a reader skips and counts. */
    public static Optional<EventType> named(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** The type that a record holds. */
    public static EventType of(Class<? extends Event> record) {
        for (EventType type : values()) {
            if (type.record == record) {
                return type;
            }
        }
        throw new IllegalArgumentException(record.getName() + " is no event");
    }

    /** The text on the wire, such as {@code belay.mentorship.match-request-accepted.v1}. */
    public String text() {
        return text;
    }

    /** The record that holds an event of this type. */
    public Class<? extends Event> record() {
        return record;
    }

    /** The topic that carries this type. */
    public String topic() {
        return topic;
    }

    /** Whether events of this type are {@link State}s; the others are {@link Fact}s. */
    public boolean isState() {
        return State.class.isAssignableFrom(record);
    }
}
