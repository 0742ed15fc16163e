package dev.belay.contracts;

/**
 * A skill in which a person is short of the level they aim for.
 *
 * @param skill the skill's key in the catalogue
 * @param competency the key of the competency to which the skill belongs
 * @param current the person's proficiency, 0–5
 * @param target the proficiency asked for, 0–5, above {@code current}
 * @param priority 1 if the target level asks for the skill, 2 if the person wants to learn it, 3 if both
 */
public record Gap(String skill, String competency, int current, int target, int priority) {

    public Gap {
        skill = Guard.required(skill, "skill");
        competency = Guard.required(competency, "competency");
        current = Guard.proficiency(current, "current");
        target = Guard.proficiency(target, "target");
        if (target <= current) {
            throw new IllegalArgumentException("target is not above current");
        }
        if (priority < 1 || priority > 3) {
            throw new IllegalArgumentException("priority is not between 1 and 3");
        }
    }
}
