package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentor;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.score.MentorFilter.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MentorFilterTest {

    private static final Instant WINTER = Instant.parse("2026-01-14T12:00:00Z");
    /** Clocks have changed in New York, not yet in Europe. */
    private static final Instant BETWEEN = Instant.parse("2026-03-18T12:00:00Z");

    private static final Instant SUMMER = Instant.parse("2026-07-15T12:00:00Z");

    @Test
    void asksForEverySkill() {
        Condition both = Condition.skills(Set.of("kafka", "sql"));

        assertTrue(both.test().test(member(aMentor(1).strength("kafka", 1).strength("sql", 5))));
        assertFalse(both.test().test(member(aMentor(1).strength("kafka", 5))));
        assertFalse(both.test().test(member(aMentor(1).strength("kafka", 5).strength("sql", 0))));
    }

    @Test
    void asksForOneOfTheLevelsAndDepartments() {
        assertTrue(Condition.levels(Set.of("staff", "senior"))
                .test()
                .test(member(aMentor(1).level("senior"))));
        assertFalse(
                Condition.levels(Set.of("staff")).test().test(member(aMentor(1).level("senior"))));
        assertFalse(
                Condition.levels(Set.of("staff")).test().test(member(aMentor(1).level(null))));
        assertTrue(Condition.departments(Set.of("Payments"))
                .test()
                .test(member(aMentor(1).at("Payments", "Vienna"))));
        assertFalse(Condition.departments(Set.of("Payments"))
                .test()
                .test(member(aMentor(1).at(null, "Vienna"))));
    }

    @Test
    void comparesTheClocksOnTheWallAtTheInstant() {
        assertTrue(near("Europe/Berlin", 0, "Europe/Vienna", WINTER));
        assertTrue(near("Europe/Berlin", 1, "Europe/London", WINTER));
        assertFalse(near("Europe/Berlin", 5, "America/New_York", WINTER));
        assertTrue(near("Europe/Berlin", 6, "America/New_York", WINTER));
        assertTrue(near("Europe/Berlin", 5, "America/New_York", BETWEEN));
        assertFalse(near("Europe/Berlin", 5, "America/New_York", SUMMER));
    }

    @Test
    void aDayMoreOrLessDoesNotCount() {
        // In January Auckland is thirteen hours ahead of UTC, Honolulu ten behind: one hour by the clock.
        assertTrue(near("Pacific/Auckland", 1, "Pacific/Honolulu", WINTER));
        assertTrue(near("Pacific/Honolulu", 1, "Pacific/Auckland", WINTER));
        assertFalse(near("Pacific/Auckland", 0, "Pacific/Honolulu", WINTER));
    }

    @Test
    void whoseZoneIsNotKnownIsNotNear() {
        Condition anywhere = Condition.timeZone(ZoneId.of("UTC"), Duration.ofHours(12), WINTER);

        assertFalse(anywhere.test().test(member(aMentor(1).zone(null))));
        assertTrue(anywhere.test().test(member(aMentor(1).zone("Pacific/Auckland"))));
    }

    @Test
    void everyConditionHasToBeMet() {
        MentorFilter filter =
                new MentorFilter(List.of(Condition.levels(Set.of("senior")), Condition.skills(Set.of("kafka"))));

        assertTrue(filter.test(member(aMentor(1).strength("kafka", 3))));
        assertFalse(filter.test(member(aMentor(1))));
        assertTrue(MentorFilter.ANYBODY.test(member(aMentor(1))));
    }

    private static boolean near(String zone, int hours, String mentors, Instant at) {
        return Condition.timeZone(ZoneId.of(zone), Duration.ofHours(hours), at)
                .test()
                .test(member(aMentor(1).zone(mentors)));
    }

    private static Member member(Someone someone) {
        return Someone.indexOf(someone).snapshot().member(someone.id());
    }
}
