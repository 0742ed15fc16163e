package dev.belay.bench.quality;

import dev.belay.bench.quality.Organisation.Offer;
import dev.belay.bench.quality.Organisation.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Is the score any good? Orders the dozen mentors of each {@link Cases case} by each {@link Ranking}, and compares with
 * what the readers found.
 *
 * <p>NDCG@5: gain 2^grade − 1, discount log2(place + 1), divided by the best order's. Top-3 hits: the share of the
 * first three whose mean grade is at least 2. Ties are ordered by chance, averaged over {@value #SHUFFLES} shuffles. Intervals are
 * 95 % percentile bootstraps over the mentees; that of the difference to Belay pairs them.
 */
public final class ScoreQuality {

    private static final int AT = 5;
    private static final int TOP = 3;
    private static final double GOOD = 2;
    private static final int SHUFFLES = 200;
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 11;

    private final Organisation organisation;
    private final List<Cases.Case> cases;
    private final Grades grades;

    private ScoreQuality(Organisation organisation, List<Cases.Case> cases, Grades grades) {
        this.organisation = organisation;
        this.cases = cases;
        this.grades = grades;
    }

    public static void main(String[] args) throws IOException {
        Path home = Path.of(System.getProperty("belay.home"));
        List<Cases.Case> cases = Cases.read(home);
        Grades grades = Grades.read(home, cases);
        Organisation organisation = Organisation.read(home);
        new ScoreQuality(organisation, cases, grades).print();
        new Fairness(organisation).print();
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%d mentees, %d pairs; readers agree on %.0f %%, weighted kappa %.2f%n",
                cases.size(),
                grades.first().size(),
                100 * grades.same(),
                grades.kappa());
        System.out.println("| ranking | NDCG@5 | top-3 hits | NDCG@5 less than Belay's by |");
        System.out.println("|---|---|---|---|");
        Map<String, Ranking> rankings = Ranking.all(organisation);
        double[] belay = perCase(rankings.get(Ranking.BELAY), this::ndcg);
        rankings.forEach((name, ranking) -> {
            double[] ndcg = perCase(ranking, this::ndcg);
            double[] hits = perCase(ranking, this::hits);
            double[] behind = new double[ndcg.length];
            Arrays.setAll(behind, i -> belay[i] - ndcg[i]);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f %% | %s |%n",
                    name,
                    interval(ndcg),
                    100 * mean(hits),
                    name.equals(Ranking.BELAY) ? "" : interval(behind));
        });
    }

    /** One case's graded mentors in the order of a ranking. */
    private record Order(Cases.Case one, List<String> letters) {}

    private double[] perCase(Ranking ranking, ToDoubleFunction<Order> measure) {
        double[] values = new double[cases.size()];
        Random random = new Random(SEED);
        for (int i = 0; i < values.length; i++) {
            for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
                values[i] += measure.applyAsDouble(order(cases.get(i), ranking, random)) / SHUFFLES;
            }
        }
        return values;
    }

    private Order order(Cases.Case one, Ranking ranking, Random random) {
        Person mentee = organisation.people().get(one.mentee());
        Map<String, Offer> offers = organisation.offers().get(one.mentee()).stream()
                .collect(Collectors.toMap(Offer::mentor, offer -> offer));
        List<String> letters = new ArrayList<>(one.mentors().keySet());
        Collections.shuffle(letters, random);
        letters.sort(Comparator.comparingDouble(
                letter -> -ranking.score(mentee, offers.get(one.mentors().get(letter)))));
        return new Order(one, letters);
    }

    private double ndcg(Order order) {
        double[] gains = order.letters().stream()
                .mapToDouble(letter -> Math.pow(2, grades.of(order.one(), letter)) - 1)
                .toArray();
        double got = discounted(gains);
        Arrays.sort(gains);
        double[] best = new double[gains.length];
        Arrays.setAll(best, i -> gains[gains.length - 1 - i]);
        double possible = discounted(best);
        // Where nobody is of any use, no order is better than another.
        return possible == 0 ? 1 : got / possible;
    }

    private static double discounted(double[] gains) {
        double sum = 0;
        for (int i = 0; i < Math.min(AT, gains.length); i++) {
            sum += gains[i] * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }

    private double hits(Order order) {
        return order.letters().stream()
                        .limit(TOP)
                        .filter(letter -> grades.of(order.one(), letter) >= GOOD)
                        .count()
                / (double) TOP;
    }

    private static String interval(double[] values) {
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < values.length; j++) {
                means[i] += values[random.nextInt(values.length)] / values.length;
            }
        }
        Arrays.sort(means);
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)",
                mean(values),
                means[(int) (RESAMPLES * 0.025)],
                means[(int) (RESAMPLES * 0.975)]);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
