package dev.belay.matching.core.score;

import dev.belay.matching.core.index.Member;

/** How one component looks at a pair. */
interface Measure {

    /** The value of what is not known: the middle, so that it neither raises nor buries anybody. */
    int MISSING = 500;

    /** The value of the best there is. */
    int FULL = 1_000;

    /** 0…{@value #FULL}, a pure function of the pair and of what the search holds still: policy, snapshot and instant. */
    int value(Mentee mentee, Member mentor);

    /** Why it is that value; without names of people. */
    Reason reason(Mentee mentee, Member mentor);
}
