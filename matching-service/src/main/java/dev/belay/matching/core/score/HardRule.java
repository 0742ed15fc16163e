package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Participation;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The index of hard rules. A pair that breaks one can be neither recommended nor assigned. They stand in the order in which
 * they are asked, the cheap ones first: a mentor is counted under the first that refuses. {@code docs/matching.md} shows this
 * list, and a test holds it to it.
 *
 * <p>Where a rule lacks the data it would need, it lets the pair pass: nobody is shut out for what they have not said.
 * Whether somebody works here and offers mentoring has to be said.
 */
public enum HardRule {
    NOT_SELF("not-self", "the two are two", "Nobody mentors themselves.") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return !mentee.id().equals(mentor.id());
        }
    },

    BOTH_ACTIVE("both-active", "both work here now", "Who has left is nobody's mentor or mentee.") {
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

    OFFERS_MENTORING("offers-mentoring", "the mentor takes mentees at all", "Mentoring is an offer.") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return mentor.participation().offersMentoring();
        }
    },

    AVAILABLE(
            "available",
            "the last day of the mentor's absence, by the mentor's own calendar, is over",
            "Who is away can't answer.") {
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

    FREE_PLACE(
            "free-place",
            "active + pending < capacity: a place is left when those who wait for an answer are counted",
            "A request that can't be accepted costs both.") {
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

    REPORTING_LINE(
            "reporting-line",
            "neither is the other's manager or manager's manager, nor, unless the policy allows it, have they the same"
                    + " manager",
            "Who judges somebody's work is not free to mentor them, nor they to speak.") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return relation(mentee, mentor) == null;
        }

        @Override
        Map<String, Object> data(Mentee mentee, Member mentor) {
            return Map.of("relation", String.valueOf(relation(mentee, mentor)));
        }

        @Override
        Reason refusal(Mentee mentee, Member mentor) {
            return Reason.of("rule.reporting-line." + relation(mentee, mentor));
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

    NOT_BLOCKED(
            "not-blocked",
            "neither has said that the two must not be paired",
            "It is private, so answers tell of it as absence, under `available`.") {
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

    NOT_PAIRED(
            "not-paired",
            "the two have no mentorship now, active or paused, on whichever side",
            "They have each other already.") {
        @Override
        boolean passes(Mentee mentee, Member mentor) {
            return !mentor.isPairedWith(mentee.id()) && !mentee.member().isPairedWith(mentor.id());
        }
    },

    COMMON_LANGUAGE(
            "common-language",
            "the two have a language in common, regional variants aside; passes if either names none",
            "They are to talk.") {
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

        @Override
        Reason passing(Mentee mentee, Member mentor) {
            boolean known = !mentee.profile().languages().isEmpty()
                    && !mentor.profile().languages().isEmpty();
            return Reason.of("rule.common-language." + (known ? "passes" : "unknown"));
        }
    },

    LEVEL_AT_TARGET(
            "level-at-target",
            "the mentor's level is at least the one the mentee aims for; passes, with no points for seniority, if either is"
                    + " not known",
            "Who has not been there can't show the way.") {
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

        @Override
        Reason passing(Mentee mentee, Member mentor) {
            boolean known = mentee.targetRank() >= 0
                    && mentee.parameters().rank(mentor.profile().level()) >= 0;
            return known ? levels("passes", mentee, mentor) : Reason.of("rule.level-at-target.unknown");
        }

        @Override
        Reason refusal(Mentee mentee, Member mentor) {
            return levels("refuses", mentee, mentor);
        }

        private Reason levels(String which, Mentee mentee, Member mentor) {
            return Reason.of(
                    "rule.level-at-target." + which,
                    String.valueOf(mentor.profile().level()),
                    String.valueOf(mentee.profile().targetLevel()));
        }
    },

    ENOUGH_OVERLAP(
            "enough-overlap",
            "the two have at least minOverlap in common in the ISO week of asOf; passes if either has not said when they"
                    + " have time",
            "Support goes with how often the two meet (Eby et al. 2013), which needs an hour to do so.") {
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

        @Override
        Reason passing(Mentee mentee, Member mentor) {
            OptionalInt overlap = mentee.member().commonMinutes(mentor, mentee.week());
            return overlap.isPresent()
                    ? overlap("passes", overlap.getAsInt(), mentee)
                    : Reason.of("rule.enough-overlap.unknown");
        }

        @Override
        Reason refusal(Mentee mentee, Member mentor) {
            return overlap(
                    "refuses",
                    mentee.member().commonMinutes(mentor, mentee.week()).orElse(0),
                    mentee);
        }

        private Reason overlap(String which, int minutes, Mentee mentee) {
            return Reason.of(
                    "rule.enough-overlap." + which,
                    Duration.ofMinutes(minutes),
                    Duration.ofMinutes(mentee.parameters().minOverlapMinutes()),
                    mentee.week().monday());
        }
    };

    private final String key;
    private final String statement;
    private final String source;

    HardRule(String key, String statement, String source) {
        this.key = key;
        this.statement = statement;
        this.source = source;
    }

    /**
     * A rule that a pair breaks, and what it broke it with.
     *
     * @param data numbers, booleans, texts and lists of texts by name, enough to see why
     */
    public record Refusal(HardRule rule, SortedMap<String, Object> data) {}

    /** Its name in answers. */
    public String key() {
        return key;
    }

    /** What must hold. */
    public String statement() {
        return statement;
    }

    /** Why it must. */
    public String source() {
        return source;
    }

    /** The refusal, if the pair breaks this rule. */
    public final Optional<Refusal> check(Mentee mentee, Member mentor) {
        return passes(mentee, mentor)
                ? Optional.empty()
                : Optional.of(
                        new Refusal(this, Collections.unmodifiableSortedMap(new TreeMap<>(data(mentee, mentor)))));
    }

    /** The rule under which people are told of a refusal: another one where the true reason is somebody's secret. */
    public HardRule disclosedAs() {
        return this;
    }

    abstract boolean passes(Mentee mentee, Member mentor);

    /** What a refusal by this rule rests on; asked only for a pair that breaks it. */
    Map<String, Object> data(Mentee mentee, Member mentor) {
        return Map.of();
    }

    /** Why a pair passes; asked only for one that does. */
    Reason passing(Mentee mentee, Member mentor) {
        return Reason.of("rule." + key + ".passes");
    }

    /** Why a pair is refused, with nothing that is only the mentor's to know; asked only for a pair that is. */
    Reason refusal(Mentee mentee, Member mentor) {
        return Reason.of("rule." + key + ".refuses");
    }
}
