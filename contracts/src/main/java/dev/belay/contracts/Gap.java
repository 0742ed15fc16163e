package dev.belay.contracts;

/**
 * A skill in which a person is short of the level they aim for.
 *
 * @param skill the skill's key in the catalogue
 * @param competency the key of the competency to which the skill belongs
 * @param current the person's proficiency, 0–5
 * @param target the proficiency asked for, 0–5, above {@code current}
 * @param priority how much this gap matters to the person, 1 (least) to 5 (most)
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
        if (priority < 1 || priority > 5) {
            throw new IllegalArgumentException("priority is not between 1 and 5");
        }
    }
}
