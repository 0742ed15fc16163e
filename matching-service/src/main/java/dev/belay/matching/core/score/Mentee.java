package dev.belay.matching.core.score;

import dev.belay.contracts.Gap;
import dev.belay.contracts.Strength;
import dev.belay.matching.core.index.IsoWeek;
import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Profile;
import dev.belay.matching.core.index.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom mentors are sought, with all that stays the same from one mentor to the next: the snapshot, the policy,
 * the instant, and what follows from the mentee's own data.
 */
public final class Mentee {

    private final Snapshot snapshot;
    private final Policy.Parameters parameters;
    private final Instant asOf;
    private final IsoWeek week;
    private final Member member;
    private final int targetRank;
    private final @Nullable UUID managersManagerId;
    private final Map<String, Gap> gapsBySkill = new HashMap<>();
    private final List<Gap> gapsLargestFirst;
    private final int gapTotal;
    private final List<Goal> goals;

    /**
     * A competency that the mentee wants to grow in and has gaps in.
     *
     * @param gapTotal the weighted size of those gaps
     */
    record Goal(String competency, int gapTotal) {}

    /** The mentee with an id, as of an instant. */
    public static Mentee of(UUID id, Snapshot snapshot, Policy policy, Instant asOf) {
        return new Mentee(snapshot.member(id), snapshot, policy, asOf);
    }

    private Mentee(Member member, Snapshot snapshot, Policy policy, Instant asOf) {
        this.snapshot = snapshot;
        this.parameters = policy.parameters();
        this.asOf = asOf;
        this.week = IsoWeek.of(asOf);
        this.member = member;
        this.targetRank = parameters.rank(member.profile().targetLevel());
        this.managersManagerId = managersManagerId(member);
        this.gapsLargestFirst = member.profile().gaps().stream()
                .sorted(Comparator.comparingInt(Mentee::weightedSize).reversed().thenComparing(Gap::skill))
                .toList();
        gapsLargestFirst.forEach(gap -> gapsBySkill.put(gap.skill(), gap));
        this.gapTotal = gapsLargestFirst.stream().mapToInt(Mentee::weightedSize).sum();
        this.goals = member.profile().competencyGoals().stream()
                .map(competency -> new Goal(
                        competency,
                        gapsLargestFirst.stream()
                                .filter(gap -> gap.competency().equals(competency))
                                .mapToInt(Mentee::weightedSize)
                                .sum()))
                .filter(goal -> goal.gapTotal() > 0)
                .toList();
    }

    /** A gap's share in all gaps: its size in steps of proficiency, times its priority. */
    static int weightedSize(Gap gap) {
        return (gap.target() - gap.current()) * gap.priority();
    }

    /** How many of the steps of the mentee's gap a strength can teach: those by which it exceeds the present level. */
    static int taught(Gap gap, Strength strength) {
        return Math.max(0, Math.min(strength.proficiency(), gap.target()) - gap.current());
    }

    /**
     * What a mentor's teaching counts for, in thousandths: its part of a total, as far as the mentor is believed.
     */
    int believed(Member mentor, long taught, long total) {
        long credit = parameters.credit(mentor.profile().strengths().size());
        return (int) (Measure.FULL * taught * credit / (total * parameters.strengthsAtFaceValue()));
    }

    UUID id() {
        return member.id();
    }

    Member member() {
        return member;
    }

    Profile profile() {
        return member.profile();
    }

    Policy.Parameters parameters() {
        return parameters;
    }

    IsoWeek week() {
        return week;
    }

    /** The date of {@code asOf} where a person is; in UTC if that is not known. */
    LocalDate today(Profile person) {
        ZoneId zone = person.zone();
        return asOf.atZone(zone == null ? ZoneOffset.UTC : zone).toLocalDate();
    }

    /** The mentee's target level as a place in the policy's ladder; −1 if it is not known. */
    int targetRank() {
        return targetRank;
    }

    /** The manager of the mentee's manager. */
    @Nullable
    UUID managersManagerId() {
        return managersManagerId;
    }

    /** The manager of a person's manager. */
    @Nullable
    UUID managersManagerId(Member person) {
        UUID manager = person.profile().managerId();
        return manager == null ? null : snapshot.member(manager).profile().managerId();
    }

    /** The mentee's gap in a skill, if there is one. */
    @Nullable
    Gap gap(String skill) {
        return gapsBySkill.get(skill);
    }

    /** Every gap: largest weighted size first, then by skill. */
    List<Gap> gaps() {
        return gapsLargestFirst;
    }

    /** The weighted size of all gaps. */
    int gapTotal() {
        return gapTotal;
    }

    /** The competency goals that have gaps, in the mentee's order. */
    List<Goal> goals() {
        return goals;
    }
}
