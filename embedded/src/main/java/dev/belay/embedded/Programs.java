package dev.belay.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Programs of the machine, and what they say. */
final class Programs {

    private static final int FIRST_LINES = 50;

    private Programs() {}

    static boolean has(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Copies the program's output to our stderr line by line, and returns its first lines as they come. */
    static List<String> relay(Process process, String name) {
        List<String> firstLines = Collections.synchronizedList(new ArrayList<>());
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            System.err.println(name + ": " + line);
                            if (firstLines.size() < FIRST_LINES) {
                                firstLines.add(line);
                            }
                        }
                    } catch (IOException e) {
                        System.err.println(name + ": its output ended: " + e.getMessage());
                    }
                },
                name + "-output");
        thread.setDaemon(true);
        thread.start();
        return firstLines;
    }
}
