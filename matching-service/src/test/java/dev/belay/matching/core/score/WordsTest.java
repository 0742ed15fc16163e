package dev.belay.matching.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void list() {
        assertEquals("", Words.list(List.of()));
        assertEquals("a", Words.list(List.of("a")));
        assertEquals("a and b", Words.list(List.of("a", "b")));
        assertEquals("a, b and c", Words.list(List.of("a", "b", "c")));
    }

    @Test
    void duration() {
        assertEquals("0 min", Words.duration(0));
        assertEquals("45 min", Words.duration(45));
        assertEquals("3 h", Words.duration(180));
        assertEquals("2 h 5 min", Words.duration(125));
    }
}
