package dev.belay.bench.matching;

import dev.belay.matching.core.index.Index;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.DefaultPolicy;
import dev.belay.matching.core.score.MentorSearch;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import dev.belay.matching.core.score.TopMentors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The exact best twenty of 10,000 to 1,000,000 mentors, one thread: ours, every mentor scored from plain arrays, and Lucene
 * with a collector of its own. They take turns mentee by mentee and must agree on every mentor and every score. Then ours while another thread
 * applies updates, and what the index takes. Times are those the thread computed, as the operating system counts them, so
 * that other work on the machine counts only through the caches it shares.
 *
 * <p>Arguments: the sizes; none for all of 10k, 30k, 100k, 300k and 1M. Writes {@code docs/performance/*.svg}.
 */
public final class TopTwenty {
    private static final long SEED = 20260304;
    private static final int MENTEES = 200;
    private static final int WARM_UP = 150;
    /** In a week in which no zone of the population changes its clock. */
    private static final Instant AS_OF = Instant.parse("2026-05-13T10:00:00Z");

    private static final int UPDATES_PER_SECOND = 50_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Population population = new Population(SEED);

    private TopTwenty() {}

    public static void main(String[] args) throws Exception {
        int[] sizes = args.length == 0
                ? new int[] {10_000, 30_000, 100_000, 300_000, 1_000_000}
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        System.out.printf(
                Locale.ROOT,
                "%s, %d cores, JDK %s, heap %d MB%n",
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Runtime.getRuntime().maxMemory() >> 20);
        new TopTwenty().run(sizes);
    }

    private void run(int[] sizes) throws IOException, InterruptedException {
        Map<String, List<Chart.Point>> latency = new LinkedHashMap<>();
        Map<String, List<Chart.Point>> memory = new LinkedHashMap<>();
        System.out.println(
                "  mentors |  ours p50    p95 | arrays p50    p95 | Lucene p50    p95 | arrays:ours | Lucene:ours | B/mentor | everybody");
        for (int size : sizes) {
            Index index = filled(size);
            Flat flat = new Flat(population, size);
            Path folder = Files.createTempDirectory("belay-bench-lucene");
            try (InLucene lucene = new InLucene(flat, folder)) {
                long[][] nanos = new long[3][MENTEES];
                for (int i = -WARM_UP; i < MENTEES; i++) {
                    turn(index.snapshot(), flat, lucene, size, Math.floorMod(i, MENTEES), nanos);
                }
                double[] p50 = new double[3];
                double[] p95 = new double[3];
                for (int way = 0; way < 3; way++) {
                    Arrays.sort(nanos[way]);
                    p50[way] = nanos[way][MENTEES / 2] / 1e6;
                    p95[way] = nanos[way][MENTEES * 95 / 100] / 1e6;
                }
                double bytes = index.snapshot().bytes() / (double) (size + MENTEES);
                System.out.printf(
                        Locale.ROOT,
                        "%9d | %9.2f %6.2f | %10.2f %6.2f | %10.2f %6.2f | %11.1f | %11.1f | %8.0f | %6.0f ms%n",
                        size,
                        p50[0],
                        p95[0],
                        p50[1],
                        p95[1],
                        p50[2],
                        p95[2],
                        p50[1] / p50[0],
                        p50[2] / p50[0],
                        bytes,
                        everybody(index.snapshot(), size));
                List<String> names = List.of("ours", "all, from arrays", "Lucene");
                for (int way = 0; way < 3; way++) {
                    latency.computeIfAbsent(names.get(way) + " p50", name -> new ArrayList<>())
                            .add(new Chart.Point(size, p50[way]));
                }
                latency.computeIfAbsent("ours p95", name -> new ArrayList<>()).add(new Chart.Point(size, p95[0]));
                memory.computeIfAbsent("index", name -> new ArrayList<>())
                        .add(new Chart.Point(size, index.snapshot().bytes() / 1e6));
            } finally {
                delete(folder);
            }
            updates(index, size);
        }
        if (sizes.length > 1) {
            Path home = Path.of(System.getProperty("belay.home", "."), "docs", "performance");
            Chart.write(home.resolve("latency.svg"), "Exact best 20, one thread", "mentors", "ms", latency);
            Chart.write(home.resolve("memory.svg"), "Memory of the index", "mentors", "MB", memory);
        }
    }

    /** What this thread has computed; on a machine with other work it is not what it has waited. */
    private static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private Index filled(int size) {
        Index index = new Index();
        for (int i = 0; i < size; i++) {
            index.apply(population.mentor(i, 1));
            index.apply(population.offer(i, 1));
        }
        for (int i = size; i < size + MENTEES; i++) {
            index.apply(population.mentee(i));
            index.apply(population.wish(i));
        }
        index.keepColumns();
        return index;
    }

    private void turn(Snapshot snapshot, Flat flat, InLucene lucene, int size, int mentee, long[][] nanos)
            throws IOException {
        UUID id = population.id(size + mentee);
        UUID manager = snapshot.member(id).profile().managerId();
        UUID managersManager =
                manager == null ? null : snapshot.member(manager).profile().managerId();

        long begun = cpuNanos();
        List<ScoredMentor> ours =
                TopMentors.best(id, snapshot, DefaultPolicy.POLICY, AS_OF, Flat.LIMIT, mentor -> true);
        long oursDone = cpuNanos();
        // What one query prepares is no part of the others' time.
        Flat.Query plain = flat.new Query(population, size + mentee, managersManager, AS_OF);
        Flat.Query inLucene = flat.new Query(population, size + mentee, managersManager, AS_OF);
        long prepared = cpuNanos();
        List<Flat.Found> all = flat.bruteForce(plain);
        long allDone = cpuNanos();
        List<Flat.Found> found = lucene.search(inLucene);
        long foundDone = cpuNanos();

        nanos[0][mentee] = oursDone - begun;
        nanos[1][mentee] = allDone - prepared;
        nanos[2][mentee] = foundDone - allDone;
        List<String> expected = all.stream()
                .map(one -> population.id(one.number()) + " " + one.score())
                .toList();
        if (!all.equals(found)
                || !expected.equals(ours.stream()
                        .map(one -> one.mentorId() + " " + one.score())
                        .toList())) {
            throw new IllegalStateException(
                    "not the same answer for mentee " + mentee + ":\n" + expected + "\n" + found + "\n" + ours);
        }
    }

    /** One search that looks at everybody, as the service does where a list stays short, in ms. */
    private double everybody(Snapshot snapshot, int size) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begun = cpuNanos();
            MentorSearch.byLookingAtEverybody(
                    population.id(size + i), snapshot, DefaultPolicy.POLICY, AS_OF, Flat.LIMIT, mentor -> true);
            best = Math.min(best, (cpuNanos() - begun) / 1e6);
        }
        return best;
    }

    /**
     * Ours while nothing changes and while another thread applies updates at a steady rate, then the rate at full speed. Of
     * the updates 50 % change only how many requests wait, 25 % availability and history, and 25 % the profile.
     */
    private void updates(Index index, int size) throws InterruptedException {
        long before = index.snapshot().bytes();
        long[] quiet = queries(index, size);
        Writer writer = new Writer(index, size, UPDATES_PER_SECOND);
        writer.start();
        long[] busy = queries(index, size);
        writer.stopped = true;
        writer.join();
        double rate = writer.applied * 1e9 / writer.nanos;
        Writer fast = new Writer(index, size, Integer.MAX_VALUE);
        fast.start();
        Thread.sleep(2_000);
        fast.stopped = true;
        fast.join();
        System.out.printf(
                Locale.ROOT,
                "%9d   without updates p50 %.2f p95 %.2f ms; with %,.0f updates/s p50 %.2f p95 %.2f ms (p95 %.2f×); %,.0f updates per second of the writer's own time; memory after %,d updates %.2f×%n",
                size,
                quiet[MENTEES / 2] / 1e6,
                quiet[MENTEES * 95 / 100] / 1e6,
                rate,
                busy[MENTEES / 2] / 1e6,
                busy[MENTEES * 95 / 100] / 1e6,
                (double) busy[MENTEES * 95 / 100] / quiet[MENTEES * 95 / 100],
                fast.applied * 1e9 / fast.computed,
                writer.applied + fast.applied,
                (double) index.snapshot().bytes() / before);
    }

    private long[] queries(Index index, int size) {
        long[] nanos = new long[MENTEES];
        for (int i = 0; i < 2 * MENTEES; i++) {
            long begun = cpuNanos();
            TopMentors.best(
                    population.id(size + i % MENTEES),
                    index.snapshot(),
                    DefaultPolicy.POLICY,
                    AS_OF,
                    Flat.LIMIT,
                    mentor -> true);
            nanos[i % MENTEES] = cpuNanos() - begun;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private final class Writer extends Thread {
        private final Index index;
        private final int size;
        private final int perSecond;
        private volatile boolean stopped;
        private long applied;
        private long nanos;
        private long computed;

        Writer(Index index, int size, int perSecond) {
            super("writer");
            this.index = index;
            this.size = size;
            this.perSecond = perSecond;
        }

        @Override
        public void run() {
            long begun = System.nanoTime();
            long version = begun;
            while (!stopped) {
                int number = (int) Math.floorMod(version * 0x9e3779b97f4a7c15L >>> 20, (long) size);
                switch ((int) (version & 3)) {
                    case 0 -> index.apply(population.mentor(number, version));
                    case 1 -> index.apply(population.offer(number, version));
                    default -> index.apply(population.offerWithPending(number, version, (int) (version >> 2 & 1)));
                }
                version++;
                applied++;
                long ahead = applied * 1_000_000_000L / perSecond - (System.nanoTime() - begun);
                if (ahead > 2_000_000) {
                    java.util.concurrent.locks.LockSupport.parkNanos(ahead);
                }
            }
            nanos = System.nanoTime() - begun;
            computed = cpuNanos();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
