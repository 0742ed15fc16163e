package dev.belay.local.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where text for people goes. On a terminal it has colours (unless {@code NO_COLOR} is set) and lines that change while work goes
 * on; anywhere else, in a pipe or a file, it is plain ASCII apart from the data themselves.
 */
public final class Screen {

    private static final int BAR_CELLS = 20;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private String live = "";

    /** @param terminal whether {@code out} is one; @param colour whether it may be coloured */
    public Screen(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
    }

    /** Standard output. The launcher script knows whether that is a terminal; a JVM can't tell on every version. */
    public static Screen standard() {
        boolean terminal = Boolean.getBoolean("belay.terminal");
        String noColor = System.getenv("NO_COLOR");
        boolean colour = terminal && (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        // UTF-8 whatever the locale says: names of people are not ASCII.
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                terminal,
                colour);
    }

    /** How text can stand out. */
    public enum Style {
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        BAD("31"),
        ACCENT("36"),
        WARM("33");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    public String styled(Style style, String text) {
        return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    public synchronized void line(String text) {
        clearLive();
        out.println(text);
        if (!live.isEmpty()) {
            out.print(live);
            out.flush();
        }
    }

    public void blank() {
        line("");
    }

    /** Shows a line that the next one replaces: on a terminal only, elsewhere it would be noise. */
    public synchronized void live(String text) {
        if (!terminal) {
            return;
        }
        clearLive();
        live = text;
        out.print(text);
        out.flush();
    }

    /** Removes the line that {@link #live} shows. */
    public synchronized void endLive() {
        clearLive();
        live = "";
    }

    private void clearLive() {
        if (terminal && !live.isEmpty()) {
            out.print("\r\u001b[2K");
        }
    }

    /** A bar of 20 cells, {@code part} of {@code whole} of it filled. */
    public String bar(long part, long whole) {
        int filled = whole <= 0 ? 0 : (int) Math.round((double) BAR_CELLS * Math.max(0, Math.min(part, whole)) / whole);
        String full = (terminal ? "█" : "#").repeat(filled);
        String empty = (terminal ? "░" : ".").repeat(BAR_CELLS - filled);
        return styled(filled * 2 >= BAR_CELLS ? Style.GOOD : Style.WARM, full) + styled(Style.DIM, empty);
    }

    public String tick() {
        return styled(Style.GOOD, terminal ? "✓" : "ok");
    }

    public String cross() {
        return styled(Style.BAD, terminal ? "✗" : "FAILED");
    }

    /** Text of exactly this width: padded with spaces, or cut. */
    public static String padded(String text, int width) {
        int length = text.codePointCount(0, text.length());
        if (length > width) {
            return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
        }
        return text + " ".repeat(width - length);
    }
}
