package dev.belay.system.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.door.Service;
import dev.belay.system.faults.Mischief.Deed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The history finds the bugs that it was made for, each in a build that has it. */
@Tag("faults")
class BrokenBuildsTest {
    private static final String PARTICIPATIONS =
            "mentorship-service/src/main/java/dev/belay/mentorship/participation/Participations.java";
    private static final String PEOPLE = "mentorship-service/src/main/java/dev/belay/mentorship/people/People.java";
    private static final String OUTBOX = "platform/src/main/java/dev/belay/platform/outbox/Outbox.java";
    private static final String RELAY = "platform/src/main/java/dev/belay/platform/outbox/OutboxRelay.java";
    private static final int OPERATIONS = 1_200;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Test
    void countingAndThenInsertingExceedsTheCapacity() throws IOException, InterruptedException {
        Path home = BrokenBuild.copy()
                .replacing(PARTICIPATIONS, "ids).withLock(LockModeType.PESSIMISTIC_WRITE).stream()", "ids).stream()")
                .replacing(
                        PARTICIPATIONS,
                        "return guarded(\n                mentor, \"UPDATE Participation SET active = active + 1 WHERE personId = ?1 AND active < capacity\");",
                        "return mentor.hasFreePlace()\n && guarded(mentor, \"UPDATE Participation SET active = active + 1 WHERE personId = ?1\");")
                .build();
        finds(home, Set.of(Violation.Kind.CAPACITY_EXCEEDED), List.of(Deed.SLOW_POSTGRES, Deed.SLOW_POSTGRES));
    }

    @Test
    void publishingBeforeTheCommitTellsOfWhatNeverWas() throws IOException, InterruptedException {
        Path home = BrokenBuild.copy()
                .replacing(
                        OUTBOX,
                        "        entities.flush();\n",
                        "        entities.flush();\n        if (!rows.isEmpty()) {\n            sendNow(rows);\n            return;\n        }\n")
                .replacing(OUTBOX, "    private record Row(", """
                            private org.apache.kafka.clients.producer.KafkaProducer<String, byte[]> producer;

                            private synchronized void sendNow(List<Row> rows) {
                                if (producer == null) {
                                    producer = new org.apache.kafka.clients.producer.KafkaProducer<>(
                                            java.util.Map.of("bootstrap.servers", org.eclipse.microprofile.config.ConfigProvider
                                                    .getConfig().getValue("kafka.bootstrap.servers", String.class)),
                                            new org.apache.kafka.common.serialization.StringSerializer(),
                                            new org.apache.kafka.common.serialization.ByteArraySerializer());
                                }
                                for (Row row : rows) {
                                    var record = new org.apache.kafka.clients.producer.ProducerRecord<>(
                                            row.topic(), row.key(), row.data());
                                    java.util.Map.of("ce_specversion", "1.0", "ce_type", row.type(), "ce_source", "/belay/mentorship",
                                            "ce_id", UuidCreator.getTimeOrderedEpoch().toString(), "ce_time", clock.instant().toString())
                                            .forEach((name, value) -> record.headers().add(name,
                                                    value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                                    producer.send(record);
                                }
                            }

                            private record Row(""")
                .build();
        finds(
                home,
                Set.of(Violation.Kind.EVENT_UNFOUNDED),
                List.of(
                        Deed.CUT_SLOW_POSTGRES,
                        Deed.CUT_SLOW_POSTGRES,
                        Deed.CUT_SLOW_POSTGRES,
                        Deed.CUT_SLOW_POSTGRES));
    }

    @Test
    void aRelayThatLooksBehindTheLastIdLosesLateCommits() throws IOException, InterruptedException {
        Path home = BrokenBuild.copy()
                .replacing(
                        RELAY,
                        "FROM outbox ORDER BY id LIMIT \"",
                        "FROM outbox WHERE id > \" + last + \" ORDER BY id LIMIT \"")
                .replacing(
                        RELAY,
                        "    private volatile boolean leading;\n",
                        "    private volatile boolean leading;\n    private long last;\n")
                .replacing(
                        RELAY,
                        "        producer.beginTransaction();\n",
                        "        last = ids.get(ids.size() - 1);\n        producer.beginTransaction();\n")
                .build();
        finds(home, Set.of(Violation.Kind.EVENT_LOST, Violation.Kind.OUT_OF_ORDER), List.of(Deed.SLOW_POSTGRES));
    }

    @Test
    void anUpsertThatTakesAnyVersionGoesBack() throws IOException, InterruptedException {
        Path home = BrokenBuild.copy()
                .replacing(
                        PEOPLE,
                        "ELSE held.email END\n            WHERE held.version < excluded.version\"\"\"",
                        "ELSE held.email END\"\"\"")
                .build();
        finds(home, Set.of(Violation.Kind.REPLICA_DIFFERS), List.of(Deed.DELIVER_AGAIN));
    }

    /** @param deeds what brings the bug to light; done over and over */
    private static void finds(Path home, Set<Violation.Kind> bug, List<Deed> deeds)
            throws IOException, InterruptedException {
        List<Deed> again = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            again.addAll(deeds);
        }
        try (FaultBed bed = FaultBed.start(home, Map.of(Service.MENTORSHIP, 2))) {
            Crowd crowd = Crowd.gather(bed, 4, 30, 120);
            Mischief mischief = new Mischief(bed, 4, Duration.ofSeconds(1), again);
            try (mischief) {
                mischief.begin();
                Instant limit = Instant.now().plus(LONG_ENOUGH);
                crowd.act(
                        () -> crowd.operations() >= OPERATIONS || Instant.now().isAfter(limit));
            }
            List<Violation> found = new Investigation(bed, crowd).violations(Duration.ofSeconds(15));
            Map<Violation.Kind, Long> kinds =
                    found.stream().collect(Collectors.groupingBy(Violation::kind, Collectors.counting()));
            System.out.println("Broken build: " + kinds + ", such as "
                    + found.stream().limit(3).toList());
            assertTrue(kinds.keySet().stream().anyMatch(bug::contains), bug + " is not among " + kinds);
        }
    }
}
