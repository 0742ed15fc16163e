package dev.belay.mentorship.mentorships;

import dev.belay.platform.problems.Refusal;
import java.util.List;

/** The step is not possible now; the document says what is. */
public final class WrongState extends Refusal {
    /**
     * @param what the thing, such as {@code request}
     * @param state its present state
     * @param actions what the caller may do now
     */
    public WrongState(String what, String action, Enum<?> state, List<String> actions) {
        super(
                "wrong-state",
                "This %s is %s, so \"%s\" is not possible%s."
                        .formatted(
                                what,
                                state.name(),
                                action,
                                actions.isEmpty() ? " any more" : "; possible are " + String.join(", ", actions)));
        with("state", state.name());
        with("actions", actions);
    }
}
