package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Whether the mentor would take the mentee to another part of the organisation: 1,000 in another department or another
 * location, 0 in the same of both, {@value Measure#MISSING} if too little is known to say. For programs that want to mix;
 * it weighs nothing by default.
 */
final class Spread implements Measure {

    @Override
    public int value(Mentee mentee, Member mentor) {
        Profile one = mentee.profile();
        Profile other = mentor.profile();
        if (differ(one.department(), other.department()) || differ(one.location(), other.location())) {
            return FULL;
        }
        boolean known = one.department() != null
                && other.department() != null
                && one.location() != null
                && other.location() != null;
        return known ? 0 : MISSING;
    }

    @Override
    public Reason reason(Mentee mentee, Member mentor) {
        String department = mentor.profile().department();
        if (department != null && differ(mentee.profile().department(), department)) {
            return Reason.of("spread.department", department);
        }
        String location = mentor.profile().location();
        if (location != null && differ(mentee.profile().location(), location)) {
            return Reason.of("spread.location", location);
        }
        return Reason.of(value(mentee, mentor) == 0 ? "spread.same" : "spread.unknown");
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }
}
