package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static dev.belay.matching.core.score.PairUnderTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Index;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.sentences.Audience;
import dev.belay.matching.sentences.Sentences;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule has a test of its name. */
class HardRuleTest {

    private static final Sentences ENGLISH = Sentences.in(Locale.ENGLISH, Audience.MENTEE);

    private final Someone mentee = aMentee(1);
    private final Someone mentor = aMentor(2);

    @Test
    void everyRuleHasATestOfItsName() {
        Set<String> tests = Arrays.stream(HardRuleTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName().toLowerCase())
                .collect(Collectors.toSet());
        for (HardRule rule : HardRule.values()) {
            assertTrue(tests.contains(rule.name().replace("_", "").toLowerCase()), rule + " has no test of its name");
        }
    }

    @Test
    void aMentorAndAMenteeOfWhomNothingSpeaksAgainstItPassEveryRule() {
        for (HardRule rule : HardRule.values()) {
            assertTrue(pair(mentee, mentor).passes(rule), rule.key());
        }
    }

    @Test
    void everyVerdictHasItsSentence() {
        for (HardRule rule : HardRule.values()) {
            if (rule.disclosedAs() == rule) {
                PairUnderTest unknown = pair(aMentee(1).languages().target(null).noHours(), mentor);
                assertTrue(ENGLISH.of(rule.passing(
                                pair(mentee, mentor).mentee(),
                                pair(mentee, mentor).mentor()))
                        .endsWith("."));
                assertTrue(ENGLISH.of(rule.passing(unknown.mentee(), unknown.mentor()))
                        .endsWith("."));
            }
        }
        assertEquals("You have the same manager.", ENGLISH.of(Reason.of("rule.reporting-line.same-manager")));
        assertEquals(
                "This mentor is your manager's manager.",
                refusal(
                        HardRule.REPORTING_LINE,
                        aMentee(1).managedBy(id(3)),
                        mentor,
                        aMentee(3).managedBy(id(2))));
        assertEquals(
                "This mentor's level, mid, is below the one you aim for, senior.",
                refusal(
                        HardRule.LEVEL_AT_TARGET,
                        aMentee(1).target("senior"),
                        aMentor(2).level("mid")));
        assertEquals(
                "You have 20 min in common in the week of 2026-03-02; 30 min are needed.",
                refusal(
                        HardRule.ENOUGH_OVERLAP,
                        mentee,
                        aMentor(2).noHours().hours(DayOfWeek.MONDAY, "11:40", "13:00")));
    }

    private static String refusal(HardRule rule, Someone mentee, Someone mentor, Someone... others) {
        PairUnderTest pair = pair(mentee, mentor, others);
        assertFalse(pair.passes(rule));
        return ENGLISH.of(rule.refusal(pair.mentee(), pair.mentor()));
    }

    @Test
    void notSelf() {
        Snapshot snapshot = Someone.indexOf(mentor).snapshot();
        Mentee self = Mentee.of(mentor.id(), snapshot, DefaultPolicy.POLICY, PairUnderTest.AS_OF);

        assertTrue(HardRule.NOT_SELF.check(self, snapshot.member(mentor.id())).isPresent());
    }

    @Test
    void bothActive() {
        assertEquals(
                Optional.of(Map.of("menteeActive", true, "mentorActive", false)),
                pair(mentee, aMentor(2).inactive()).refusal(HardRule.BOTH_ACTIVE));
        assertFalse(pair(aMentee(1).inactive(), mentor).passes(HardRule.BOTH_ACTIVE));
    }

    @Test
    void bothActiveRefusesAMentorWhosePersonHasNotArrived() {
        Index index = Someone.indexOf(mentee);
        index.apply(mentor.participation(1));
        Snapshot snapshot = index.snapshot();

        assertTrue(HardRule.BOTH_ACTIVE
                .check(
                        Mentee.of(mentee.id(), snapshot, DefaultPolicy.POLICY, PairUnderTest.AS_OF),
                        snapshot.member(mentor.id()))
                .isPresent());
    }

    @Test
    void offersMentoring() {
        assertFalse(pair(mentee, aMentor(2).noOffer()).passes(HardRule.OFFERS_MENTORING));
    }

    @Test
    void available() {
        assertEquals(
                Optional.of(Map.of("unavailableUntil", "2026-03-04")),
                pair(mentee, aMentor(2).awayUntil("2026-03-04")).refusal(HardRule.AVAILABLE));
        assertTrue(pair(mentee, aMentor(2).awayUntil("2026-03-03")).passes(HardRule.AVAILABLE));
    }

    @Test
    void availableGoesByTheMentorsCalendar() {
        // 2026-03-04T10:00Z is already the fifth at the date line's western side.
        assertTrue(pair(mentee, aMentor(2).awayUntil("2026-03-04").zone("Pacific/Kiritimati"))
                .passes(HardRule.AVAILABLE));
    }

    @Test
    void freePlace() {
        assertEquals(
                Optional.of(Map.of("capacity", 3, "active", 2, "pending", 1)),
                pair(mentee, aMentor(2).places(3, 2, 1)).refusal(HardRule.FREE_PLACE));
        assertTrue(pair(mentee, aMentor(2).places(3, 1, 1)).passes(HardRule.FREE_PLACE));
        assertFalse(pair(mentee, aMentor(2).places(0, 0, 0)).passes(HardRule.FREE_PLACE));
    }

    @Test
    void reportingLine() {
        Someone between = aMentee(3).managedBy(id(2));

        assertEquals("mentor-is-manager", relation(aMentee(1).managedBy(id(2)), mentor));
        assertEquals("mentor-is-managers-manager", relation(aMentee(1).managedBy(id(3)), mentor, between));
        assertEquals("mentee-is-manager", relation(mentee, aMentor(2).managedBy(id(1))));
        assertEquals(
                "mentee-is-managers-manager",
                relation(mentee, aMentor(2).managedBy(id(3)), aMentee(3).managedBy(id(1))));
        assertTrue(
                pair(aMentee(1).managedBy(id(3)), aMentor(2).managedBy(id(4))).passes(HardRule.REPORTING_LINE));
    }

    @Test
    void reportingLineLeavesTheSameManagerToThePolicy() {
        Policy.Parameters usual = DefaultPolicy.POLICY.parameters();
        Policy strict = PairUnderTest.with(new Policy.Parameters(
                usual.minOverlapMinutes(),
                usual.fullOverlapMinutes(),
                false,
                usual.ladder(),
                usual.strengthsAtFaceValue(),
                usual.priorAnswered(),
                usual.priorAsked()));
        Someone colleague = aMentee(1).managedBy(id(3));
        Someone other = aMentor(2).managedBy(id(3));

        assertTrue(pair(colleague, other).passes(HardRule.REPORTING_LINE));
        assertEquals(
                Optional.of(Map.of("relation", "same-manager")),
                pair(strict, colleague, other).refusal(HardRule.REPORTING_LINE));
        assertTrue(pair(strict, aMentee(1), aMentor(2)).passes(HardRule.REPORTING_LINE));
    }

    @Test
    void notBlocked() {
        assertFalse(pair(mentee, aMentor(2).blocks(id(1))).passes(HardRule.NOT_BLOCKED));
        assertFalse(pair(aMentee(1).blocks(id(2)), mentor).passes(HardRule.NOT_BLOCKED));
        assertTrue(pair(aMentee(1).blocks(id(3)), aMentor(2).blocks(id(3))).passes(HardRule.NOT_BLOCKED));
    }

    @Test
    void aBlockIsNotToldApartFromAbsence() {
        assertEquals(HardRule.AVAILABLE, HardRule.NOT_BLOCKED.disclosedAs());
        assertEquals(HardRule.FREE_PLACE, HardRule.FREE_PLACE.disclosedAs());
    }

    @Test
    void notPaired() {
        assertFalse(pair(mentee, aMentor(2).partners(id(1))).passes(HardRule.NOT_PAIRED));
        assertFalse(pair(aMentee(1).partners(id(2)), mentor).passes(HardRule.NOT_PAIRED));
        assertTrue(pair(aMentee(1).partners(id(3)), mentor).passes(HardRule.NOT_PAIRED));
    }

    @Test
    void commonLanguage() {
        assertEquals(
                Optional.of(Map.of("menteeLanguages", List.of("en", "de"), "mentorLanguages", List.of("fr"))),
                pair(aMentee(1).languages("en", "de"), aMentor(2).languages("fr"))
                        .refusal(HardRule.COMMON_LANGUAGE));
        assertTrue(pair(aMentee(1).languages("en", "pt-BR"), aMentor(2).languages("pt-PT"))
                .passes(HardRule.COMMON_LANGUAGE));
        assertTrue(pair(aMentee(1).languages("en"), aMentor(2).languages()).passes(HardRule.COMMON_LANGUAGE));
        assertTrue(pair(aMentee(1).languages(), aMentor(2).languages("fr")).passes(HardRule.COMMON_LANGUAGE));
    }

    @Test
    void levelAtTarget() {
        assertEquals(
                Optional.of(Map.of("mentorLevel", "mid", "targetLevel", "senior")),
                pair(aMentee(1).target("senior"), aMentor(2).level("mid")).refusal(HardRule.LEVEL_AT_TARGET));
        assertTrue(pair(aMentee(1).target("senior"), aMentor(2).level("senior")).passes(HardRule.LEVEL_AT_TARGET));
        assertTrue(pair(aMentee(1).target("senior"), aMentor(2).level(null)).passes(HardRule.LEVEL_AT_TARGET));
        assertTrue(pair(aMentee(1).target("senior"), aMentor(2).level("guru")).passes(HardRule.LEVEL_AT_TARGET));
        assertTrue(pair(aMentee(1).target(null), aMentor(2).level("junior")).passes(HardRule.LEVEL_AT_TARGET));
    }

    @Test
    void enoughOverlap() {
        assertEquals(
                Optional.of(Map.of("overlapMinutes", 29, "requiredMinutes", 30)),
                pair(mentee, aMentor(2).noHours().hours(DayOfWeek.MONDAY, "11:31", "13:00"))
                        .refusal(HardRule.ENOUGH_OVERLAP));
        assertTrue(pair(mentee, aMentor(2).noHours().hours(DayOfWeek.MONDAY, "11:30", "13:00"))
                .passes(HardRule.ENOUGH_OVERLAP));
        assertTrue(pair(mentee, aMentor(2).noHours()).passes(HardRule.ENOUGH_OVERLAP));
        assertTrue(pair(aMentee(1).noHours(), mentor).passes(HardRule.ENOUGH_OVERLAP));
    }

    private static @Nullable Object relation(Someone mentee, Someone mentor, Someone... others) {
        return pair(mentee, mentor, others)
                .refusal(HardRule.REPORTING_LINE)
                .orElseThrow()
                .get("relation");
    }
}
