package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The best mentors for a mentee, why they are, and why the others are not offered.
 *
 * @param asOf the instant whose week and day were looked at
 * @param mentors best first: by score, ties by id
 * @param excluded how many who offer mentoring were refused, by the first rule that refused them; rules that refused
 *     nobody are absent; null if as many were found as asked for, as it takes a look at everybody to count
 */
public record Recommendation(
        UUID menteeId,
        Instant asOf,
        Policy policy,
        List<ScoredMentor> mentors,
        @Nullable Map<HardRule, Integer> excluded) {

    public Recommendation {
        mentors = List.copyOf(mentors);
        excluded = excluded == null ? null : Collections.unmodifiableMap(excluded);
    }

    /**
     * A mentor and how the score comes about.
     *
     * @param score 0…1,000,000, the sum of the components' points
     * @param components those with a weight, in the order of {@link Component}
     */
    public record ScoredMentor(UUID mentorId, int score, List<ScoredComponent> components) {

        static ScoredMentor of(Mentee mentee, Member mentor, Policy policy) {
            List<ScoredComponent> components = Arrays.stream(Component.values())
                    .filter(component -> policy.weight(component) > 0)
                    .map(component -> ScoredComponent.of(component, policy.weight(component), mentee, mentor))
                    .toList();
            int score = components.stream().mapToInt(ScoredComponent::points).sum();
            return new ScoredMentor(mentor.id(), score, components);
        }
    }

    /**
     * One part of a score.
     *
     * @param value 0…1,000
     * @param weight 0…1,000, the policy's
     * @param reason why it is that value
     */
    public record ScoredComponent(Component component, int value, int weight, Reason reason) {

        static ScoredComponent of(Component component, int weight, Mentee mentee, Member mentor) {
            return new ScoredComponent(
                    component, component.value(mentee, mentor), weight, component.reason(mentee, mentor));
        }

        /** The two that add most points, in the order of {@link Component} if they add the same. */
        public static List<ScoredComponent> strongest(List<ScoredComponent> components) {
            return components.stream()
                    .sorted(Comparator.comparingInt(ScoredComponent::points).reversed())
                    .limit(2)
                    .toList();
        }

        /** What it adds to the score. */
        public int points() {
            return weight * value;
        }
    }
}
