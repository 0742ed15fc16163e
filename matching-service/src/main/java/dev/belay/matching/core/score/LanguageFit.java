package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import java.util.List;
import java.util.Locale;

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
    public String sentence(Mentee mentee, Member mentor) {
        List<String> wanted = mentee.profile().languages();
        List<String> spoken = mentor.profile().languages();
        if (wanted.isEmpty()) {
            return "You have named no language, so this counts half with every mentor.";
        }
        if (spoken.isEmpty()) {
            return "This mentor has named no language, so this counts half.";
        }
        int place = firstCommon(wanted, spoken);
        if (place < 0) {
            return "You have no language in common.";
        }
        String language = Locale.forLanguageTag(wanted.get(place)).getDisplayLanguage(Locale.ENGLISH);
        return place == 0
                ? "This mentor speaks " + language + ", the first of your languages."
                : "This mentor speaks " + language + ", if not your first language.";
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
