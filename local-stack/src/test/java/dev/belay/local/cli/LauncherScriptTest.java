package dev.belay.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the project's root, copied to a folder of their own and run with programs that only pretend. */
class LauncherScriptTest {

    private static final Path ROOT =
            Path.of(System.getProperty("belay.embedded.lib"), "../../..").normalize();

    @TempDir
    Path project;

    private Path jdk;

    @BeforeEach
    void copyScripts() throws IOException {
        for (String script : List.of("belay", "mvnw")) {
            Files.copy(ROOT.resolve(script), project.resolve(script));
        }
        jdk = project.resolve("jdk");
        program(
                jdk.resolve("bin/java"),
                "[ \"$1\" != -version ] || { echo 'openjdk version \"17.0.1\"' >&2; exit; }\necho \"java $*\"");
        program(jdk.resolve("bin/javac"), "");
    }

    @Test
    void saysThatTheJdkIsTooOld() throws Exception {
        program(jdk.resolve("bin/java"), "echo 'java version \"1.8.0_202\"' >&2");
        assertRefused(
                "This is Java 8 (" + jdk.resolve("bin/java") + "): Belay needs a JDK, version 17 or newer.", "up");
        program(jdk.resolve("bin/java"), "echo 'openjdk version \"16\"' >&2");
        assertRefused(
                "This is Java 16 (" + jdk.resolve("bin/java") + "): Belay needs a JDK, version 17 or newer.", "up");
    }

    @Test
    void saysThatThereIsNoJdk() throws Exception {
        Files.delete(jdk.resolve("bin/java"));
        assertRefused(
                "JAVA_HOME is " + jdk + ", but there is no Java there: Belay needs a JDK, version 17 or newer.",
                "demo");
    }

    @Test
    void saysThatAJreIsNotEnoughToBuild() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        assertRefused(
                jdk.resolve("bin/java") + " is a JRE, without a compiler: Belay needs a JDK, version 17 or newer.",
                "up");
    }

    @Test
    void buildsOnlyWhatIsMissingOrOlderThanItsSources() throws Exception {
        pretendBuilt();
        assertEquals(0, run("./belay", "up").status());
        assertTrue(!Files.exists(project.resolve("maven-was-called")), "nothing was stale");

        Files.setLastModifiedTime(
                Files.createDirectories(project.resolve("matching-service/src/main/java")),
                java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        Result built = run("./belay", "up");
        assertTrue(
                Files.readString(project.resolve("maven-was-called")).contains("-pl matching-service -am package"),
                built.text());
        assertEquals(0, built.status());
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        pretendBuilt();
        Files.delete(project.resolve("profile-service/target/quarkus-app/quarkus-run.jar"));
        program(project.resolve("mvnw"), "echo '[ERROR] the compiler says no'; exit 1");
        Result failed = run("./belay", "demo");
        assertEquals(1, failed.status());
        assertTrue(failed.text().contains("[ERROR] the compiler says no"), failed.text());
        assertTrue(
                failed.text().contains("belay: The build failed: .belay/logs/build.log has all of it."), failed.text());
    }

    @Test
    void passesArgumentsOnAndTellsWhetherThereIsATerminal() throws Exception {
        pretendBuilt();
        String call = run("./belay", "token", "a b").text();
        assertTrue(call.contains("dev.belay.local.cli.Belay token a b"), call);
        assertTrue(call.contains("-Dbelay.terminal=false"), call);
        assertTrue(call.contains("-Dbelay.home=" + project.toRealPath()), call);
    }

    @Test
    void usesAnInstalledMavenThatIsNewEnough() throws Exception {
        Path wrapper = project.resolve(".mvn/wrapper/only-script/mvnw");
        program(wrapper, "echo \"the official wrapper: $*\"");
        for (String version : List.of("3.8.6", "3.9.11", "4.0.0")) {
            program(project.resolve("bin/mvn"), maven(version));
            assertEquals("installed: verify\n", run("./mvnw", "verify").text(), version);
        }
        for (String version : List.of("3.8.5", "3.6.3", "2.2.1")) {
            program(project.resolve("bin/mvn"), maven(version));
            assertEquals(
                    "the official wrapper: verify\n", run("./mvnw", "verify").text(), version);
        }
    }

    private static String maven(String version) {
        return "[ \"$1\" != --version ] || { echo 'Apache Maven " + version + " (x)'; exit; }\necho \"installed: $*\"";
    }

    private void pretendBuilt() throws IOException {
        program(project.resolve("mvnw"), "echo \"$*\" > maven-was-called\necho '[INFO] Building Belay: x 1 [1/1]'");
        for (String service : List.of("profile-service", "mentorship-service", "matching-service")) {
            Path folder = Files.createDirectories(project.resolve(service).resolve("target/quarkus-app"));
            Files.createFile(folder.resolve("quarkus-run.jar"));
        }
        for (String module : List.of("embedded", "local-stack")) {
            Path folder = Files.createDirectories(project.resolve(module).resolve("target/lib"));
            Files.createFile(folder.resolve(module + "-1.jar"));
        }
    }

    private void assertRefused(String sentence, String command) throws Exception {
        Result result = run("./belay", command);
        assertEquals("belay: " + sentence + "\n", result.text());
        assertEquals(1, result.status());
    }

    private record Result(int status, String text) {}

    private Result run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh"));
        words.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(project.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", jdk.toString(), "PATH", project.resolve("bin") + ":" + System.getenv("PATH")));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
