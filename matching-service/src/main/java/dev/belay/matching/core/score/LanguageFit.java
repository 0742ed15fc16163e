package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.util.List;

/**
 * How well the mentor speaks to the mentee's liking.
 *
 * <pre>
 * value = 1000 − 250 × (place of the first common language in the mentee's list, from 0), at least 500
 * </pre>
 *
 * Speaking in one's first choice is easier; a further one still does. {@value Measure#MISSING} also if either names no
 * language; and without a common one 0, which {@link HardRule#COMMON_LANGUAGE} refuses anyway.
 */
final class LanguageFit implements Measure {

    private static final int COST_OF_A_PLACE = 250;

    @Override
    public int value(Mentee mentee, Member mentor) {
        List<String> wanted = mentee.profile().languages();
        List<String> spoken = mentor.profile().languages();
        if (wanted.isEmpty() || spoken.isEmpty()) {
            return MISSING;
        }
        int place = firstCommon(wanted, spoken);
        return place < 0 ? 0 : Math.max(MISSING, FULL - COST_OF_A_PLACE * place);
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        List<String> wanted = mentee.profile().languages();
        List<String> spoken = mentor.profile().languages();
        if (wanted.isEmpty()) {
            return Reason.of("language.mentee-unknown");
        }
        if (spoken.isEmpty()) {
            return Reason.of("language.mentor-unknown");
        }
        int place = firstCommon(wanted, spoken);
        return place < 0
                ? Reason.of("language.none")
                : Reason.of(
                        place == 0 ? "language.first" : "language.further",
                        new Reason.Term("language", wanted.get(place)));
    }

    private static int firstCommon(List<String> wanted, List<String> spoken) {
        for (int place = 0; place < wanted.size(); place++) {
            if (spoken.contains(wanted.get(place))) {
                return place;
            }
        }
        return -1;
    }
}
