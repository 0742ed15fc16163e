package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;

/** The index of what a score is made of. Formula, unit and source of each stand at its class. */
public enum Component {
    GAP_COVERAGE("gap-coverage", new GapCoverage()),
    COMPETENCY_GOALS("competency-goals", new CompetencyGoals()),
    AVAILABILITY_OVERLAP("availability-overlap", new AvailabilityOverlap()),
    SENIORITY_FIT("seniority-fit", new SeniorityFit()),
    RESPONSIVENESS("responsiveness", new Responsiveness()),
    LANGUAGE("language", new LanguageFit()),
    SPREAD("spread", new Spread());

    private final String key;
    private final Measure measure;

    Component(String key, Measure measure) {
        this.key = key;
        this.measure = measure;
    }

    /** Its name in answers and policies. */
    public String key() {
        return key;
    }

    /** How well the pair does in it: 0…1,000. */
    public int value(Mentee mentee, Member mentor) {
        return measure.value(mentee, mentor);
    }

    /** Why it is that value, as a plain English sentence to the mentee, without names of people. */
    public String sentence(Mentee mentee, Member mentor) {
        return measure.sentence(mentee, mentor);
    }
}
