package dev.belay.matching.core.index;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.belay.matching.core.Someone;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CommonTimeTest {

    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Vienna",
            "America/New_York",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Asia/Gaza",
            "Africa/Casablanca",
            "Pacific/Kiritimati",
            "Pacific/Niue");

    /** Half of the weeks are those in which Vienna and others change their clocks. */
    @Property(tries = 300)
    void countsTheMinutesThatTheMembersCount(@ForAll long seed, @ForAll @IntRange(max = 260) int weeks) {
        Random random = new Random(seed);
        IsoWeek week = random.nextBoolean()
                ? new IsoWeek(LocalDate.of(2024, 1, 1).plusWeeks(weeks))
                : List.of(
                                new IsoWeek(LocalDate.of(2026, 3, 2)),
                                new IsoWeek(LocalDate.of(2026, 3, 23)),
                                new IsoWeek(LocalDate.of(2026, 3, 30)),
                                new IsoWeek(LocalDate.of(2026, 10, 19)))
                        .get(random.nextInt(4));
        Index index = new Index();
        for (int number = 0; number < 20; number++) {
            Someone someone = number == 0 ? aMentee(0) : aMentor(number);
            someone.zone(random.nextInt(10) == 0 ? null : ZONES.get(random.nextInt(ZONES.size())))
                    .noHours();
            for (int slots = random.nextInt(6); slots > 0; slots--) {
                int from = random.nextInt(24 * 60 - 1);
                int to = Math.min(from + 1 + random.nextInt(900), 24 * 60 - 1);
                someone.hours(DayOfWeek.of(1 + random.nextInt(7)), time(from), time(to));
            }
            index.apply(someone.person(1));
            index.apply(someone.participation(1));
        }
        index.keepColumns();
        Snapshot snapshot = index.snapshot();
        Columns columns = snapshot.block(0).columns();
        assertNotNull(columns);

        Member person = snapshot.member(id(0));
        CommonTime commonTime = new CommonTime(person, week, snapshot);
        for (int row = 1; row < 20; row++) {
            int expected = person.commonMinutes(snapshot.member(id(row)), week).orElse(CommonTime.UNKNOWN);
            assertEquals(expected, commonTime.atMost(columns, row), "mentor " + row);
        }
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
