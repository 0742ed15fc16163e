package dev.belay.profile.skills;

/**
 * A shelf of the skill catalogue: skills that people look for together.
 *
 * @param key stable name, for example {@code backend-framework}
 * @param name what people read, for example "Backend frameworks and libraries"
 */
public record Category(String key, String name) {}
