package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Index;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the search with bounds finds is what looking at everybody finds: the same mentors, scores, sentences and order. */
class TopMentorsTest {

    private static final List<String> LEVELS = List.of("junior", "mid", "senior", "staff", "principal", "wizard");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Vienna",
            "America/New_York",
            "America/St_Johns",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Pacific/Kiritimati",
            "Pacific/Niue",
            "Mars/Olympus_Mons");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "pt-BR", "fa");
    private static final List<String> COMPETENCIES = List.of("technical-skills", "problem-solving", "communication");
    private static final Predicate<Member> ANYBODY = mentor -> true;

    /** Whatever happened and whenever columns were made, at every moment, for people of every kind. */
    @Property(tries = 300)
    void findsWhatLookingAtEverybodyFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int people,
            @ForAll @IntRange(min = 0, max = 300) int changes,
            @ForAll @IntRange(min = 1, max = 25) int limit) {
        Random random = new Random(seed);
        Index index = new Index();
        for (int number = 0; number < people; number++) {
            change(index, random, number, number + 1L);
        }
        long version = people;
        for (int asked = 0; asked < 4; asked++) {
            if (random.nextInt(3) > 0) {
                index.keepColumns();
            }
            for (int i = random.nextInt(changes + 1); i > 0; i--) {
                change(index, random, random.nextInt(people + 1), ++version);
            }
            Instant asOf = AS_OF.plus(random.nextInt(366 * 24), ChronoUnit.HOURS);
            Predicate<Member> filter = random.nextInt(3) > 0
                    ? ANYBODY
                    : mentor -> mentor.profile().languages().contains("en");
            assertSame(id(random.nextInt(people + 2)), index.snapshot(), policy(random), asOf, limit, filter);
        }
    }

    /** Enough people for several blocks, and changes enough for columns to be made again. */
    @Property(tries = 3)
    void findsTheSameInAnIndexOfSeveralBlocks(@ForAll long seed) {
        Random random = new Random(seed);
        Index index = new Index();
        for (int number = 0; number < 9_000; number++) {
            Someone someone = someone(random, number);
            index.apply(someone.person(1));
            index.apply(someone.participation(1));
        }
        index.keepColumns();
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 150; i++) {
                change(index, random, random.nextInt(9_000), 2 + round);
            }
            assertSame(id(random.nextInt(9_000)), index.snapshot(), policy(random), AS_OF, 20, ANYBODY);
        }
    }

    @Test
    void mentorsWhoComeAfterTheColumnsAreFound() {
        Index index = Someone.indexOf(aMentee(0).gap("kafka", 0, 4), aMentor(1).strength("kafka", 2));
        index.keepColumns();
        index.apply(aMentor(2).strength("kafka", 4).person(1));
        index.apply(aMentor(2).participation(1));
        // A skill that no column has a number for.
        index.apply(aMentor(3).strength("rust", 4).person(1));
        index.apply(aMentor(3).participation(1));

        assertEquals(List.of(id(2), id(1), id(3)), ids(search(index.snapshot(), 10)));
    }

    @Test
    void mentorsWhoChangeAfterTheColumnsAreFoundAsTheyAre() {
        Index index =
                Someone.indexOf(aMentee(0).gap("kafka", 0, 4), aMentor(1).strength("kafka", 4), aMentor(2), aMentor(3));
        index.keepColumns();
        index.apply(aMentor(1).person(2));
        index.apply(aMentor(2).strength("kafka", 4).person(2));
        index.apply(aMentor(3).strength("kafka", 3).places(1, 1, 0).participation(2));
        assertEquals(List.of(id(2), id(1)), ids(search(index.snapshot(), 10)));

        index.apply(aMentor(3).participation(3));
        assertEquals(List.of(id(2), id(1), id(3)), ids(search(index.snapshot(), 10)));
    }

    @Test
    void mentorsWhoChangeNothingButTheirHoursAreFoundAsTheyAre() {
        Index index = Someone.indexOf(
                aMentee(0),
                aMentor(1),
                aMentor(2).noHours().hours(DayOfWeek.MONDAY, "09:00", "09:40"),
                aMentor(3).noHours().hours(DayOfWeek.FRIDAY, "09:00", "12:00"));
        index.keepColumns();
        assertEquals(List.of(id(1), id(2)), ids(search(index.snapshot(), 10)));

        index.apply(
                aMentor(1).noHours().hours(DayOfWeek.FRIDAY, "09:00", "12:00").participation(2));
        index.apply(aMentor(3).participation(2));
        assertEquals(List.of(id(3), id(2)), ids(search(index.snapshot(), 10)));
    }

    @Test
    void tiesGoToTheLowerId() {
        Index index = Someone.indexOf(aMentor(7), aMentor(3), aMentee(0), aMentor(9), aMentor(5));
        index.keepColumns();

        assertEquals(List.of(id(3), id(5)), ids(search(index.snapshot(), 2)));
    }

    @Test
    void offersNobodyToSomebodyOfWhomNothingIsKnown() {
        Index index = Someone.indexOf(aMentor(1));
        index.keepColumns();

        assertEquals(List.of(), TopMentors.best(id(99), index.snapshot(), DefaultPolicy.POLICY, AS_OF, 10, ANYBODY));
    }

    @Test
    void refusesALimitBelowOne() {
        Snapshot snapshot = new Index().snapshot();

        assertThrows(
                IllegalArgumentException.class,
                () -> TopMentors.best(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, 0, ANYBODY));
    }

    private static void assertSame(
            UUID mentee, Snapshot snapshot, Policy policy, Instant asOf, int limit, Predicate<Member> filter) {
        List<Recommendation.ScoredMentor> expected =
                new ArrayList<>(MentorSearch.byLookingAtEverybody(mentee, snapshot, policy, asOf, 10_000, filter)
                        .mentors());
        List<Recommendation.ScoredMentor> found = TopMentors.best(mentee, snapshot, policy, asOf, limit, filter);
        assertEquals(expected.subList(0, Math.min(limit, expected.size())), found);
    }

    private static void change(Index index, Random random, int number, long version) {
        int kind = random.nextInt(10);
        Someone someone = someone(random, number);
        if (kind == 0) {
            index.apply(PersonState.deleted(id(number), version));
        } else if (kind == 1) {
            index.apply(ParticipationState.deleted(id(number), version));
        } else if (kind == 2) {
            index.apply(new MentorshipState(
                    id(100_000 + random.nextInt(20)),
                    version,
                    false,
                    id(random.nextInt(number + 1)),
                    id(number),
                    Programs.OPEN,
                    List.of("ACTIVE", "PAUSED", "ENDED").get(random.nextInt(3)),
                    List.of(),
                    null,
                    null,
                    null));
        } else {
            if (kind != 3) {
                index.apply(someone.person(version));
            }
            if (kind != 4) {
                index.apply(someone.participation(version));
            }
        }
    }

    /** Somebody who may be a mentee, a mentor or both, of whom anything may be unknown. */
    private static Someone someone(Random random, int number) {
        Someone someone = random.nextInt(4) == 0 ? aMentee(number) : aMentor(number);
        someone.level(random.nextInt(8) == 0 ? null : one(LEVELS, random))
                .target(random.nextInt(3) == 0 ? null : one(LEVELS.subList(0, 3), random))
                .zone(random.nextInt(8) == 0 ? null : one(ZONES, random))
                .at(
                        random.nextInt(4) == 0 ? null : "department-" + random.nextInt(3),
                        random.nextInt(4) == 0 ? null : "location-" + random.nextInt(3))
                .places(random.nextInt(4), random.nextInt(2), random.nextInt(2))
                .history(random.nextInt(8) == 0 ? 70_000 : random.nextInt(10), random.nextInt(4))
                .noHours();
        someone.languages(
                random.nextInt(6) == 0 ? new String[0] : new String[] {one(LANGUAGES, random), one(LANGUAGES, random)});
        int skills = random.nextInt(20) == 0 ? 60 : random.nextInt(5);
        for (int i = 0; i < skills; i++) {
            someone.strength("skill-" + random.nextInt(skills > 10 ? 70 : 8), random.nextInt(6));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            int current = random.nextInt(5);
            int skill = random.nextInt(9);
            someone.gap(
                    "skill-" + skill,
                    one(COMPETENCIES, random),
                    current,
                    current + 1 + random.nextInt(5 - current),
                    1 + random.nextInt(3));
        }
        if (random.nextInt(3) > 0) {
            someone.goals(COMPETENCIES.subList(0, random.nextInt(4)).toArray(String[]::new));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(24 * 60 - 1);
            int to = Math.min(from + 1 + random.nextInt(400), 24 * 60 - 1);
            someone.hours(DayOfWeek.of(1 + random.nextInt(7)), time(from), time(to));
        }
        switch (random.nextInt(16)) {
            case 0 -> someone.inactive();
            case 1 -> someone.awayUntil("2026-0" + (1 + random.nextInt(9)) + "-15");
            case 2 -> someone.blocks(id(random.nextInt(number + 1)));
            case 3 -> someone.partners(id(random.nextInt(number + 1)));
            case 4 -> someone.managedBy(id(random.nextInt(number + 2)));
            case 5 -> someone.noOffer();
            default -> {}
        }
        return someone;
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Weights thrown at random, in lumps, so that some weigh nothing and ties are common; and other measures. */
    private static Policy policy(Random random) {
        if (random.nextInt(4) == 0) {
            return DefaultPolicy.POLICY;
        }
        int[] lumps = new int[Component.values().length];
        for (int i = 0; i < 5; i++) {
            lumps[random.nextInt(lumps.length)] += 200;
        }
        Map<Component, Policy.Weight> weights = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            weights.put(component, new Policy.Weight(lumps[component.ordinal()], "Thrown at random."));
        }
        int least = random.nextInt(90);
        return new Policy(
                "random",
                1,
                weights,
                new Policy.Parameters(
                        least,
                        least + 1 + random.nextInt(200),
                        random.nextBoolean(),
                        LEVELS.subList(0, 1 + random.nextInt(5)),
                        1 + random.nextInt(40),
                        random.nextInt(3),
                        3));
    }

    private static List<Recommendation.ScoredMentor> search(Snapshot snapshot, int limit) {
        return TopMentors.best(id(0), snapshot, DefaultPolicy.POLICY, AS_OF, limit, ANYBODY);
    }

    private static List<UUID> ids(List<Recommendation.ScoredMentor> mentors) {
        return mentors.stream().map(Recommendation.ScoredMentor::mentorId).toList();
    }
}
