package dev.belay.local.suite;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs of this machine. */
public final class Programs {

    private Programs() {}

    public static boolean has(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The JVM that runs us. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * A process in a session of its own where the machine can do that, so that Ctrl-C at the terminal reaches the launcher alone,
     * which then stops everything in order.
     */
    public static ProcessBuilder inOwnSession(String... command) {
        List<String> words = new ArrayList<>();
        if (has("setsid")) {
            words.add("setsid");
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words);
    }
}
