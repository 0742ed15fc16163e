package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.util.Arrays;
import java.util.List;

/**
 * What a hard rule says of a pair, as it may be told: a refusal that is somebody's secret is part of the verdict of the rule
 * that it is {@linkplain HardRule#disclosedAs disclosed as}.
 */
public record Verdict(HardRule rule, boolean passes, Reason reason) {

    /** The verdict of each rule that is told of, in the order of {@link HardRule}. */
    static List<Verdict> of(Mentee mentee, Member mentor) {
        return Arrays.stream(HardRule.values())
                .filter(rule -> rule.disclosedAs() == rule)
                .map(rule -> {
                    boolean passes = Arrays.stream(HardRule.values())
                            .filter(other -> other.disclosedAs() == rule)
                            .allMatch(other -> other.passes(mentee, mentor));
                    return new Verdict(
                            rule, passes, passes ? rule.passing(mentee, mentor) : rule.refusal(mentee, mentor));
                })
                .toList();
    }
}
