package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Participation;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The index of hard rules. A pair that breaks one can be neither recommended nor assigned. They stand in the order in which
 * they are asked, the cheap ones first: a mentor is counted under the first that refuses.
 *
 * <p>Where a rule lacks the data it would need, it lets the pair pass: nobody is shut out for what they have not said.
 * Whether somebody works here and offers mentoring has to be said.
 */
public enum HardRule {
    /** Nobody mentors themselves. */
    NOT_SELF("not-self") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return !mentee.id().equals(mentor.id());
        }
    },

    /** Both work here now. */
    BOTH_ACTIVE("both-active") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return mentor.profile().active() && mentee.profile().active();
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of(
                    "menteeActive", mentee.profile().active(),
                    "mentorActive", mentor.profile().active());
        }
    },

    /** The mentor takes mentees at all. */
    OFFERS_MENTORING("offers-mentoring") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return mentor.participation().offersMentoring();
        }
    },

    /** The mentor is not away: the last day of absence, by the mentor's own calendar, is over. */
    AVAILABLE("available") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            var lastDayAway = mentor.participation().unavailableUntil();
            return lastDayAway == null || mentee.today(mentor.profile()).isAfter(lastDayAway);
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of(
                    "unavailableUntil", String.valueOf(mentor.participation().unavailableUntil()));
        }
    },

    /** The mentor has a place left when those who wait for an answer are counted: {@code active + pending < capacity}. */
    FREE_PLACE("free-place") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            Participation offer = mentor.participation();
            return offer.active() + offer.pending() < offer.capacity();
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            Participation offer = mentor.participation();
            return Map.of("capacity", offer.capacity(), "active", offer.active(), "pending", offer.pending());
        }
    },

    /**
     * Neither is the other's manager or manager's manager; nor, unless the policy allows it, have they the same manager.
     * Who judges somebody's work is not free to mentor them, nor they to speak.
     */
    REPORTING_LINE("reporting-line") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return relation(mentee, mentor) == null;
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of("relation", String.valueOf(relation(mentee, mentor)));
        }

        private @Nullable String relation(Mentee mentee, Member mentor) {
            UUID menteesManager = mentee.profile().managerId();
            UUID mentorsManager = mentor.profile().managerId();
            if (mentor.id().equals(menteesManager)) {
                return "mentor-is-manager";
            }
            if (mentor.id().equals(mentee.managersManagerId())) {
                return "mentor-is-managers-manager";
            }
            if (mentee.id().equals(mentorsManager)) {
                return "mentee-is-manager";
            }
            if (mentee.id().equals(mentee.managersManagerId(mentor))) {
                return "mentee-is-managers-manager";
            }
            boolean sameManager = menteesManager != null && menteesManager.equals(mentorsManager);
            return sameManager && !mentee.parameters().sameManagerAllowed() ? "same-manager" : null;
        }
    },

    /** Neither has said that the two must not be paired. That is private, so it is disclosed as absence. */
    NOT_BLOCKED("not-blocked") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return !mentor.participation().blocked().contains(mentee.id())
                    && !mentee.member().participation().blocked().contains(mentor.id());
        }

        @Override
        public HardRule disclosedAs() {
            return AVAILABLE;
        }
    },

    /** The two have no mentorship now, active or paused, on whichever side. */
    NOT_PAIRED("not-paired") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return !mentor.isPairedWith(mentee.id()) && !mentee.member().isPairedWith(mentor.id());
        }
    },

    /** The two have a language in common, regional variants aside. */
    COMMON_LANGUAGE("common-language") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            var wanted = mentee.profile().languages();
            var spoken = mentor.profile().languages();
            return wanted.isEmpty() || spoken.isEmpty() || !Collections.disjoint(wanted, spoken);
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of(
                    "menteeLanguages", mentee.profile().languages(),
                    "mentorLanguages", mentor.profile().languages());
        }
    },

    /** The mentor's level is at least the one the mentee aims for. */
    LEVEL_AT_TARGET("level-at-target") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            int rank = mentee.parameters().rank(mentor.profile().level());
            return rank < 0 || rank >= mentee.targetRank();
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of(
                    "targetLevel", String.valueOf(mentee.profile().targetLevel()),
                    "mentorLevel", String.valueOf(mentor.profile().level()));
        }
    },

    /** The two have enough common time in the week of the search. */
    ENOUGH_OVERLAP("enough-overlap") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            int required = mentee.parameters().minOverlapMinutes();
            return mentee.member().commonMinutes(mentor, mentee.week()).orElse(required) >= required;
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of(
                    "overlapMinutes",
                            mentee.member().commonMinutes(mentor, mentee.week()).orElse(0),
                    "requiredMinutes", mentee.parameters().minOverlapMinutes());
        }
    };

    private final String key;

    HardRule(String key) {
        this.key = key;
    }

    /**
     * A rule that a pair breaks, and what it broke it with.
     *
     * @param data numbers, booleans, texts and lists of texts by name, enough to see why
     */
    public record Refusal(HardRule rule, SortedMap<String, Object> data) {}

    /** Its name in answers and policies. */
    public String key() {
        return key;
    }

    /** The refusal, if the pair breaks this rule. */
    public final Optional<Refusal> check(Mentee mentee, Member mentor) {
        return passes(mentee, mentor)
                ? Optional.empty()
                : Optional.of(
                        new Refusal(this, Collections.unmodifiableSortedMap(new TreeMap<>(data(mentee, mentor)))));
    }

    /** The rule under which the mentee is told of a refusal: another one where the true reason is somebody's secret. */
    public HardRule disclosedAs() {
        return this;
    }

    abstract boolean passes(Mentee mentee, Member mentor);

    /** What a refusal by this rule rests on; asked only for a pair that breaks it. */
    Map<String, Object> data(Mentee mentee, Member mentor) {
        return Map.of();
    }
}
