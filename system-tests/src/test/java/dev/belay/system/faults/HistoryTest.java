package dev.belay.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.door.Service;
import dev.belay.system.faults.Mischief.Deed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients act at random while all kinds of things break; in the end every promise is found kept. */
class HistoryTest {
    private static final Duration SETTLING = Duration.ofSeconds(60);

    @Test
    void keepsEveryPromiseThroughAMomentOfTrouble() throws InterruptedException {
        FaultBed bed = FaultBed.small();
        List<Deed> deeds = List.of(
                Deed.LOSE_ANSWERS,
                Deed.KILL_MENTORSHIP,
                Deed.CUT_POSTGRES,
                Deed.LOSE_COMMITS,
                Deed.CUT_KAFKA,
                Deed.DELIVER_AGAIN,
                Deed.KILL_MATCHING,
                Deed.KAFKA_AWAY,
                Deed.SLOW_POSTGRES,
                Deed.CUT_CLIENTS);
        Crowd crowd = Crowd.gather(bed, 1, 30, 120);
        Mischief mischief = new Mischief(bed, 1, Duration.ofMillis(300), deeds);
        run(
                bed,
                crowd,
                mischief,
                () -> mischief.done().values().stream().mapToInt(i -> i).sum() >= deeds.size());
    }

    @Test
    @Tag("faults")
    void keepsEveryPromiseThroughTenThousandOperationsOnThreeReplicas() throws InterruptedException, IOException {
        Map<Service, Integer> three = Map.of(Service.PROFILE, 3, Service.MENTORSHIP, 3, Service.MATCHING, 3);
        int operations = Integer.getInteger("belay.faults.operations", 10_000);
        try (FaultBed bed = FaultBed.start(FaultBed.home(), three)) {
            Crowd crowd = Crowd.gather(bed, 2, 30, 120);
            Mischief mischief = new Mischief(bed, 2, Duration.ofSeconds(2), List.of(Deed.values()));
            run(bed, crowd, mischief, () -> crowd.operations() >= operations);
            assertTrue(crowd.operations() >= operations);
        }
    }

    private static void run(FaultBed bed, Crowd crowd, Mischief mischief, BooleanSupplier enough)
            throws InterruptedException {
        try (mischief) {
            mischief.begin();
            crowd.act(enough);
        }
        List<Violation> violations = new Investigation(bed, crowd).violations(SETTLING);
        System.out.println(report(bed, crowd, mischief));
        assertEquals(List.of(), violations);
    }

    /** The figures that docs/reliability.md repeats. */
    static String report(FaultBed bed, Crowd crowd, Mischief mischief) {
        Map<String, Long> outcomes = crowd.history().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        operation -> operation.outcome().name(),
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.counting()));
        Map<String, Long> kinds = crowd.history().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        operation -> operation.kind() + " " + operation.outcome(),
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.counting()));
        return "History: " + crowd.operations() + " operations " + outcomes + ", " + mischief.kills() + " kills; cuts: "
                + bed.postgres().cuts() + " PostgreSQL, " + bed.kafka().cuts() + " Kafka, "
                + bed.http().cuts() + " HTTP; answers lost: " + bed.http().lostAnswers() + " HTTP, "
                + bed.postgres().lostAnswers() + " COMMIT; silences seen by clients " + crowd.silences() + ", 5xx "
                + crowd.failures() + "; deeds: " + mischief.told() + "; " + kinds;
    }
}
