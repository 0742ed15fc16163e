package dev.belay.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/threat-model.md} names only tests that there are, and a test for each threat. */
class ThreatModelTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final List<String> BORDERS = List.of("①", "②", "③", "④", "⑤", "⑥");

    private final String page = ProjectFiles.text("docs/threat-model.md");

    private List<String> rowsOf(String heading) {
        String section = page.substring(page.indexOf("## " + heading));
        int next = section.indexOf("\n## ");
        return section.substring(0, next < 0 ? section.length() : next)
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                .skip(1)
                .toList();
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("belay.home")), 20)) {
            there = files.map(Path::toString)
                    .filter(file -> file.contains("/src/test/") && file.endsWith("Test.java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        Set<String> named = TEST.matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 20, named.toString());
        named.removeAll(there);
        assertEquals(Set.of(), named, "named in the threat model, and no test");
    }

    @Test
    void everyThreatAndEveryRiskHasATest() {
        List<String> threats = rowsOf("STRIDE");
        assertTrue(threats.size() > 25, threats.size() + " threats");
        BORDERS.forEach(border -> assertTrue(threats.stream().anyMatch(row -> row.contains(border)), border));
        Stream.concat(threats.stream(), rowsOf("OWASP API").stream())
                .forEach(row -> assertTrue(TEST.matcher(row).find(), row));
        assertEquals(10, rowsOf("OWASP API").size());
        // Chapters that others fulfil have a dash.
        rowsOf("OWASP ASVS").forEach(row -> assertTrue(TEST.matcher(row).find() || row.endsWith("– |"), row));
    }
}
