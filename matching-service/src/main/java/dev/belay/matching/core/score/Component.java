package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;

/**
 * The index of what a score is made of. Each component gives a whole number from 0 to 1,000 for a pair; how exactly, and why
 * so, stands at its class. {@code docs/matching.md} shows this list, and a test holds it to it.
 */
public enum Component {
    GAP_COVERAGE(
            "gap-coverage",
            "1000 × (Σ priority × taught) × credit ÷ Σ priority × (target − current), over the mentee's gaps;"
                    + " taught = min(strength, target) − current, at least 0;"
                    + " credit = 2 − max(1, strengths named ÷ strengthsAtFaceValue), at least 0",
            "thousandths of the mentee's gap, in steps of proficiency times priority",
            "500 with everybody if the mentee has no gaps; 0 for a mentor who names no strengths",
            "What a match is for: closing gaps with strengths. No study stands behind it.",
            new GapCoverage()),

    COMPETENCY_GOALS(
            "competency-goals",
            "the mean, over the competencies in which the mentee wants to grow and has gaps, of gap coverage within each",
            "thousandths of the gap, each competency with the same voice",
            "500 with everybody if the mentee has no such goal",
            "The mentee's own word on where to grow. No study stands behind it.",
            new CompetencyGoals()),

    AVAILABILITY_OVERLAP(
            "availability-overlap",
            "500 + 500 × (min(overlap, fullOverlap) − minOverlap) ÷ (fullOverlap − minOverlap), at least 500",
            "minutes in common in the ISO week of asOf, whole ones",
            "500 if either has not said when they have time: the least that passes the rule",
            "How often the two meet is what support goes with best (ρ .25): Eby et al., Psychological Bulletin 139(2), 2013.",
            new AvailabilityOverlap()),

    SENIORITY_FIT(
            "seniority-fit",
            "1000 − 200 × (mentor's level − mentee's target), at least 0",
            "steps of the career ladder",
            "0 if either is not known, or the mentor's is below the target",
            "Perceived likeness in ways of working goes with support: Ghosh, Journal of Vocational Behavior 84, 2014.",
            new SeniorityFit()),

    RESPONSIVENESS(
            "responsiveness",
            "1000 × (answered + priorAnswered) ÷ (answered + expired + priorAsked)",
            "requests to the mentor that were answered, or expired",
            "the prior's own mean, 500 by default, for a mentor who was never asked",
            "The mean of a beta distribution (Laplace's rule of succession, with a prior as heavy as priorAsked requests).",
            new Responsiveness()),

    LANGUAGE(
            "language",
            "1000 − 250 × place of the first common language in the mentee's list, from 0; at least 500",
            "places in the mentee's list of languages",
            "500 if either names none: the least that passes the rule",
            "Speaking in one's first choice is easier. No study stands behind it.",
            new LanguageFit()),

    SPREAD(
            "spread",
            "1000 in another department or at another location, 0 in the same of both",
            "yes or no",
            "500 if too little is known to say",
            "For programs that want to mix. Surface likeness or difference hardly goes with support (Eby et al. 2013), so it"
                    + " weighs nothing by default.",
            new Spread());

    private final String key;
    private final String formula;
    private final String unit;
    private final String missing;
    private final String source;
    private final Measure measure;

    Component(String key, String formula, String unit, String missing, String source, Measure measure) {
        this.key = key;
        this.formula = formula;
        this.unit = unit;
        this.missing = missing;
        this.source = source;
        this.measure = measure;
    }

    /** Its name in answers and policies. */
    public String key() {
        return key;
    }

    /** How the value comes about; rounded down once, at the end. */
    public String formula() {
        return formula;
    }

    /** What is counted. */
    public String unit() {
        return unit;
    }

    /** The value of what is not known. */
    public String missing() {
        return missing;
    }

    /** Where it comes from. */
    public String source() {
        return source;
    }

    /** The simple name of the class that measures it. */
    String measure() {
        return measure.getClass().getSimpleName();
    }

    /** How well the pair does in it: 0…1,000. */
    public int value(Mentee mentee, Member mentor) {
        return measure.value(mentee, mentor);
    }

    /** Why it is that value. */
    public Reason reason(Mentee mentee, Member mentor) {
        return measure.reason(mentee, mentor);
    }
}
