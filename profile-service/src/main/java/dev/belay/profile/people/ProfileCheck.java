package dev.belay.profile.people;

import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Violation;
import dev.belay.profile.ladder.Ladder;
import dev.belay.profile.ladder.Level;
import dev.belay.profile.ladder.Track;
import dev.belay.profile.skills.Skill;
import dev.belay.profile.skills.SkillCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds what a person says of themselves against the catalogue and the ladder, and writes it as they do. */
@ApplicationScoped
class ProfileCheck {
    private static final int SUGGESTIONS = 5;

    private final SkillCatalogue catalogue;
    private final Ladder ladder;

    ProfileCheck(SkillCatalogue catalogue, Ladder ladder) {
        this.catalogue = catalogue;
        this.ladder = ladder;
    }

    /**
     * @return the same with skills by their keys and languages in their canonical form
     * @throws InvalidRequest with a violation for each skill, level or language that nobody knows, or that is there twice
     */
    Profile canonical(Profile profile) {
        List<Violation> violations = new ArrayList<>();
        List<String> languages = languages(profile.languages(), violations);
        checkLevels(profile, violations);
        List<String> rated =
                skills(profile.skills().stream().map(SkillRating::skill).toList(), "/skills/%d/skill", violations);
        List<String> wanted = skills(profile.skillsWanted(), "/skillsWanted/%d", violations);
        List<String> taught = skills(profile.skillsTaught(), "/skillsTaught/%d", violations);
        if (!violations.isEmpty()) {
            throw InvalidRequest.body(violations);
        }
        List<SkillRating> ratings = new ArrayList<>();
        for (int i = 0; i < rated.size(); i++) {
            ratings.add(new SkillRating(rated.get(i), profile.skills().get(i).proficiency()));
        }
        ratings.sort(Comparator.comparing(SkillRating::skill));
        String headline = profile.headline();
        return new Profile(
                headline == null || headline.isBlank() ? null : headline.strip(),
                languages,
                profile.track(),
                profile.level(),
                profile.targetLevel(),
                ratings,
                wanted,
                taught);
    }

    private static List<String> languages(List<String> tags, List<Violation> violations) {
        List<String> canonical = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            String pointer = "/languages/" + i;
            try {
                String tag =
                        new Locale.Builder().setLanguageTag(tags.get(i)).build().toLanguageTag();
                if (canonical.contains(tag)) {
                    violations.add(new Violation(pointer, "duplicate", "stands here twice"));
                }
                canonical.add(tag);
            } catch (IllformedLocaleException e) {
                violations.add(new Violation(pointer, "language", "must be a BCP 47 language tag such as en or de-AT"));
            }
        }
        return canonical;
    }

    private void checkLevels(Profile profile, List<Violation> violations) {
        Optional<Track> track = profile.track() == null
                ? Optional.of(ladder.tracks().get(0))
                : ladder.tracks().stream()
                        .filter(known -> known.key().equals(profile.track()))
                        .findFirst();
        if (track.isEmpty()) {
            violations.add(new Violation(
                    "/track",
                    "unknown-track",
                    "is not a career track",
                    ladder.tracks().stream().map(Track::key).toList()));
            return;
        }
        List<String> levels = track.get().levels().stream().map(Level::key).toList();
        checkLevel("/level", profile.level(), levels, violations);
        checkLevel("/targetLevel", profile.targetLevel(), levels, violations);
    }

    private static void checkLevel(String pointer, String level, List<String> known, List<Violation> violations) {
        if (level != null && !known.contains(level)) {
            violations.add(new Violation(pointer, "unknown-level", "is not a level of this track", known));
        }
    }

    private List<String> skills(List<String> writings, String pointer, List<Violation> violations) {
        List<String> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < writings.size(); i++) {
            String place = pointer.formatted(i);
            Optional<Skill> skill = catalogue.resolve(writings.get(i));
            if (skill.isEmpty()) {
                violations.add(unknown(place, writings.get(i)));
            } else if (!seen.add(skill.get().key())) {
                violations.add(new Violation(
                        place, "duplicate", "means " + skill.get().key() + ", which stands here already"));
            }
            keys.add(skill.map(Skill::key).orElse(""));
        }
        return keys;
    }

    private Violation unknown(String place, String writing) {
        List<String> suggestions =
                catalogue.suggest(writing, SUGGESTIONS).stream().map(Skill::key).toList();
        String nearest = suggestions.isEmpty() ? "" : "; did you mean " + String.join(", ", suggestions) + "?";
        return new Violation(place, "unknown-skill", "is not a skill of the catalogue" + nearest, suggestions);
    }
}
