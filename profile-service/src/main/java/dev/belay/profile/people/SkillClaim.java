package dev.belay.profile.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.UUID;

/** What a source says of a person's proficiency in a skill, from a day on. */
@Entity
@Table(name = "skill_claim")
class SkillClaim {
    /** The person themselves. */
    static final String SELF = "self";

    /** @param claimedOn in UTC; of several words of a day the last one counts */
    @Embeddable
    record Id(
            @Column(name = "person_id") UUID personId,
            @Column(name = "skill") String skill,
            @Column(name = "source") String source,
            @Column(name = "claimed_on") LocalDate claimedOn) {}

    @EmbeddedId
    private Id id;

    private Short value;

    protected SkillClaim() {}

    /** @param value 0 to 5; null takes earlier claims back */
    SkillClaim(Id id, Integer value) {
        this.id = id;
        this.value = value == null ? null : value.shortValue();
    }

    Id id() {
        return id;
    }

    /** Empty if the source takes its earlier claims back. */
    OptionalInt value() {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
