package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How pairs are judged: a weight for each component and the parameters of the rules. A policy is data: the same policy,
 * index state and instant give the same scores.
 *
 * @param name which policy this is
 * @param version grows with each change of the policy of this name
 * @param weights one for each component, summing to {@value #SUM_OF_WEIGHTS}
 * @param parameters what rules and components are measured by
 */
public record Policy(String name, int version, Map<Component, Weight> weights, Parameters parameters) {

    public static final int SUM_OF_WEIGHTS = 1_000;

    public Policy {
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
        if (weights.size() != Component.values().length) {
            throw new IllegalArgumentException("a policy weighs every component");
        }
        int sum = weights.values().stream().mapToInt(Weight::value).sum();
        if (sum != SUM_OF_WEIGHTS) {
            throw new IllegalArgumentException("weights sum to " + sum + ", not " + SUM_OF_WEIGHTS);
        }
    }

    /** What a component counts for: 0…1,000. */
    public int weight(Component component) {
        Weight weight = weights.get(component);
        return weight == null ? 0 : weight.value();
    }

    /** The score of a pair, whether or not the rules let it pass: 0…1,000,000. */
    public int score(Mentee mentee, Member mentor) {
        int score = 0;
        for (Map.Entry<Component, Weight> weight : weights.entrySet()) {
            if (weight.getValue().value() > 0) {
                score += weight.getValue().value() * weight.getKey().value(mentee, mentor);
            }
        }
        return score;
    }

    /**
     * What a component counts for, and why.
     *
     * @param value 0…1,000
     * @param reason why as much, for whoever reads the policy
     */
    public record Weight(int value, String reason) {

        public Weight {
            if (value < 0 || value > SUM_OF_WEIGHTS) {
                throw new IllegalArgumentException("a weight is between 0 and " + SUM_OF_WEIGHTS);
            }
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a weight has a reason");
            }
        }
    }

    /**
     * What rules and components are measured by.
     *
     * @param minOverlapMinutes common minutes a week without which a pair is refused
     * @param fullOverlapMinutes common minutes a week beyond which more adds nothing; above the minimum
     * @param sameManagerAllowed whether two people with the same manager may be paired
     * @param ladder keys of the career levels, lowest first; any other level counts as unknown
     * @param strengthsAtFaceValue how many strengths a mentor can name before each of them counts less; whoever names
     *     twice as many is not believed at all
     * @param priorAnswered of {@code priorAsked} imagined requests, those that a mentor answered before the first real one
     * @param priorAsked how many imagined requests a mentor starts with; at least 1
     */
    public record Parameters(
            int minOverlapMinutes,
            int fullOverlapMinutes,
            boolean sameManagerAllowed,
            List<String> ladder,
            int strengthsAtFaceValue,
            int priorAnswered,
            int priorAsked) {

        public Parameters {
            ladder = List.copyOf(ladder);
            if (minOverlapMinutes < 0 || fullOverlapMinutes <= minOverlapMinutes) {
                throw new IllegalArgumentException("0 ≤ minOverlapMinutes < fullOverlapMinutes is broken");
            }
            if (strengthsAtFaceValue < 1) {
                throw new IllegalArgumentException("strengthsAtFaceValue is at least 1");
            }
            if (priorAnswered < 0 || priorAsked < 1 || priorAnswered > priorAsked) {
                throw new IllegalArgumentException("0 ≤ priorAnswered ≤ priorAsked, 1 ≤ priorAsked is broken");
            }
        }

        /**
         * How far a mentor is believed who names so many strengths, in parts of {@code strengthsAtFaceValue}: wholly up to
         * that many, not at all from twice that many on, evenly less in between.
         */
        int credit(int strengthsNamed) {
            return Math.max(0, 2 * strengthsAtFaceValue - Math.max(strengthsAtFaceValue, strengthsNamed));
        }

        /** The place of a level in the ladder, from 0; −1 if it is not known. */
        int rank(@Nullable String level) {
            return level == null ? -1 : ladder.indexOf(level);
        }
    }
}
