package dev.belay.bench.matching;

import dev.belay.contracts.AvailabilitySlot;
import dev.belay.contracts.Gap;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Strength;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * People made up by number, from a seed: the same number gives the same person in each run.
 *
 * <ul>
 *   <li>A mentor teaches six of 300 skills; the n-th is 1/n as popular as the first (Zipf), independently of everything
 *       else. So the skills lie mixed in every part of the index, which is the worst case for passing over parts of it.
 *   <li>Proficiency 2–5, level {@code mid} to {@code principal}, one of twelve zones, English and in half of the cases
 *       another language; one to four slots of one to three hours between 08:00 and 18:00 on weekdays.
 *   <li>Capacity 1–4, of which each place is taken with a chance of 35 %; up to 12 requests answered and 4 expired.
 *   <li>A mentee has six to twelve gaps, drawn alike, of one to four steps; two competencies to grow in; four slots.
 * </ul>
 */
public final class Population {
    static final int SKILLS = 300;
    private static final List<String> LEVELS = List.of("junior", "mid", "senior", "staff", "principal");
    private static final List<String> ZONES = List.of(
            "Europe/Vienna",
            "Europe/Berlin",
            "Europe/London",
            "Europe/Lisbon",
            "Europe/Kyiv",
            "America/New_York",
            "America/Chicago",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "Asia/Kolkata",
            "Asia/Singapore",
            "Australia/Sydney");
    private static final List<String> LANGUAGES = List.of("de", "fr", "es", "pt", "hi", "uk");
    private static final List<String> COMPETENCIES =
            List.of("technical-skills", "problem-solving", "system-architecture", "communication", "leadership");
    private static final double[] CUMULATED = cumulated();

    private final long seed;

    Population(long seed) {
        this.seed = seed;
    }

    private static double[] cumulated() {
        double[] sums = new double[SKILLS];
        double sum = 0;
        for (int i = 0; i < SKILLS; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        return sums;
    }

    /** Like UUIDv7: ascending with the number, the rest random. */
    UUID id(int number) {
        long high =
                (0x0190_0000_0000L + number << 16) | 0x7000 | random(number, 9).nextInt(0x1000);
        return new UUID(high, Long.MIN_VALUE | random(number, 8).nextLong() >>> 2);
    }

    PersonState mentor(int number, long version) {
        SplittableRandom random = random(number, version);
        return person(number, version, random, 1 + random.nextInt(4), null, List.of(), strengths(random), List.of());
    }

    ParticipationState offer(int number, long version) {
        SplittableRandom random = random(number, -version);
        int capacity = 1 + random.nextInt(4);
        int taken = 0;
        for (int i = 0; i < capacity; i++) {
            taken += random.nextInt(100) < 35 ? 1 : 0;
        }
        return participation(number, version, true, capacity, taken, slots(random, 1 + random.nextInt(4)), random);
    }

    /** A mentor's next state, in which only the number of requests that wait has changed. */
    ParticipationState offerWithPending(int number, long version, int pending) {
        ParticipationState offer = offer(number, 1);
        return new ParticipationState(
                offer.id(),
                version,
                false,
                true,
                offer.capacity(),
                offer.active(),
                pending,
                null,
                false,
                0,
                0,
                offer.availability(),
                List.of(),
                List.of(),
                offer.answered(),
                offer.expired());
    }

    PersonState mentee(int number) {
        SplittableRandom random = random(number, 1);
        Map<String, Gap> gaps = new LinkedHashMap<>();
        int count = 6 + random.nextInt(7);
        while (gaps.size() < count) {
            int skill = skill(random);
            int current = random.nextInt(3);
            int target = Math.min(5, current + 1 + random.nextInt(4));
            gaps.put(
                    "skill-" + skill,
                    new Gap(
                            "skill-" + skill,
                            COMPETENCIES.get(skill % COMPETENCIES.size()),
                            current,
                            target,
                            1 + random.nextInt(3)));
        }
        int level = random.nextInt(2);
        List<String> goals = List.of(COMPETENCIES.get(random.nextInt(2)), COMPETENCIES.get(2 + random.nextInt(3)));
        return person(number, 1, random, level, LEVELS.get(level + 1), List.copyOf(gaps.values()), List.of(), goals);
    }

    ParticipationState wish(int number) {
        SplittableRandom random = random(number, -1);
        return participation(number, 1, false, 0, 0, slots(random, 4), random);
    }

    private PersonState person(
            int number,
            long version,
            SplittableRandom random,
            int level,
            String target,
            List<Gap> gaps,
            List<Strength> strengths,
            List<String> goals) {
        List<String> languages =
                random.nextBoolean() ? List.of("en") : List.of(LANGUAGES.get(random.nextInt(LANGUAGES.size())), "en");
        return new PersonState(
                id(number),
                version,
                false,
                "%064x".formatted(number),
                true,
                List.of(),
                id(random.nextInt(number + 1)),
                "Department " + random.nextInt(400),
                "AT",
                "Location " + random.nextInt(50),
                ZONES.get(random.nextInt(ZONES.size())),
                languages,
                "backend-developer",
                LEVELS.get(level),
                target,
                List.of(),
                gaps,
                strengths,
                goals);
    }

    private ParticipationState participation(
            int number,
            long version,
            boolean offers,
            int capacity,
            int active,
            List<AvailabilitySlot> slots,
            SplittableRandom random) {
        return new ParticipationState(
                id(number),
                version,
                false,
                offers,
                capacity,
                active,
                0,
                null,
                !offers,
                offers ? 0 : 1,
                0,
                slots,
                List.of(),
                List.of(),
                offers ? random.nextInt(13) : 0,
                offers ? random.nextInt(5) : 0);
    }

    private static List<Strength> strengths(SplittableRandom random) {
        Map<Integer, Strength> strengths = new LinkedHashMap<>();
        while (strengths.size() < 6) {
            int skill = skill(random);
            strengths.put(skill, new Strength("skill-" + skill, 2 + random.nextInt(4)));
        }
        return List.copyOf(strengths.values());
    }

    private static List<AvailabilitySlot> slots(SplittableRandom random, int count) {
        List<AvailabilitySlot> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int halfHours = 16 + random.nextInt(15);
            int length = 2 + random.nextInt(5);
            slots.add(new AvailabilitySlot(
                    DayOfWeek.of(1 + random.nextInt(5)), time(halfHours), time(Math.min(halfHours + length, 36))));
        }
        return slots;
    }

    private static LocalTime time(int halfHours) {
        return LocalTime.of(halfHours / 2, halfHours % 2 * 30);
    }

    private static int skill(SplittableRandom random) {
        double at = random.nextDouble() * CUMULATED[SKILLS - 1];
        int low = 0;
        int high = SKILLS - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (CUMULATED[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private SplittableRandom random(int number, long stream) {
        return new SplittableRandom(seed * 31 + number * 0x9e3779b97f4a7c15L + stream * 0xc2b2ae3d27d4eb4fL);
    }
}
