package dev.belay.contracts;

/**
 * How well a person masters a skill.
 *
 * @param skill the skill's key in the catalogue, such as {@code postgresql}
 * @param proficiency 0 none, 1 aware, 2 beginner, 3 practitioner, 4 advanced, 5 expert
 */
public record SkillLevel(String skill, int proficiency) {

    public SkillLevel {
        skill = Guard.required(skill, "skill");
        proficiency = Guard.proficiency(proficiency, "proficiency");
    }
}
