package dev.belay.bench.quality;

import dev.belay.bench.quality.Organisation.Offer;
import dev.belay.bench.quality.Organisation.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who is shown, and who finds somebody: the first five of every mentee's list, if all of them looked now. A mentor's exposure is
 * in how many lists they stand. Gini: 0 if all mentors are shown alike, 1 if one is shown alone; over the mentors whom
 * the rules let pass for anybody at all.
 */
record Fairness(Organisation organisation) {

    private static final int SHOWN = 5;
    private static final Instant WINTER = Instant.parse("2026-12-07T00:00:00Z");
    private static final int FEW = 5;

    void print() {
        System.out.println();
        System.out.println("| ranking | mentors shown at all | most often shown | Gini of exposure |");
        System.out.println("|---|---|---|---|");
        Map<String, Ranking> rankings = Ranking.all(organisation);
        for (String name : List.of(Ranking.BELAY, Ranking.RANDOM, Ranking.JACCARD, Ranking.PEER)) {
            printExposure(name, exposure(rankings.get(name)));
        }
        Map<String, Integer> exposure = exposure(rankings.get(Ranking.BELAY));
        printRates(
                "first language",
                exposure,
                person -> person.languages().isEmpty()
                        ? "none"
                        : person.languages().get(0));
        printRates("time zone", exposure, Fairness::region);
        printRates("department", exposure, Person::department);
    }

    private Map<String, Integer> exposure(Ranking ranking) {
        Random random = new Random(1);
        Map<String, Integer> exposure = new HashMap<>();
        organisation.offers().forEach((mentee, all) -> {
            Person person = organisation.people().get(mentee);
            List<Offer> offers = new ArrayList<>(all);
            offers.forEach(offer -> exposure.putIfAbsent(offer.mentor(), 0));
            Collections.shuffle(offers, random);
            offers.sort(Comparator.comparingDouble(offer -> -ranking.score(person, offer)));
            offers.stream().limit(SHOWN).forEach(offer -> exposure.merge(offer.mentor(), 1, Integer::sum));
        });
        return exposure;
    }

    private static void printExposure(String name, Map<String, Integer> exposure) {
        long shown = exposure.values().stream().filter(times -> times > 0).count();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d of %d | %d lists | %.2f |%n",
                name,
                shown,
                exposure.size(),
                Collections.max(exposure.values()),
                gini(exposure.values().stream().sorted().toList()));
    }

    private static double gini(List<Integer> ascending) {
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < ascending.size(); i++) {
            weighted += (i + 1.0) * ascending.get(i);
            sum += ascending.get(i);
        }
        int n = ascending.size();
        return 2 * weighted / (n * sum) - (n + 1.0) / n;
    }

    /** For each group: how many mentees find anybody, and five; how many mentors are shown to anybody. */
    private void printRates(String what, Map<String, Integer> exposure, Function<Person, String> group) {
        Map<String, List<Integer>> found = new TreeMap<>();
        organisation
                .offers()
                .forEach((mentee, offers) -> found.computeIfAbsent(
                                group.apply(organisation.people().get(mentee)), key -> new ArrayList<>())
                        .add(offers.size()));
        Map<String, List<Integer>> shown = new TreeMap<>();
        exposure.forEach((mentor, times) -> shown.computeIfAbsent(
                        group.apply(organisation.people().get(mentor)), key -> new ArrayList<>())
                .add(times));
        System.out.println();
        System.out.println("| " + what
                + " | mentees | who find a mentor | who find five | mentors | shown to anybody | lists per mentor |");
        System.out.println("|---|---|---|---|---|---|---|");
        Set<String> keys = new HashSet<>(found.keySet());
        keys.addAll(shown.keySet());
        keys.stream().sorted().forEach(key -> {
            List<Integer> mentees = found.getOrDefault(key, List.of());
            List<Integer> mentors = shown.getOrDefault(key, List.of());
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %d | %s | %.1f |%n",
                    key,
                    mentees.size(),
                    share(mentees, 1),
                    share(mentees, FEW),
                    mentors.size(),
                    share(mentors, 1),
                    mentors.stream().mapToInt(times -> times).average().orElse(0));
        });
    }

    private static String share(List<Integer> counts, int atLeast) {
        long enough = counts.stream().filter(count -> count >= atLeast).count();
        return counts.isEmpty() ? "–" : Math.round(100.0 * enough / counts.size()) + " %";
    }

    private static String region(Person person) {
        int hours = ZoneId.of(person.timeZone()).getRules().getOffset(WINTER).getTotalSeconds() / 3_600;
        return hours <= -2 ? "UTC−12 to −2" : hours <= 3 ? "UTC−1 to +3" : "UTC+4 to +14";
    }
}
