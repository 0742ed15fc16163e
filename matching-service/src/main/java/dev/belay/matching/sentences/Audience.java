package dev.belay.matching.sentences;

/** To whom a sentence is said. Where the words are the same to all, a bundle has the sentence once, under its plain key. */
public enum Audience {
    /** The mentee of the pair: "your gaps". */
    MENTEE(""),
    /** Anybody else, the mentor among them: "the mentee's gaps". */
    OTHERS(".others"),
    /** Somebody who is looking for a peer. */
    PEER(".peer");

    private final String suffix;

    Audience(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }
}
