package dev.belay.matching.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Policy DEFAULT = DefaultPolicy.POLICY;

    @Test
    void theDefaultWeighsEveryComponentAndSaysWhy() {
        assertEquals(Set.of(Component.values()), DEFAULT.weights().keySet());
        assertEquals(
                1_000,
                DEFAULT.weights().values().stream()
                        .mapToInt(Policy.Weight::value)
                        .sum());
        assertEquals(0, DEFAULT.weight(Component.SPREAD));
        DEFAULT.weights().values().forEach(weight -> assertTrue(weight.reason().length() > 30, weight.reason()));
    }

    @Test
    void gapCoverageWeighsMoreThanAnyTwoOthers() {
        List<Integer> others = DEFAULT.weights().entrySet().stream()
                .filter(weight -> weight.getKey() != Component.GAP_COVERAGE)
                .map(weight -> weight.getValue().value())
                .sorted()
                .toList();

        assertTrue(
                DEFAULT.weight(Component.GAP_COVERAGE) > others.get(others.size() - 1) + others.get(others.size() - 2));
    }

    @Test
    void refusesWeightsThatDoNotSumToAThousand() {
        assertRefused(weights -> {
            weights.put(Component.SPREAD, new Policy.Weight(1, "One too many."));
            return weights;
        });
    }

    @Test
    void refusesToLeaveAComponentUnweighed() {
        assertRefused(weights -> {
            weights.remove(Component.SPREAD);
            return weights;
        });
    }

    @Test
    void refusesAWeightWithoutReasonOrOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new Policy.Weight(10, " "));
        assertThrows(IllegalArgumentException.class, () -> new Policy.Weight(-1, "Less than nothing."));
        assertThrows(IllegalArgumentException.class, () -> new Policy.Weight(1_001, "More than all."));
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        List<String> ladder = DEFAULT.parameters().ladder();

        assertThrows(IllegalArgumentException.class, () -> new Policy.Parameters(60, 60, true, ladder, 24, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new Policy.Parameters(-1, 60, true, ladder, 24, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new Policy.Parameters(30, 60, true, ladder, 0, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new Policy.Parameters(30, 60, true, ladder, 24, 5, 4));
        assertThrows(IllegalArgumentException.class, () -> new Policy.Parameters(30, 60, true, ladder, 24, 0, 0));
    }

    private static void assertRefused(UnaryOperator<Map<Component, Policy.Weight>> change) {
        Map<Component, Policy.Weight> weights = change.apply(new EnumMap<>(DEFAULT.weights()));

        assertThrows(IllegalArgumentException.class, () -> new Policy("broken", 1, weights, DEFAULT.parameters()));
    }
}
