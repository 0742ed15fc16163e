package dev.belay.profile.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
    @Test
    void foldsCaseAccentsAndPunctuation() {
        assertEquals(List.of("jose", "maria", "o", "brien"), SearchWords.of(" José-María O'Brien! "));
        assertEquals(List.of("c++", "c#", "net"), SearchWords.of("C++, C#; .NET"));
        assertEquals(List.of(), SearchWords.of("%_ \\ - …"));
    }

    @Test
    void joinsWordsSoThatEachIsFoundByItsBeginning() {
        assertEquals(" ada example engineer", SearchWords.joined("Ada Example", null, "Engineer"));
        assertEquals("", SearchWords.joined(null, "", "-"));
    }

    @Test
    void sortKeysFitAnIndexHoweverMuchANameGrowsWhenFolded() {
        // One character that folding turns into eighteen.
        String key = SearchWords.sortKey("\uFDFA".repeat(100));
        assertTrue(key.length() <= 200, key);
    }

    @Test
    void sortKeysAreCutBetweenCharacters() {
        // The pair would stand across the cut.
        String key = SearchWords.sortKey("a".repeat(199) + "\uD83D\uDC69" + "b");
        assertTrue(key.chars().noneMatch(c -> Character.isSurrogate((char) c)) || key.length() <= 200, key);
        String letters = SearchWords.sortKey("a".repeat(199) + "\uD801\uDC28" + "b");
        assertEquals("a".repeat(199), letters);
    }
}
