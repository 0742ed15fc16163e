package dev.belay.profile.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrengthTest {

    @Test
    void strongestFirstThenBySkill() {
        assertEquals(
                List.of(new Strength("sql", 5), new Strength("go", 3), new Strength("java", 3)),
                Strength.of(Map.of("java", 3, "sql", 5, "go", 3), Set.of("java", "go", "sql")));
    }

    @Test
    void whatSomebodyDoesNotTeachIsNoStrength() {
        assertEquals(List.of(), Strength.of(Map.of("java", 5), Set.of()));
    }

    @Test
    void whatSomebodyTeachesWithoutBeingAbleToIsNoStrength() {
        assertEquals(
                List.of(new Strength("go", 2)),
                Strength.of(Map.of("java", 1, "go", 2), Set.of("java", "go", "kubernetes")));
    }
}
