package dev.belay.profile.skills;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * Something a person can be good at to a degree, as the catalogue knows it.
 *
 * @param key stable name in lower case with hyphens, for example {@code spring-boot}; what other data refers to
 * @param name what people read, for example "Spring Boot"
 * @param category key of its {@link Category}
 * @param competency key of the one competency it counts for, one of {@link SkillCatalogue#COMPETENCIES}
 * @param aliases other ways to write it; each means this skill and no other
 * @param related keys of skills that often go with it, nearest first; a hint to readers that enters no score
 * @param externalIds its ids in other vocabularies, by the vocabulary's name
 */
public record Skill(
        String key,
        String name,
        String category,
        String competency,
        List<String> aliases,
        List<String> related,
        Map<String, String> externalIds) {

    public Skill {
        requireNonNull(key, "key is missing");
        requireNonNull(name, () -> key + ": name is missing");
        requireNonNull(category, () -> key + ": category is missing");
        requireNonNull(competency, () -> key + ": competency is missing");
        aliases = List.copyOf(requireNonNull(aliases, () -> key + ": aliases are missing"));
        related = List.copyOf(requireNonNull(related, () -> key + ": related is missing"));
        externalIds = Map.copyOf(requireNonNull(externalIds, () -> key + ": externalIds are missing"));
    }
}
