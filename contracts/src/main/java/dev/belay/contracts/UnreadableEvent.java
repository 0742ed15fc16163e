package dev.belay.contracts;

/**
 * A record that is no event of its type: not JSON, or JSON of another shape. Trying again will not help. The message
 * says what is wrong and where, and quotes nothing of the content, so that it may go to a log.
 */
public final class UnreadableEvent extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(EventType type, String what) {
        super(type.text() + ": " + what);
    }
}
