package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.matching.core.Someone;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What a mentor can do to look better than they are, and that it does not pay. Every policy is tried, not the default alone:
 * no choice of weights opens a way.
 */
class RobustnessTest {

    private static final int CATALOGUE = 60;
    private static final int FACE_VALUE = DefaultPolicy.POLICY.parameters().strengthsAtFaceValue();
    private static final List<String> COMPETENCIES = List.of("technical-skills", "problem-solving", "communication");

    /** An honest list is never beaten by claiming everything: the claims are then worth what no claims are. */
    @Property(tries = 300)
    void claimingEverySkillNeverPays(@ForAll long seed, @ForAll @IntRange(max = FACE) int honest) {
        Random random = new Random(seed);
        Someone mentee = mentee(random);
        Someone tells = mentor(random);
        Someone claims = mentor(new Random(seed));
        for (int skill = 0; skill < CATALOGUE; skill++) {
            if (skill < honest) {
                tells.strength("skill-" + random.nextInt(CATALOGUE), 1 + random.nextInt(5));
            }
            claims.strength("skill-" + skill, 5);
        }

        neverScoresHigher(seed, mentee, withSameRest(seed, claims), withSameRest(seed, tells));
    }

    /** In sum over all that mentees may ask for, each claim beyond the face value takes more than it gives. */
    @Property(tries = 100)
    void eachClaimBeyondTheFaceValueCostsMoreThanItBrings(@ForAll @IntRange(min = FACE, max = 2 * FACE) int named) {
        int now = named * DefaultPolicy.POLICY.parameters().credit(named);
        int more = (named + 1) * DefaultPolicy.POLICY.parameters().credit(named + 1);

        assertTrue(more < now || now == 0, named + ": " + now + ", then " + more);
    }

    /** Fewer hours, down to a sliver, never score higher than more. */
    @Property(tries = 300)
    void aSliverOfAvailabilityNeverPays(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 180) int sliver, @ForAll @IntRange(max = 8) int hours) {
        Someone mentee = mentee(new Random(seed));
        int end = 9 * 60 + sliver;
        Someone little = mentor(new Random(seed))
                .noHours()
                .hours(DayOfWeek.MONDAY, "09:00", "%02d:%02d".formatted(end / 60, end % 60));
        Someone more = mentor(new Random(seed))
                .noHours()
                .hours(DayOfWeek.MONDAY, "09:00", "%02d:%02d".formatted(end / 60 + hours, end % 60))
                .hours(DayOfWeek.TUESDAY, "09:00", "10:00");

        neverScoresHigher(seed, mentee, little, more);
    }

    /** Whatever is left unsaid, any way of saying it that the rules let pass scores at least as high. */
    @Property(tries = 500)
    void anEmptyProfileNeverPays(@ForAll long seed, @ForAll @IntRange(max = 15) int hidden) {
        Someone mentee = mentee(new Random(seed));
        Someone tells = mentor(new Random(seed));
        Someone hides = mentor(new Random(seed));
        Random random = new Random(seed + 1);
        for (int i = random.nextInt(FACE_VALUE); i > 0; i--) {
            String skill = "skill-" + random.nextInt(CATALOGUE);
            tells.strength(skill, 3);
            if ((hidden & 1) == 0) {
                hides.strength(skill, 3);
            }
        }
        if ((hidden & 2) != 0) {
            hides.noHours();
        }
        if ((hidden & 4) != 0) {
            hides.languages();
        }
        if ((hidden & 8) != 0) {
            hides.level(null);
        }

        neverScoresHigher(seed, mentee, hides, tells);
    }

    /** Answering never harms, letting expire never helps, and what is shown outweighs the prior the more is shown. */
    @Property(tries = 300)
    void aHistoryCountsForWhatItShows(
            @ForAll @IntRange(max = 10_000) int answered, @ForAll @IntRange(max = 10_000) int expired) {
        int now = responsiveness(answered, expired);

        assertTrue(responsiveness(answered + 1, expired) >= now);
        assertTrue(responsiveness(answered, expired + 1) <= now);
        int asked = answered + expired;
        if (asked > 0) {
            double shown = 1_000.0 * answered / asked;
            double prior = responsiveness(0, 0);
            // The prior is worth four requests: that is its share in the value, for ever less.
            assertEquals(shown + (prior - shown) * 4 / (asked + 4), now, 1.0);
        }
    }

    /** A new mentor stands between one who answers and one who does not, from the first request on, and is soon past it. */
    @Property(tries = 50)
    void aNewMentorIsNeitherPunishedNorFavouredForEver(@ForAll @IntRange(min = 1, max = 1_000) int asked) {
        int newcomer = responsiveness(0, 0);

        assertTrue(responsiveness(asked, 0) > newcomer);
        assertTrue(responsiveness(0, asked) < newcomer);
        // Whoever answered all of four stands no more than a quarter below whoever answered all of any number.
        assertTrue(responsiveness(4, 0) >= responsiveness(asked, 0) - 250);
        assertEquals(newcomer, responsiveness(asked, asked));
    }

    private static final int FACE = 24;

    private static int responsiveness(int answered, int expired) {
        return PairUnderTest.pair(aMentee(1), aMentor(2).history(answered, expired))
                .value(Component.RESPONSIVENESS);
    }

    private static void neverScoresHigher(long seed, Someone mentee, Someone gaming, Someone honest) {
        Policy policy = randomPolicy(new Random(seed));
        OptionalInt games = score(policy, mentee, gaming);
        OptionalInt tells = score(policy, mentee, honest);
        if (games.isPresent() && tells.isPresent()) {
            assertTrue(games.getAsInt() <= tells.getAsInt(), games + " by gaming, " + tells + " by honesty");
        }
    }

    /** Empty if a rule refuses the pair. */
    private static OptionalInt score(Policy policy, Someone mentee, Someone mentor) {
        Snapshot snapshot = Someone.indexOf(mentee, mentor).snapshot();
        Mentee asks = Mentee.of(mentee.id(), snapshot, policy, PairUnderTest.AS_OF);
        Member asked = snapshot.member(mentor.id());
        boolean passes = Arrays.stream(HardRule.values()).allMatch(rule -> rule.passes(asks, asked));
        return passes ? OptionalInt.of(policy.score(asks, asked)) : OptionalInt.empty();
    }

    private static Someone mentee(Random random) {
        Someone mentee = aMentee(0).languages("en", "de", "fr").goals("communication", "problem-solving");
        for (int skill = 0; skill < CATALOGUE; skill++) {
            if (random.nextInt(5) == 0) {
                int current = random.nextInt(3);
                mentee.gap(
                        "skill-" + skill,
                        COMPETENCIES.get(skill % COMPETENCIES.size()),
                        current,
                        current + 1 + random.nextInt(3),
                        1 + random.nextInt(3));
            }
        }
        return random.nextInt(4) == 0 ? mentee.noHours() : mentee;
    }

    private static Someone mentor(Random random) {
        List<String> languages = List.of("en", "de", "fr");
        return aMentor(1)
                .languages(languages.get(random.nextInt(3)))
                .level(List.of("mid", "senior", "staff", "principal").get(random.nextInt(4)))
                .history(random.nextInt(9), random.nextInt(9));
    }

    private static Someone withSameRest(long seed, Someone mentor) {
        Random random = new Random(seed + 1);
        return mentor.languages("en").level("senior").history(random.nextInt(9), random.nextInt(9));
    }

    /** Any weights but for spread, which rests on what HR says and nobody can hide. */
    private static Policy randomPolicy(Random random) {
        int[] lumps = new int[Component.values().length];
        for (int i = 0; i < 10; i++) {
            lumps[random.nextInt(Component.SPREAD.ordinal())] += 100;
        }
        Map<Component, Policy.Weight> weights = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            weights.put(component, new Policy.Weight(lumps[component.ordinal()], "Thrown at random."));
        }
        return new Policy("random", 1, weights, DefaultPolicy.POLICY.parameters());
    }
}
