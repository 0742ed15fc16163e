package dev.belay.mentorship.mentorships;

import dev.belay.platform.problems.Refusal;
import java.util.List;

/** The caller may see this, but the step is not theirs. */
public final class NotYourAction extends Refusal {
    /**
     * @param detail whose step it is
     * @param actions what the caller may do now
     */
    public NotYourAction(String detail, List<String> actions) {
        super("not-your-action", detail);
        with("actions", actions);
    }
}
