package dev.belay.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of the project with a bug in it: some text of one source file is replaced, and mentorship-service is built from the
 * copy. A text that is no longer there fails the test that wanted it replaced.
 */
final class BrokenBuild {
    private static final Set<String> NOT_COPIED = Set.of("target", ".git", ".belay", "node_modules");
    private static final String BUILT = "mentorship-service";

    private static BrokenBuild only;

    private final Path copy;
    private final Map<Path, String> whole = new HashMap<>();

    private BrokenBuild(Path copy) {
        this.copy = copy;
    }

    /** The sources as they are: one copy serves all tests in turn, so that what no bug concerns is built once. */
    static BrokenBuild copy() throws IOException {
        if (only == null) {
            only = copied();
        }
        for (Map.Entry<Path, String> file : only.whole.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        only.whole.clear();
        return only;
    }

    private static BrokenBuild copied() throws IOException {
        Path copy = Files.createTempDirectory("belay-broken");
        Path home = FaultBed.home();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) throws IOException {
                if (NOT_COPIED.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(home.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                Files.copy(file, copy.resolve(home.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return new BrokenBuild(copy);
    }

    BrokenBuild replacing(String file, String text, String with) throws IOException {
        Path path = copy.resolve(file);
        String source = Files.readString(path);
        assertEquals(2, source.split(java.util.regex.Pattern.quote(text), -1).length, file + " holds once: " + text);
        whole.putIfAbsent(path, source);
        Files.writeString(path, source.replace(text, with));
        return this;
    }

    /** The folder from which the suite can start: mentorship-service is the broken one, the others are the real ones. */
    Path build() throws IOException, InterruptedException {
        String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
        Path log = copy.resolve("build.log");
        Process build = new ProcessBuilder(List.of(
                        maven,
                        "-o",
                        "-q",
                        "-B",
                        "-pl",
                        BUILT,
                        "-am",
                        "package",
                        "-DskipTests",
                        "-Dspotless.check.skip=true",
                        "-Denforcer.skip=true"))
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, build.waitFor(), () -> read(log));
        assertTrue(Files.exists(copy.resolve(BUILT).resolve("target/quarkus-app/quarkus-run.jar")));
        for (String other : List.of("profile-service", "matching-service")) {
            Path target = copy.resolve(other).resolve("target");
            if (!Files.exists(target)) {
                Files.createSymbolicLink(target, FaultBed.home().resolve(other).resolve("target"));
            }
        }
        return copy;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
