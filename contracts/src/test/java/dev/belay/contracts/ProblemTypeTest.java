package dev.belay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void everyProblemHasAKebabNameAnErrorStatusAndWords() {
        Set<String> titles = new HashSet<>();
        for (ProblemType type : ProblemType.all()) {
            assertTrue(type.name().matches("[a-z]+(-[a-z]+)*"), type::name);
            assertTrue(type.status() >= 400 && type.status() <= 599, type::name);
            assertTrue(titles.add(type.title()), () -> type.name() + " has another's title");
            assertFalse(type.title().isBlank() || type.title().endsWith("."), type::name);
            assertTrue(isProse(type.explanation()), type::name);
            assertTrue(isProse(type.whatToDo()), type::name);
            assertEquals("/docs/problems/" + type.name(), type.uri());
            assertEquals(type, ProblemType.named(type.name()));
        }
    }

    @Test
    void namesAreUnique() {
        // all() would hide a repeat behind its map; the file tells.
        int written = Documents.json(Documents.read("problems.json")).size();
        assertEquals(written, ProblemType.all().size());
        assertTrue(written > 0);
    }

    /** The status of a problem is part of its meaning to clients. */
    @Test
    void statusesAreThoseOfTheHttpContract() {
        assertEquals(400, ProblemType.named("invalid-body").status());
        assertEquals(401, ProblemType.named("unauthorized").status());
        assertEquals(403, ProblemType.named("person-inactive").status());
        assertEquals(404, ProblemType.named("not-found").status());
        assertEquals(409, ProblemType.named("mentor-at-capacity").status());
        assertEquals(412, ProblemType.named("precondition-failed").status());
        assertEquals(422, ProblemType.named("idempotency-key-reused").status());
        assertEquals(428, ProblemType.named("precondition-required").status());
        assertEquals(429, ProblemType.named("rate-limited").status());
    }

    @Test
    void unknownNameIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> ProblemType.named("no-such-problem"));
    }

    private static boolean isProse(String text) {
        return text.length() >= 30 && text.endsWith(".") && text.strip().equals(text);
    }
}
