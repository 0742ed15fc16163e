package dev.belay.profile.ladder;

import java.util.List;

/** The ladder's data contradicts its rules. Says everything that is wrong, so that one correction is enough. */
public class InvalidLadder extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidLadder(List<String> problems) {
        super("the career ladder is invalid:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    InvalidLadder(String file, Exception cause) {
        super("the career ladder is invalid:\n- " + file + " can't be read: " + cause.getMessage(), cause);
        this.problems = List.of(file + " can't be read: " + cause.getMessage());
    }

    public List<String> problems() {
        return problems;
    }
}
