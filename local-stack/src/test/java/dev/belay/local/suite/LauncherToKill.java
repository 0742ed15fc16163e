package dev.belay.local.suite;

import java.nio.file.Path;

/** A launcher in a process of its own, for tests that kill it. */
public final class LauncherToKill {

    private LauncherToKill() {}

    public static void main(String[] arguments) throws InterruptedException {
        Suite suite = Suite.start(Suite.Options.in(Path.of(arguments[0]), Path.of(arguments[1])));
        System.out.println("ready");
        suite.awaitClose();
    }
}
