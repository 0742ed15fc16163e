package dev.belay.matching.policy;

import dev.belay.matching.core.score.Component;
import dev.belay.matching.core.score.Policy;
import dev.belay.platform.problems.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Weights and parameters as the API shows and the database keeps them. */
record PolicyDocument(List<WeightView> weights, ParametersView parameters) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int LONGEST_REASON = 500;
    private static final int MOST_LEVELS = 20;

    @Schema(
            name = "PolicyWeight",
            requiredProperties = {"component", "weight", "reason"})
    record WeightView(
            @Schema(description = "Key of a component of the score.", examples = "gap-coverage")
            String component,

            @Schema(minimum = "0", maximum = "1000") Integer weight,

            @Schema(minLength = 1, maxLength = LONGEST_REASON, description = "Why as much.")
            String reason) {}

    @Schema(
            name = "PolicyParameters",
            requiredProperties = {
                "minOverlap",
                "fullOverlap",
                "sameManagerAllowed",
                "ladder",
                "strengthsAtFaceValue",
                "priorAnswered",
                "priorAsked"
            })
    record ParametersView(
            @Schema(
                    description = "Common time a week without which a pair is refused: ISO 8601, whole minutes.",
                    examples = "PT30M")
            String minOverlap,

            @Schema(description = "Common time beyond which more adds nothing; above `minOverlap`.", examples = "PT3H")
            String fullOverlap,

            @Schema(description = "Whether two people with the same manager may be paired.")
            Boolean sameManagerAllowed,

            @Schema(minItems = 1, maxItems = MOST_LEVELS, description = "The levels, lowest first.")
            List<String> ladder,

            @Schema(
                    minimum = "1",
                    maximum = "100",
                    description = "How many strengths a mentor can name before each counts less; from twice as many on"
                            + " none counts.")
            Integer strengthsAtFaceValue,

            @Schema(
                    minimum = "0",
                    maximum = "1000",
                    description = "Of `priorAsked` imagined requests, how many a new mentor is taken to have answered.")
            Integer priorAnswered,

            @Schema(minimum = "1", maximum = "1000") Integer priorAsked) {}

    static PolicyDocument of(Policy policy) {
        Policy.Parameters parameters = policy.parameters();
        return new PolicyDocument(
                Arrays.stream(Component.values())
                        .map(component -> new WeightView(
                                component.key(),
                                policy.weight(component),
                                policy.weights().get(component).reason()))
                        .toList(),
                new ParametersView(
                        Duration.ofMinutes(parameters.minOverlapMinutes()).toString(),
                        Duration.ofMinutes(parameters.fullOverlapMinutes()).toString(),
                        parameters.sameManagerAllowed(),
                        parameters.ladder(),
                        parameters.strengthsAtFaceValue(),
                        parameters.priorAnswered(),
                        parameters.priorAsked()));
    }

    /** The policy; of a component that was not known when it was made, it weighs nothing. */
    Policy policy(String name, int version) {
        Map<Component, Policy.Weight> byComponent = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            byComponent.put(
                    component,
                    weights.stream()
                            .filter(weight -> weight.component().equals(component.key()))
                            .map(weight -> new Policy.Weight(weight.weight(), weight.reason()))
                            .findFirst()
                            .orElse(new Policy.Weight(0, "Not known when this policy was made.")));
        }
        return new Policy(
                name,
                version,
                byComponent,
                new Policy.Parameters(
                        minutes(parameters.minOverlap()),
                        minutes(parameters.fullOverlap()),
                        parameters.sameManagerAllowed(),
                        parameters.ladder(),
                        parameters.strengthsAtFaceValue(),
                        parameters.priorAnswered(),
                        parameters.priorAsked()));
    }

    /** What keeps this from being a policy; empty if nothing does. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        checkWeights(violations);
        if (parameters == null) {
            violations.add(new Violation("/parameters", "required", "is required"));
        } else {
            checkParameters(violations);
        }
        return violations;
    }

    private void checkWeights(List<Violation> violations) {
        if (weights == null) {
            violations.add(new Violation("/weights", "required", "is required"));
            return;
        }
        List<String> known =
                Arrays.stream(Component.values()).map(Component::key).toList();
        Set<String> seen = new HashSet<>();
        long sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            WeightView weight = weights.get(i);
            String place = "/weights/" + i;
            if (weight == null || weight.component() == null) {
                violations.add(new Violation(place + "/component", "required", "is required"));
                continue;
            }
            if (!known.contains(weight.component())) {
                violations.add(new Violation(place + "/component", "exists", "is no component of the score", known));
            } else if (!seen.add(weight.component())) {
                violations.add(new Violation(place + "/component", "unique", "is weighed twice"));
            }
            if (weight.weight() == null || weight.weight() < 0 || weight.weight() > Policy.SUM_OF_WEIGHTS) {
                violations.add(new Violation(place + "/weight", "range", "must be a whole number from 0 to 1000"));
            } else {
                sum += weight.weight();
            }
            if (weight.reason() == null
                    || weight.reason().isBlank()
                    || weight.reason().length() > LONGEST_REASON) {
                violations.add(new Violation(
                        place + "/reason", "size", "must say why, in 1 to " + LONGEST_REASON + " characters"));
            }
        }
        for (String component : known) {
            if (!seen.contains(component)) {
                violations.add(
                        new Violation("/weights", "complete", "must weigh " + component + ", with 0 if need be"));
            }
        }
        if (violations.isEmpty() && sum != Policy.SUM_OF_WEIGHTS) {
            violations.add(new Violation("/weights", "sum", "must sum to 1000, not " + sum));
        }
    }

    private void checkParameters(List<Violation> violations) {
        int min = checkedMinutes("minOverlap", parameters.minOverlap(), violations);
        int full = checkedMinutes("fullOverlap", parameters.fullOverlap(), violations);
        if (min >= 0 && full >= 0 && full <= min) {
            violations.add(new Violation("/parameters/fullOverlap", "order", "must be more than minOverlap"));
        }
        if (parameters.sameManagerAllowed() == null) {
            violations.add(new Violation("/parameters/sameManagerAllowed", "required", "is required"));
        }
        checkLadder(violations);
        checkRange("strengthsAtFaceValue", parameters.strengthsAtFaceValue(), 1, 100, violations);
        checkRange("priorAnswered", parameters.priorAnswered(), 0, 1_000, violations);
        checkRange("priorAsked", parameters.priorAsked(), 1, 1_000, violations);
        if (parameters.priorAnswered() != null
                && parameters.priorAsked() != null
                && parameters.priorAnswered() > parameters.priorAsked()) {
            violations.add(new Violation("/parameters/priorAnswered", "order", "must not be more than priorAsked"));
        }
    }

    private void checkLadder(List<Violation> violations) {
        List<String> ladder = parameters.ladder();
        if (ladder == null || ladder.isEmpty() || ladder.size() > MOST_LEVELS) {
            violations.add(new Violation(
                    "/parameters/ladder", "size", "must name 1 to " + MOST_LEVELS + " levels, lowest first"));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ladder.size(); i++) {
            String level = ladder.get(i);
            String place = "/parameters/ladder/" + i;
            if (level == null || level.length() > 100 || !KEY.matcher(level).matches()) {
                violations.add(new Violation(place, "format", "must be a level's key, such as senior"));
            } else if (!seen.add(level)) {
                violations.add(new Violation(place, "unique", "stands here twice"));
            }
        }
    }

    private static void checkRange(String name, Integer value, int min, int max, List<Violation> violations) {
        if (value == null || value < min || value > max) {
            violations.add(
                    new Violation("/parameters/" + name, "range", "must be a whole number from " + min + " to " + max));
        }
    }

    /** −1 if it is none. */
    private static int checkedMinutes(String name, String text, List<Violation> violations) {
        try {
            Duration duration = Duration.parse(text == null ? "" : text);
            boolean whole = duration.equals(Duration.ofMinutes(duration.toMinutes()));
            if (whole && !duration.isNegative() && duration.compareTo(WEEK) <= 0) {
                return (int) duration.toMinutes();
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // Told below, like one out of range.
        }
        violations.add(new Violation(
                "/parameters/" + name,
                "range",
                "must be an ISO 8601 duration of whole minutes from PT0S to P7D, such as PT30M"));
        return -1;
    }

    private static int minutes(String text) {
        return (int) Duration.parse(text).toMinutes();
    }
}
