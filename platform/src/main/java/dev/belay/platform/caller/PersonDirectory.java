package dev.belay.platform.caller;

import java.util.Optional;

/** The people whom this service knows: its own rows, its replica of them, or its index in memory. */
public interface PersonDirectory {
    /** @param loginKey see {@link LoginKey} */
    Optional<KnownPerson> byLoginKey(String loginKey);
}
