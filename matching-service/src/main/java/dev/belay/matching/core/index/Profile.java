package dev.belay.matching.core.index;

import dev.belay.contracts.Gap;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Strength;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link PersonState} that rules and scores read, in the form in which they read it.
 *
 * @param active whether the person works here; not known counts as not
 * @param zone the person's time zone; null also if this Java does not know the zone named
 * @param languages primary language subtags ({@code pt} of {@code pt-BR}), each once, in the person's order
 * @param gaps one per skill
 * @param strengths one per skill, the highest claimed
 * @param competencyGoals each once
 */
public record Profile(
        boolean active,
        @Nullable UUID managerId,
        @Nullable String department,
        @Nullable String location,
        @Nullable ZoneId zone,
        List<String> languages,
        @Nullable String level,
        @Nullable String targetLevel,
        List<Gap> gaps,
        List<Strength> strengths,
        List<String> competencyGoals) {

    /** Of somebody of whom nothing is known, or who is deleted. */
    static final Profile UNKNOWN =
            new Profile(false, null, null, null, null, List.of(), null, null, List.of(), List.of(), List.of());

    static Profile of(PersonState person) {
        return new Profile(
                Boolean.TRUE.equals(person.active()),
                person.managerId(),
                person.department(),
                person.location(),
                zone(person.timeZone()),
                languages(orNone(person.languages())),
                person.level(),
                person.targetLevel(),
                gaps(orNone(person.gaps())),
                strengths(orNone(person.strengths())),
                orNone(person.competencyGoals()).stream().distinct().toList());
    }

    private static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknownHere) {
            return null;
        }
    }

    private static List<String> languages(List<String> tags) {
        return tags.stream()
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(language -> !language.isEmpty())
                .distinct()
                .toList();
    }

    private static List<Gap> gaps(List<Gap> gaps) {
        Map<String, Gap> bySkill = new LinkedHashMap<>();
        gaps.forEach(gap -> bySkill.putIfAbsent(gap.skill(), gap));
        return List.copyOf(bySkill.values());
    }

    private static List<Strength> strengths(List<Strength> strengths) {
        Map<String, Strength> bySkill = new LinkedHashMap<>();
        strengths.forEach(strength -> bySkill.merge(
                strength.skill(), strength, (one, other) -> one.proficiency() >= other.proficiency() ? one : other));
        return List.copyOf(bySkill.values());
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
