package dev.belay.contracts;

import java.time.Duration;
import java.util.List;

/** The topics of the suite. */
public final class Topics {

    /** {@link PersonState}, compacted. */
    public static final String PERSON = "belay.profile.person.v1";

    /** {@link ContactState}, compacted. The one topic with names and addresses; mentorship-service alone may read it. */
    public static final String CONTACT = "belay.profile.contact.v1";

    /** {@link ParticipationState}, compacted. */
    public static final String PARTICIPATION = "belay.mentorship.participation.v1";

    /** {@link MentorshipState}, compacted. */
    public static final String MENTORSHIP = "belay.mentorship.mentorship.v1";

    /** Every {@link PersonFact}, kept for {@link #FACT_RETENTION}. */
    public static final String PROFILE_FACTS = "belay.profile.facts.v1";

    /** Every {@link MatchRequestFact} and {@link MentorshipFact}, kept for {@link #FACT_RETENTION}. */
    public static final String MENTORSHIP_FACTS = "belay.mentorship.facts.v1";

    /** How many partitions each topic has. */
    public static final int PARTITIONS = 6;

    /** How long facts and dead letters are kept. */
    public static final Duration FACT_RETENTION = Duration.ofDays(14);

    /** The longest that a superseded record stays in a compacted topic. */
    public static final Duration MAX_COMPACTION_LAG = Duration.ofHours(24);

    private static final List<Topic> ALL = List.of(
            state(PERSON),
            state(CONTACT),
            state(PARTICIPATION),
            state(MENTORSHIP),
            facts(PROFILE_FACTS),
            facts(MENTORSHIP_FACTS));

    private Topics() {}

    /** Every topic that carries events; dead letters apart. */
    public static List<Topic> all() {
        return ALL;
    }

    /**
     * The name of the topic to which a service sends the records it cannot read.
     *
     * @param service the short name: {@code profile}, {@code mentorship} or {@code matching}
     */
    public static String deadLetters(String service) {
        return "belay." + service + ".dead-letters.v1";
    }

    /** {@link #deadLetters} with its settings. */
    public static Topic deadLetterTopic(String service) {
        return facts(deadLetters(service));
    }

    private static Topic state(String name) {
        return new Topic(name, PARTITIONS, null);
    }

    private static Topic facts(String name) {
        return new Topic(name, PARTITIONS, FACT_RETENTION);
    }
}
