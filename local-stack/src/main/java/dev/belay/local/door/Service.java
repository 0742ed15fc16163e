package dev.belay.local.door;

/** The three services behind the front door. */
public enum Service {
    PROFILE("profile"),
    MENTORSHIP("mentorship"),
    MATCHING("matching");

    private final String shortName;

    Service(String shortName) {
        this.shortName = shortName;
    }

    /** {@code profile}: also the name of its database. */
    public String shortName() {
        return shortName;
    }

    /** {@code profile-service}: the module, the log and the process. */
    public String moduleName() {
        return shortName + "-service";
    }

    /** What a token must name in {@code aud} to be accepted by this service. */
    public String audience() {
        return "belay-" + shortName;
    }

    /** Whether what it cannot read of other services' events goes to a topic; matching, which reads in memory, counts it. */
    public boolean writesDeadLetters() {
        return this != MATCHING;
    }
}
