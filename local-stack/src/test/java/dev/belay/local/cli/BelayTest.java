package dev.belay.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.suite.SuiteFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BelayTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void useThisHome() {
        System.setProperty("belay.home", home.toString());
    }

    @AfterEach
    void forgetThisHome() {
        System.clearProperty("belay.home");
    }

    @Test
    void helpsWithEveryCommand() {
        assertEquals(0, run("help"));
        for (String command : List.of("demo", "up", "down", "status", "token", "logs", "reset", "help")) {
            assertTrue(out.toString().contains("\n  " + command + " "), command);
            assertEquals(0, run("help", command));
        }
        assertTrue(out.toString().contains("BELAY_PORT"));
    }

    @Test
    void printsNoTokenWithoutASuite() {
        assertEquals(1, run("token", "ada"));
        assertEquals("belay: Belay is not running: start it with ./belay up -d.\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void wantsToKnowWhoseToken() {
        assertEquals(2, run("token"));
        assertEquals(2, run("token", "ada", "--role", "hr-sync"));
    }

    @Test
    void saysWhichLogIsMissing() {
        assertEquals(1, run("logs", "nobody"));
        assertTrue(err.toString().startsWith("belay: There is no log of nobody in "), err.toString());
    }

    @Test
    void movesAllPortsTogether() {
        assertEquals(8080, Belay.firstPort(null));
        assertEquals(8080, Belay.firstPort(" "));
        assertEquals(9080, Belay.firstPort("9080"));
        for (String wrong : List.of("abc", "0", "-1", "65530", "8080x")) {
            SuiteFailure failure = assertThrows(SuiteFailure.class, () -> Belay.firstPort(wrong));
            assertTrue(failure.getMessage().startsWith("BELAY_PORT is " + wrong), failure.getMessage());
        }
    }

    private int run(String... arguments) {
        CommandLine belay = Belay.commandLine();
        belay.setOut(new PrintWriter(out, true));
        belay.setErr(new PrintWriter(err, true));
        return belay.execute(arguments);
    }
}
