package dev.belay.system.access;

import java.util.Locale;

/** Everybody who may knock, from the outermost to the most powerful. The order is that of the matrix's columns. */
public enum CallerKind {
    /** No token at all. */
    ANONYMOUS,
    /** The party's claims, signed by a key that is not the issuer's, under the right key's id. */
    FOREIGN_ISSUER,
    /** A valid token of a name that HR never sent. */
    PERSON_UNKNOWN,
    /** A valid token of somebody whom HR has deactivated. */
    LEAVER,
    /** An employee who has nothing to do with the object. */
    STRANGER,
    /** The person whom the object is about, who is the mentee of the request and the mentorship. */
    PARTY,
    /** The mentor of the request and the mentorship. */
    OTHER_PARTY,
    /** The party's manager, who has no right of their own. */
    MANAGER,
    PROGRAM_MANAGER("program-manager"),
    /** The integration that owns the party's row. */
    HR_SYNC("hr-sync"),
    /** Another integration of HR. */
    OTHER_HR_SYNC("other hr-sync"),
    /** Another service of the suite. */
    SERVICE,
    ADMIN;

    private final String title;

    CallerKind() {
        this.title = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    CallerKind(String title) {
        this.title = title;
    }

    /** The column's head. */
    String title() {
        return title;
    }
}
