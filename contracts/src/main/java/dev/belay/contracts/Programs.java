package dev.belay.contracts;

import java.util.UUID;

/** Programs that exist in every installation. */
public final class Programs {

    /** The program {@code open}, to which a request belongs that names no other. */
    public static final UUID OPEN = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private Programs() {}
}
