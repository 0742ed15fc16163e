package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Index;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prints what a search among ten thousand mentors and an update of one take here; what they may take, bench says. */
class MentorSearchTimeTest {

    private static final int MENTORS = 10_000;

    @Test
    void printsTheTimeOfASearchAndOfAnUpdate() {
        List<Someone> people = new RandomOrganisation(42, 40).people(MENTORS);
        long start = System.nanoTime();
        Index index = Someone.indexOf(people.toArray(Someone[]::new));
        long built = System.nanoTime() - start;

        long[] searches = new long[300];
        int found = 0;
        for (int i = 0; i < searches.length; i++) {
            long from = System.nanoTime();
            found = MentorSearch.best(id(0), index.snapshot(), DefaultPolicy.POLICY, PairUnderTest.AS_OF, 20)
                    .mentors()
                    .size();
            searches[i] = System.nanoTime() - from;
        }
        Arrays.sort(searches, 100, searches.length);

        long from = System.nanoTime();
        for (int i = 1; i <= MENTORS; i++) {
            index.apply(people.get(i).participation(2));
        }
        long updated = System.nanoTime() - from;

        System.out.printf(
                "%d mentors: top 20 in p50 %.2f ms, p95 %.2f ms (first search %.1f ms); an update %.1f µs; built in %d ms%n",
                MENTORS,
                searches[200] / 1e6,
                searches[290] / 1e6,
                searches[0] / 1e6,
                updated / 1e3 / MENTORS,
                built / 1_000_000);
        assertEquals(20, found);
    }
}
