package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;

/**
 * How likely the mentor is to answer.
 *
 * <pre>
 * value = 1000 × (answered + a) / (answered + expired + b)
 * </pre>
 *
 * with {@code a} and {@code b} the policy's {@code priorAnswered} and {@code priorAsked}; rounded down. It is the mean of
 * a beta distribution: each mentor starts with {@code b} imagined requests, {@code a} of them answered (2 of 4 by
 * default), which real ones outweigh soon. So a mentor without a history counts as an even chance,
 * {@value Measure#MISSING} like all that is not known, and one answer or one miss moves them a little (600 or 400), not to
 * an extreme.
 */
final class Responsiveness implements Measure {

    @Override
    public int value(Mentee mentee, Member mentor) {
        long answered = mentor.participation().answered();
        long asked = answered + mentor.participation().expired();
        Policy.Parameters parameters = mentee.parameters();
        return (int) (FULL * (answered + parameters.priorAnswered()) / (asked + parameters.priorAsked()));
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        int answered = mentor.participation().answered();
        int asked = answered + mentor.participation().expired();
        return asked == 0 ? Reason.of("responsiveness.unasked") : Reason.of("responsiveness.rate", answered, asked);
    }
}
