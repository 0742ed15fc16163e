package dev.belay.platform.caller;

/** The roles of the suite. Being a mentor or a mentee is not one: it follows from what a person offers and wants. */
public final class Role {
    public static final String PROGRAM_MANAGER = "program-manager";
    public static final String HR_SYNC = "hr-sync";
    public static final String SERVICE = "service";
    public static final String ADMIN = "admin";

    private Role() {}
}
