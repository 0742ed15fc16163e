package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whom the mentee asks for, beyond what the rules allow: a mentor has to meet every condition.
 *
 * @param conditions at most one of each kind; none lets everybody pass
 */
public record MentorFilter(List<Condition> conditions) implements Predicate<Member> {

    public static final MentorFilter ANYBODY = new MentorFilter(List.of());

    private static final int DAY = 86_400;

    public MentorFilter {
        conditions = List.copyOf(conditions);
    }

    /**
     * One of the conditions.
     *
     * @param key which
     * @param test a pure function of the mentor; what is not known of a mentor does not meet it
     */
    public record Condition(String key, Predicate<Member> test) {

        /** Who teaches every one of these skills. */
        public static Condition skills(Set<String> skills) {
            return new Condition(
                    "skill",
                    mentor -> skills.stream()
                            .allMatch(skill -> mentor.profile().strengths().stream()
                                    .anyMatch(strength -> strength.proficiency() > 0
                                            && strength.skill().equals(skill))));
        }

        /** Who has one of these levels. */
        public static Condition levels(Set<String> levels) {
            return new Condition("level", mentor -> {
                String level = mentor.profile().level();
                return level != null && levels.contains(level);
            });
        }

        /** Who works in one of these departments; case does not matter. */
        public static Condition departments(Set<String> departments) {
            return new Condition("department", mentor -> {
                String department = mentor.profile().department();
                return department != null && departments.stream().anyMatch(department::equalsIgnoreCase);
            });
        }

        /**
         * Whose wall clock is near the one of a zone at an instant. Daylight saving counts: two zones may be an hour nearer
         * in one season. A day more or less does not: a clock thirteen hours ahead is near one that is ten behind.
         *
         * @param within the greatest difference of the two clocks, at most twelve hours
         */
        public static Condition timeZone(ZoneId zone, Duration within, Instant at) {
            int wanted = zone.getRules().getOffset(at).getTotalSeconds();
            return new Condition("time-zone", mentor -> {
                ZoneId theirs = mentor.profile().zone();
                if (theirs == null) {
                    return false;
                }
                int ahead = Math.floorMod(theirs.getRules().getOffset(at).getTotalSeconds() - wanted, DAY);
                return Math.min(ahead, DAY - ahead) <= within.toSeconds();
            });
        }
    }

    @Override
    public boolean test(Member mentor) {
        for (Condition condition : conditions) {
            if (!condition.test().test(mentor)) {
                return false;
            }
        }
        return true;
    }
}
