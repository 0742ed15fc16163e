package dev.belay.bench.matching;

import dev.belay.contracts.AvailabilitySlot;
import dev.belay.contracts.Gap;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Strength;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * The mentors of a {@link Population} in plain arrays and the score written a second time, for what ours is compared with:
 * whoever gets the same answer from both has it from two programs that share no line. It knows what occurs in the population
 * under the default policy, and weeks in which no zone changes its clock; nothing else.
 */
final class Flat {

    static final int LIMIT = 20;
    private static final List<String> LADDER = List.of("junior", "mid", "senior", "staff", "principal");
    private static final int WEEK = 7 * 24 * 60;

    final int mentors;
    /** skill × 8 + proficiency, six each. */
    final short[] strengths;

    final boolean[] open;
    final byte[] level;
    final byte[] language;
    final byte[] zone;
    final short[] responsiveness;
    final int[] hoursFrom;
    final short[] hours;
    private final Map<String, Integer> zones = new HashMap<>();
    private final List<String> languages = new ArrayList<>(List.of("en"));

    record Found(int score, int number) {}

    Flat(Population population, int mentors) {
        this.mentors = mentors;
        strengths = new short[6 * mentors];
        open = new boolean[mentors];
        level = new byte[mentors];
        language = new byte[mentors];
        zone = new byte[mentors];
        responsiveness = new short[mentors];
        hoursFrom = new int[mentors + 1];
        short[] pairs = new short[8 * mentors];
        int length = 0;
        for (int i = 0; i < mentors; i++) {
            PersonState person = population.mentor(i, 1);
            ParticipationState offer = population.offer(i, 1);
            int at = 6 * i;
            for (Strength strength : person.strengths()) {
                strengths[at++] = (short) (skill(strength.skill()) << 3 | strength.proficiency());
            }
            open[i] = offer.active() + offer.pending() < offer.capacity();
            level[i] = (byte) LADDER.indexOf(person.level());
            String first = person.languages().get(0);
            if (!languages.contains(first)) {
                languages.add(first);
            }
            language[i] = (byte) languages.indexOf(first);
            zone[i] = zones.computeIfAbsent(person.timeZone(), name -> zones.size())
                    .byteValue();
            responsiveness[i] = (short) (1000 * (offer.answered() + 2) / (offer.answered() + offer.expired() + 4));
            hoursFrom[i] = length;
            for (int minute : minutes(offer.availability())) {
                pairs[length++] = (short) minute;
            }
        }
        hoursFrom[mentors] = length;
        hours = Arrays.copyOf(pairs, length);
    }

    static int skill(String key) {
        return Integer.parseInt(key.substring("skill-".length()));
    }

    private static int[] minutes(List<AvailabilitySlot> slots) {
        boolean[] week = new boolean[WEEK + 1];
        for (AvailabilitySlot slot : slots) {
            int day = slot.day().ordinal() * 24 * 60;
            Arrays.fill(
                    week,
                    day + slot.from().toSecondOfDay() / 60,
                    day + slot.to().toSecondOfDay() / 60,
                    true);
        }
        int[] pairs = new int[2 * slots.size()];
        int length = 0;
        for (int minute = 0; minute < WEEK; minute++) {
            if (week[minute] != (length % 2 == 1)) {
                pairs[length++] = minute;
            }
        }
        return Arrays.copyOf(pairs, length);
    }

    /** One mentee's search. */
    final class Query {
        final int[] steps = new int[Population.SKILLS << 3];
        /** Which goal a skill counts for, from 0; −1 for none. */
        final int[] goal = new int[Population.SKILLS];

        final int total;
        final int[] goalTotals;
        final int target;
        final int[] languagePoints;
        /** For each zone, how many minutes of the local week up to each minute the mentee has. */
        final int[][] upTo;

        final UUID manager;
        final UUID managersManager;
        private final Population population;
        private final PriorityQueue<Found> best;
        int worst = Integer.MIN_VALUE;

        Query(Population population, int number, UUID managersManager, Instant asOf) {
            this.population = population;
            this.managersManager = managersManager;
            PersonState mentee = population.mentee(number);
            this.manager = mentee.managerId();
            this.target = LADDER.indexOf(mentee.targetLevel());
            List<String> goals = mentee.competencyGoals();
            int[] totals = new int[goals.size()];
            int sum = 0;
            Arrays.fill(goal, -1);
            for (Gap gap : mentee.gaps()) {
                int skill = skill(gap.skill());
                sum += gap.priority() * (gap.target() - gap.current());
                int index = goals.indexOf(gap.competency());
                if (index >= 0) {
                    totals[index] += gap.priority() * (gap.target() - gap.current());
                    goal[skill] = index;
                }
                for (int proficiency = 0; proficiency <= 5; proficiency++) {
                    steps[skill << 3 | proficiency] =
                            gap.priority() * Math.max(0, Math.min(proficiency, gap.target()) - gap.current());
                }
            }
            this.total = sum;
            this.goalTotals = totals;
            this.languagePoints = new int[languages.size()];
            for (int i = 0; i < languagePoints.length; i++) {
                List<String> spoken = i == 0 ? List.of("en") : List.of(languages.get(i), "en");
                int place = 0;
                while (!spoken.contains(mentee.languages().get(place))) {
                    place++;
                }
                languagePoints[i] = 50 * Math.max(500, 1000 - 250 * place);
            }
            boolean[] utc = new boolean[WEEK];
            int offset = offset(mentee.timeZone(), asOf);
            int[] own = minutes(population.wish(number).availability());
            for (int i = 0; i < own.length; i += 2) {
                for (int minute = own[i]; minute < own[i + 1]; minute++) {
                    utc[Math.floorMod(minute - offset, WEEK)] = true;
                }
            }
            upTo = new int[zones.size()][WEEK + 1];
            zones.forEach((name, index) -> {
                int ahead = offset(name, asOf);
                for (int minute = 0; minute < WEEK; minute++) {
                    upTo[index][minute + 1] = upTo[index][minute] + (utc[Math.floorMod(minute - ahead, WEEK)] ? 1 : 0);
                }
            });
            best = new PriorityQueue<>(worstFirst());
        }

        private Comparator<Found> worstFirst() {
            // The population's ids ascend with the numbers.
            return Comparator.comparingInt(Found::score)
                    .thenComparing(Comparator.comparingInt(Found::number).reversed());
        }

        /** The points for strengths, of their sums over all gaps and over those of each goal. */
        int strengthPoints(int sum, int first, int second) {
            int goals = 0;
            int counted = 0;
            for (int i = 0; i < goalTotals.length; i++) {
                if (goalTotals[i] > 0) {
                    goals += 1000 * (i == 0 ? first : second) / goalTotals[i];
                    counted++;
                }
            }
            return 450 * (1000 * sum / total) + 100 * (counted == 0 ? 500 : goals / counted);
        }

        int strengthPoints(int mentor) {
            int sum = 0;
            int first = 0;
            int second = 0;
            for (int i = 6 * mentor; i < 6 * mentor + 6; i++) {
                int step = steps[strengths[i]];
                sum += step;
                if (step > 0) {
                    int index = goal[strengths[i] >> 3];
                    first += index == 0 ? step : 0;
                    second += index == 1 ? step : 0;
                }
            }
            return strengthPoints(sum, first, second);
        }

        /** Takes a mentor with a place in, if the rules let them pass and the score is good enough. */
        void offer(int mentor, int strengthPoints) {
            if (target > level[mentor]) {
                return;
            }
            int minutes = 0;
            int[] sums = upTo[zone[mentor]];
            for (int i = hoursFrom[mentor]; i < hoursFrom[mentor + 1]; i += 2) {
                minutes += sums[hours[i + 1]] - sums[hours[i]];
            }
            if (minutes < 30) {
                return;
            }
            int score = strengthPoints
                    + 200 * (500 + 500 * (Math.min(minutes, 180) - 30) / 150)
                    + 100 * Math.max(0, 1000 - 200 * (level[mentor] - target))
                    + 100 * responsiveness[mentor]
                    + languagePoints[language[mentor]];
            if (best.size() == LIMIT && score < worst) {
                return;
            }
            UUID id = population.id(mentor);
            if (id.equals(manager) || id.equals(managersManager)) {
                return;
            }
            best.add(new Found(score, mentor));
            if (best.size() > LIMIT) {
                best.remove();
            }
            if (best.size() == LIMIT) {
                worst = best.element().score();
            }
        }

        List<Found> found() {
            return best.stream().sorted(worstFirst().reversed()).toList();
        }
    }

    /** Every mentor scored, one after the other. */
    List<Found> bruteForce(Query query) {
        for (int mentor = 0; mentor < mentors; mentor++) {
            if (open[mentor]) {
                query.offer(mentor, query.strengthPoints(mentor));
            }
        }
        return query.found();
    }

    private static int offset(String zone, Instant asOf) {
        return ZoneId.of(zone).getRules().getOffset(asOf).getTotalSeconds() / 60;
    }
}
