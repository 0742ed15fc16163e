package dev.belay.profile.imports;

import java.util.regex.Pattern;

/**
 * Cells that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe before it, and loses it
 * again when it comes back.
 */
final class SafeCell {
    private static final Pattern DANGEROUS = Pattern.compile("'*[=+\\-@\\t\\r]");

    private SafeCell() {}

    /** For a file that people open. */
    static String of(String text) {
        return text != null && DANGEROUS.matcher(text).lookingAt() ? "'" + text : text;
    }

    /** What {@link #of} was given. */
    static String plain(String cell) {
        return cell.startsWith("'") && DANGEROUS.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
