package dev.belay.matching.core.score;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.sentences.Audience;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A mentee and a mentor in an index of their own, looked at on a Wednesday by the default policy until told otherwise. */
record PairUnderTest(Mentee mentee, Member mentor) {

    static final Instant AS_OF = Instant.parse("2026-03-04T10:00:00Z");

    private static final Sentences ENGLISH = Sentences.in(Locale.ENGLISH, Audience.MENTEE);

    static PairUnderTest pair(Someone mentee, Someone mentor, Someone... others) {
        return pair(DefaultPolicy.POLICY, mentee, mentor, others);
    }

    static PairUnderTest pair(Policy policy, Someone mentee, Someone mentor, Someone... others) {
        List<Someone> people = new ArrayList<>(List.of(others));
        people.add(mentor);
        people.add(mentee);
        Snapshot snapshot = Someone.indexOf(people.toArray(Someone[]::new)).snapshot();
        return new PairUnderTest(Mentee.of(mentee.id(), snapshot, policy, AS_OF), snapshot.member(mentor.id()));
    }

    int value(Component component) {
        return component.value(mentee, mentor);
    }

    String sentence(Component component) {
        return ENGLISH.of(component.reason(mentee, mentor));
    }

    boolean passes(HardRule rule) {
        return rule.check(mentee, mentor).isEmpty();
    }

    /** What the refusal by a rule says; empty if the pair passes. */
    Optional<Map<String, Object>> refusal(HardRule rule) {
        return rule.check(mentee, mentor).map(HardRule.Refusal::data);
    }

    /** The default policy with other parameters. */
    static Policy with(Policy.Parameters parameters) {
        return new Policy("test", 1, DefaultPolicy.POLICY.weights(), parameters);
    }
}
