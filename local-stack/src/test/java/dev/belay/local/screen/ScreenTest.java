package dev.belay.local.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.screen.Screen.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void isPlainAsciiWherePiped() {
        Screen screen = new Screen(out, false, false);
        try (ProgressOnScreen progress = new ProgressOnScreen(screen)) {
            progress.begun("PostgreSQL and Kafka");
            screen.live("working");
            progress.done("PostgreSQL and Kafka", Duration.ofMillis(1_234), "127.0.0.1:8084");
        }
        screen.line(screen.styled(Style.BOLD, "Title") + screen.bar(1, 2) + screen.tick() + screen.cross());
        assertTrue(text().matches("[\\x20-\\x7e\\n]*"), text());
        assertFalse(text().contains("working"));
        assertTrue(text().contains("  ok PostgreSQL and Kafka       1.2 s  127.0.0.1:8084\n"), text());
        assertTrue(text().contains("Title##########..........okFAILED"), text());
    }

    @Test
    void drawsWithoutColourOnATerminalThatWantsNone() {
        Screen screen = new Screen(out, true, false);
        screen.line(screen.styled(Style.GOOD, "green") + screen.bar(20, 20));
        assertEquals("green" + "█".repeat(20) + "\n", text());
    }

    @Test
    void coloursATerminal() {
        Screen screen = new Screen(out, true, true);
        screen.line(screen.styled(Style.GOOD, "green"));
        assertEquals("\u001b[32mgreen\u001b[0m\n", text());
    }

    @Test
    void replacesTheLiveLine() {
        Screen screen = new Screen(out, true, false);
        screen.live("one");
        screen.live("two");
        screen.line("done");
        screen.endLive();
        assertEquals("one\r\u001b[2Ktwo\r\u001b[2Kdone\ntwo\r\u001b[2K", text());
    }

    @Test
    void fillsBarsInProportion() {
        Screen screen = new Screen(out, false, false);
        assertEquals(".".repeat(20), screen.bar(0, 1_000));
        assertEquals("#".repeat(20), screen.bar(1_000, 1_000));
        assertEquals("#".repeat(20), screen.bar(2_000, 1_000));
        assertEquals("#####" + ".".repeat(15), screen.bar(250, 1_000));
        assertEquals(".".repeat(20), screen.bar(5, 0));
    }

    @Test
    void padsByCharactersNotByUnits() {
        assertEquals("Đặng  ", Screen.padded("Đặng", 6));
        assertEquals("Guima…", Screen.padded("Guimarães", 6));
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
