package dev.belay.local.suite;

/** Why the suite does not run. The message is one clear sentence for the person at the terminal. */
public final class SuiteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SuiteFailure(String sentence) {
        super(sentence);
    }

    public SuiteFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
