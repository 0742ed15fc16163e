package dev.belay.contracts;

/**
 * A skill that a person is able and willing to teach.
 *
 * @param skill the skill's key in the catalogue
 * @param proficiency the person's own, 0–5
 */
public record Strength(String skill, int proficiency) {

    public Strength {
        skill = Guard.required(skill, "skill");
        proficiency = Guard.proficiency(proficiency, "proficiency");
    }
}
