package dev.belay.matching.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The index of rules and components, and the page that shows it. */
class ScoreIndexTest {

    private static final Path PAGE = Path.of("../docs/matching.md");

    @Test
    void everyComponentHasATestOfItsName() {
        for (Component component : Component.values()) {
            String name = "dev.belay.matching.core.score." + component.measure() + "Test";
            try {
                Class<?> test = Class.forName(name);
                assertTrue(
                        Arrays.stream(test.getDeclaredMethods())
                                .anyMatch(method -> method.isAnnotationPresent(Test.class)),
                        name);
            } catch (ClassNotFoundException e) {
                throw new AssertionError(component.key() + " has no test named " + name, e);
            }
        }
    }

    @Test
    void keysAreSlugsAndEachStandsOnce() {
        Set<String> keys = new HashSet<>();
        for (HardRule rule : HardRule.values()) {
            assertTrue(rule.key().matches("[a-z]+(-[a-z]+)*") && keys.add(rule.key()), rule.key());
            assertTrue(rule.statement().length() > 10 && rule.source().length() > 10, rule.key());
        }
        for (Component component : Component.values()) {
            assertTrue(component.key().matches("[a-z]+(-[a-z]+)*") && keys.add(component.key()), component.key());
            assertTrue(component.source().length() > 30, component.key());
        }
    }

    /** {@code -Dbelay.docs.write=true} writes the tables anew. */
    @Test
    void thePageShowsTheIndexAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        String expected = with(page, "rules", rules());
        expected = with(expected, "components", components());
        expected = with(expected, "weights", weights());
        expected = with(expected, "peers", peers());
        if (Boolean.getBoolean("belay.docs.write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertEquals(expected, page, "mvn -pl matching-service test -Dtest=ScoreIndexTest -Dbelay.docs.write=true");
        }
    }

    private static String with(String page, String name, String table) {
        Pattern place = Pattern.compile("(<!-- " + name + " -->\n).*?(<!-- /" + name + " -->)", Pattern.DOTALL);
        Matcher found = place.matcher(page);
        assertTrue(found.find(), "the page has no place for " + name);
        return found.replaceFirst("$1" + Matcher.quoteReplacement("\n" + table + "\n") + "$2");
    }

    private static String rules() {
        StringBuilder table = new StringBuilder("| rule | what must hold | why |\n|---|---|---|\n");
        for (HardRule rule : HardRule.values()) {
            table.append("| `%s` | %s | %s |\n".formatted(rule.key(), rule.statement(), rule.source()));
        }
        return table.toString();
    }

    private static String components() {
        StringBuilder table =
                new StringBuilder("| component | value | unit | not known | source |\n|---|---|---|---|---|\n");
        for (Component component : Component.values()) {
            table.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            component.key(),
                            component.formula(),
                            component.unit(),
                            component.missing(),
                            component.source()));
        }
        return table.toString();
    }

    private static String weights() {
        StringBuilder table = new StringBuilder("| component | weight | why as much |\n|---|---|---|\n");
        for (Component component : Component.values()) {
            Policy.Weight weight =
                    Objects.requireNonNull(DefaultPolicy.POLICY.weights().get(component));
            table.append("| `%s` | %d | %s |\n".formatted(component.key(), weight.value(), weight.reason()));
        }
        return table.toString();
    }

    private static String peers() {
        StringBuilder table = new StringBuilder("| component | weight | value |\n|---|---|---|\n");
        for (PeerComponent component : PeerComponent.values()) {
            table.append("| `%s` | %d | %s |\n".formatted(component.key(), component.weight(), component.formula()));
        }
        return table.toString();
    }
}
