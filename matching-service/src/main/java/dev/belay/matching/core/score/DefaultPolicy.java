package dev.belay.matching.core.score;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * The policy that holds until an organisation makes its own.
 *
 * <p>Two reviews stand behind the order of its weights: what support goes with is how often the two meet (ρ .25) and how
 * alike they see themselves in attitudes and ways of working, far more than surface traits (Eby et al., Psychological
 * Bulletin 139(2), 2013; Ghosh, Journal of Vocational Behavior 84, 2014). Attitudes are not held here, so they cannot be
 * weighed. Age, gender, origin and other protected traits are not held either, and must not be.
 */
public final class DefaultPolicy {

    public static final Policy POLICY = new Policy(
            "default",
            1,
            Map.ofEntries(
                    entry(
                            Component.GAP_COVERAGE,
                            new Policy.Weight(
                                    450,
                                    "Closing gaps with strengths is what a match is for, so it weighs more than any two"
                                            + " others.")),
                    entry(
                            Component.AVAILABILITY_OVERLAP,
                            new Policy.Weight(
                                    200,
                                    "How often the two meet is what support goes with best (ρ .25, Eby et al. 2013), and"
                                            + " common hours are what allows it.")),
                    entry(
                            Component.SENIORITY_FIT,
                            new Policy.Weight(
                                    100,
                                    "Somebody who walked the same stretch lately is more alike in daily work; perceived"
                                            + " likeness goes with support (Ghosh 2014). The rules already refuse too"
                                            + " low a level, so this only orders the rest.")),
                    entry(
                            Component.COMPETENCY_GOALS,
                            new Policy.Weight(
                                    100,
                                    "What the mentee wants to grow in should steer, but gap coverage counts the same"
                                            + " skills already.")),
                    entry(
                            Component.RESPONSIVENESS,
                            new Policy.Weight(
                                    100,
                                    "A request that is never answered is the first complaint of mentees; enough to order"
                                            + " equals, too little to bury an expert.")),
                    entry(
                            Component.LANGUAGE,
                            new Policy.Weight(
                                    50, "A common language is a rule already; this only prefers the mentee's first.")),
                    entry(
                            Component.SPREAD,
                            new Policy.Weight(
                                    0,
                                    "Meeting another part of the organisation helps some programs; surface difference"
                                            + " alone does not go with support, so it is off until asked for."))),
            new Policy.Parameters(30, 180, true, List.of("junior", "mid", "senior", "staff", "principal"), 24, 2, 4));

    private DefaultPolicy() {}
}
