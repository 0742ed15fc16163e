package dev.belay.matching.core.score;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;

import dev.belay.matching.core.Someone;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * People as an organisation has them, from a seed: number 0 is a mentee, the rest are mentors, some of whom break a rule.
 */
final class RandomOrganisation {

    private static final List<String> LEVELS = List.of("junior", "mid", "senior", "staff", "principal");
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Sydney");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "pt-BR");
    private static final List<String> COMPETENCIES =
            List.of("technical-skills", "problem-solving", "system-architecture", "communication");

    private final Random random;
    private final int skills;

    RandomOrganisation(long seed, int skills) {
        this.random = new Random(seed);
        this.skills = skills;
    }

    /** A mentee and so many mentors. */
    List<Someone> people(int mentors) {
        List<Someone> people = new ArrayList<>();
        people.add(mentee());
        for (int number = 1; number <= mentors; number++) {
            people.add(mentor(number, mentors));
        }
        return people;
    }

    private Someone mentee() {
        Someone mentee = aMentee(0).languages("en", "de").goals("communication", "system-architecture");
        for (int skill = 0; skill < skills; skill += 2) {
            int current = random.nextInt(3);
            mentee.gap(
                    "skill-" + skill,
                    COMPETENCIES.get(skill % COMPETENCIES.size()),
                    current,
                    current + 1 + random.nextInt(3),
                    1 + random.nextInt(3));
        }
        mentee.hours(DayOfWeek.WEDNESDAY, "08:00", "18:00").hours(DayOfWeek.FRIDAY, "08:00", "18:00");
        return random.nextInt(4) == 0 ? mentee.managedBy(id(1)) : mentee;
    }

    private Someone mentor(int number, int mentors) {
        Someone mentor = aMentor(number)
                .level(random.nextInt(20) == 0 ? null : LEVELS.get(random.nextInt(LEVELS.size())))
                .zone(ZONES.get(random.nextInt(ZONES.size())))
                .languages(LANGUAGES.get(random.nextInt(LANGUAGES.size())), "en")
                .places(1 + random.nextInt(4), random.nextInt(2), random.nextInt(2))
                .history(random.nextInt(10), random.nextInt(4))
                .managedBy(id(1 + random.nextInt(mentors)))
                .noHours();
        for (int i = random.nextInt(6); i > 0; i--) {
            int hour = 7 + random.nextInt(12);
            mentor.hours(DayOfWeek.of(1 + random.nextInt(5)), "%02d:00".formatted(hour), "%02d:30".formatted(hour + 2));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            mentor.strength("skill-" + random.nextInt(skills), 1 + random.nextInt(5));
        }
        switch (random.nextInt(40)) {
            case 0 -> mentor.inactive();
            case 1 -> mentor.awayUntil("2026-04-01");
            case 2 -> mentor.blocks(id(0));
            case 3 -> mentor.partners(id(0));
            case 4 -> mentor.languages("fa");
            case 5 -> mentor.noOffer();
            default -> {}
        }
        return mentor;
    }
}
