package dev.belay.matching.core.index;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person as the index knows them at one moment; immutable. The parts come from topics of their own and may arrive in
 * any order: what has not arrived, or is deleted, reads as unknown.
 */
public final class Member {

    /** The order of ids in which ties are broken: that of their text. ({@link UUID#compareTo} compares signed halves.) */
    public static final Comparator<Member> BY_ID = Comparator.comparing(
            Member::id,
            Comparator.comparingLong((UUID id) -> id.getMostSignificantBits() ^ Long.MIN_VALUE)
                    .thenComparingLong(id -> id.getLeastSignificantBits() ^ Long.MIN_VALUE));

    private static final int[] NO_HOURS = {};
    private static final SortedMap<UUID, UUID> NO_MENTORSHIPS = Collections.emptySortedMap();

    private final UUID id;
    private final @Nullable Held<Profile> profile;
    private final @Nullable Held<Participation> participation;
    /** The other party of each present mentorship, in the order of the mentorships' ids. */
    private final SortedMap<UUID, UUID> mentorships;
    /** A pure function of the rest, kept because one query after the other asks for the same week. */
    private volatile @Nullable HoursInWeek hours;

    private record HoursInWeek(IsoWeek week, int[] pairs) {}

    private Member(
            UUID id,
            @Nullable Held<Profile> profile,
            @Nullable Held<Participation> participation,
            SortedMap<UUID, UUID> mentorships) {
        this.id = id;
        this.profile = profile;
        this.participation = participation;
        this.mentorships = mentorships;
    }

    /** Somebody of whom only the id is known. */
    static Member unknown(UUID id) {
        return new Member(id, null, null, NO_MENTORSHIPS);
    }

    Member withProfile(Held<Profile> newProfile) {
        return new Member(id, newProfile, participation, mentorships);
    }

    Member withParticipation(Held<Participation> newParticipation) {
        return new Member(id, profile, newParticipation, mentorships);
    }

    Member withMentorship(UUID mentorshipId, UUID other) {
        SortedMap<UUID, UUID> changed = new TreeMap<>(mentorships);
        changed.put(mentorshipId, other);
        return new Member(id, profile, participation, changed);
    }

    Member withoutMentorship(UUID mentorshipId) {
        SortedMap<UUID, UUID> changed = new TreeMap<>(mentorships);
        changed.remove(mentorshipId);
        return new Member(id, profile, participation, changed);
    }

    @Nullable
    Held<Profile> heldProfile() {
        return profile;
    }

    @Nullable
    Held<Participation> heldParticipation() {
        return participation;
    }

    public UUID id() {
        return id;
    }

    public Profile profile() {
        return profile == null || profile.value() == null ? Profile.UNKNOWN : profile.value();
    }

    public Participation participation() {
        return participation == null || participation.value() == null ? Participation.NONE : participation.value();
    }

    /** Whether the two have a mentorship now, on whichever side; either topic may be the first to say so. */
    public boolean isPairedWith(UUID other) {
        return participation().partners().contains(other) || mentorships.containsValue(other);
    }

    /** Whether it can be said when the person has time: they named hours, and their time zone is known. */
    public boolean hoursKnown() {
        return profile().zone() != null && !participation().hours().isEmpty();
    }

    /** How many whole minutes of a week two people have in common; empty if it is not known of one of them. */
    public OptionalInt commonMinutes(Member other, IsoWeek week) {
        if (!hoursKnown() || !other.hoursKnown()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(WeeklyHours.commonMinutes(hoursIn(week), other.hoursIn(week)));
    }

    private int[] hoursIn(IsoWeek week) {
        HoursInWeek known = hours;
        if (known == null || !known.week().equals(week)) {
            ZoneId zone = profile().zone();
            known = new HoursInWeek(
                    week, zone == null ? NO_HOURS : participation().hours().in(week, zone));
            hours = known;
        }
        return known.pairs();
    }

    /** Whether the person's own state has arrived, and is no deletion. */
    public boolean isPerson() {
        return Held.isLiving(profile);
    }

    /** Whether anything is known of the person beyond the memory of a deletion. */
    boolean isKnown() {
        return Held.isLiving(profile) || Held.isLiving(participation) || !mentorships.isEmpty();
    }

    /** Everything known, as text that is equal if and only if it is equal; memories of deletions left out. */
    String content() {
        return id + " " + (Held.isLiving(profile) ? profile : "") + " "
                + (Held.isLiving(participation) ? participation : "") + " " + mentorships;
    }

    @Override
    public String toString() {
        return id + " " + profile + " " + participation + " " + mentorships;
    }
}
