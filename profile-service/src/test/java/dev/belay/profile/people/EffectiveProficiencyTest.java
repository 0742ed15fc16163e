package dev.belay.profile.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EffectiveProficiencyTest {
    private static final UUID ADA = new UUID(0, 1);

    @Test
    void theNewestWordCounts() {
        assertEquals(
                Map.of("java", 2, "git", 0),
                EffectiveProficiency.of(List.of(
                        claim("java", "self", "2026-03-01", 2),
                        claim("java", "self", "2026-01-01", 4),
                        claim("java", "self", "2025-12-31", 1),
                        claim("git", "self", "2026-01-01", 0))));
    }

    @Test
    void whatIsTakenBackNoLongerCountsUntilItIsSaidAgain() {
        assertEquals(
                Map.of("git", 1),
                EffectiveProficiency.of(List.of(
                        claim("java", "self", "2026-01-01", 4),
                        claim("java", "self", "2026-02-01", null),
                        claim("git", "self", "2026-01-01", null),
                        claim("git", "self", "2026-02-01", 1))));
    }

    @Test
    void othersAreNotHeardYet() {
        assertEquals(Map.of(), EffectiveProficiency.of(List.of(claim("java", "somebody", "2026-01-01", 4))));
    }

    private static SkillClaim claim(String skill, String source, String day, Integer value) {
        return new SkillClaim(new SkillClaim.Id(ADA, skill, source, LocalDate.parse(day)), value);
    }
}
