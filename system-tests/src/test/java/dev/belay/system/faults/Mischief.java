package dev.belay.system.faults;

import dev.belay.contracts.Topics;
import dev.belay.local.door.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Breaks something, again and again, and mends it after a moment, except what was killed: that the suite starts again itself. */
final class Mischief implements AutoCloseable {
    private static final int AGAIN = 300;

    private final FaultBed bed;
    private final Random random;
    private final Duration pause;
    private final List<Deed> deeds;
    private final Map<Deed, Integer> done = new TreeMap<>();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "mischief");

    enum Deed {
        KILL_MENTORSHIP,
        KILL_MATCHING,
        KILL_PROFILE,
        CUT_POSTGRES,
        CUT_ONE_POSTGRES,
        SLOW_POSTGRES,
        CUT_SLOW_POSTGRES,
        LOSE_COMMITS,
        CUT_KAFKA,
        CUT_ONE_KAFKA,
        SLOW_KAFKA,
        KAFKA_AWAY,
        KILL_WHILE_KAFKA_AWAY,
        CUT_CLIENTS,
        LOSE_ANSWERS,
        /** Records of people once more, older ones after newer ones. */
        DELIVER_AGAIN
    }

    /**
     * @param pause between two deeds
     * @param first come first, in this order; afterwards any of all
     */
    Mischief(FaultBed bed, long seed, Duration pause, List<Deed> first) {
        this.bed = bed;
        this.random = new Random(seed);
        this.pause = pause;
        this.deeds = new ArrayList<>(first);
    }

    Mischief begin() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    Map<Deed, Integer> done() {
        synchronized (done) {
            return new TreeMap<>(done);
        }
    }

    int kills() {
        return done().entrySet().stream()
                .filter(deed -> deed.getKey().name().startsWith("KILL"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    String told() {
        return done().entrySet().stream()
                .map(deed -> deed.getValue() + " × " + deed.getKey())
                .collect(Collectors.joining(", "));
    }

    private void run() {
        try {
            while (!enough.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                Deed deed = deeds.isEmpty() ? Deed.values()[random.nextInt(Deed.values().length)] : deeds.remove(0);
                commit(deed);
                synchronized (done) {
                    done.merge(deed, 1, Integer::sum);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heal();
        }
    }

    private void commit(Deed deed) throws InterruptedException {
        switch (deed) {
            case KILL_MENTORSHIP -> kill(Service.MENTORSHIP);
            case KILL_MATCHING -> kill(Service.MATCHING);
            case KILL_PROFILE -> kill(Service.PROFILE);
            case CUT_POSTGRES -> bed.postgres().cutAll();
            case CUT_ONE_POSTGRES -> bed.postgres().cutOne();
            case SLOW_POSTGRES -> {
                bed.postgres().delay(Duration.ofMillis(20));
                moment(1_000);
            }
            case CUT_SLOW_POSTGRES -> {
                // Slow, so that many transactions are somewhere in their middle.
                bed.postgres().delay(Duration.ofMillis(30));
                moment(600);
                bed.postgres().cutAll();
            }
            case LOSE_COMMITS -> {
                bed.postgres().loseAnswers(0.2, "COMMIT");
                moment(1_000);
            }
            case CUT_KAFKA -> bed.kafka().cutAll();
            case CUT_ONE_KAFKA -> bed.kafka().cutOne();
            case SLOW_KAFKA -> {
                bed.kafka().delay(Duration.ofMillis(100));
                moment(1_500);
            }
            case KAFKA_AWAY -> {
                bed.kafka().refuse(true);
                bed.kafka().cutAll();
                moment(2_500);
            }
            case KILL_WHILE_KAFKA_AWAY -> {
                bed.kafka().refuse(true);
                bed.kafka().cutAll();
                moment(1_000);
                for (int i = 0; i < bed.suite().replicas(Service.MENTORSHIP).size(); i++) {
                    bed.suite().kill(Service.MENTORSHIP, i);
                }
            }
            case CUT_CLIENTS -> bed.http().cutAll();
            case LOSE_ANSWERS -> {
                bed.http().loseAnswers(0.3, "");
                moment(1_000);
            }
            case DELIVER_AGAIN -> deliverAgain();
        }
        heal();
    }

    private void heal() {
        bed.postgres().heal();
        bed.kafka().heal();
        bed.http().heal();
    }

    private void moment(long millis) throws InterruptedException {
        enough.await(millis, TimeUnit.MILLISECONDS);
    }

    private void kill(Service service) {
        bed.suite().kill(service, random.nextInt(bed.suite().replicas(service).size()));
    }

    /** As a consumer sees it who lost its place, or whose records came in another order: nothing may come of it. */
    private void deliverAgain() {
        Set<String> seen = new HashSet<>();
        List<ConsumerRecord<String, byte[]>> records = TopicReader.all(bed.bootstrap(), List.of(Topics.PERSON)).stream()
                .filter(record -> seen.add(TopicReader.evidence(record).eventId()))
                .sorted(Comparator.comparingLong(ConsumerRecord<String, byte[]>::timestamp)
                        .reversed())
                .limit(AGAIN)
                .toList();
        Map<String, Object> config = Map.of("bootstrap.servers", bed.bootstrap(), "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            // The newest first, and so the oldest last.
            records.forEach(record -> producer.send(new ProducerRecord<>(
                    record.topic(), record.partition(), record.key(), record.value(), record.headers())));
        }
    }

    @Override
    public void close() throws InterruptedException {
        enough.countDown();
        thread.join();
    }
}
