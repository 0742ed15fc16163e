package dev.belay.matching.core.index;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person as the index knows them at one moment; immutable. The parts come from topics of their own and may arrive in
 * any order: what has not arrived, or is deleted, reads as unknown.
 *
 * <p>It is a view of what the index holds {@linkplain Packed packed}; each part is unpacked when it is first asked for.
 */
public final class Member {

    /** The order of ids in which ties are broken: that of their text. ({@link UUID#compareTo} compares signed halves.) */
    public static final Comparator<Member> BY_ID = (one, other) -> compareIds(one.packed, other.packed);

    private static final Dictionaries NOTHING_SHARED = Dictionaries.empty();
    private static final int[] NO_HOURS = {};

    private final byte[] packed;
    private final Dictionaries dictionaries;
    private final UUID id;
    // Pure functions of the bytes, so that it does no harm if two threads unpack the same.
    private @Nullable Profile profile;
    private @Nullable Participation participation;
    private @Nullable HoursInWeek hours;

    private record HoursInWeek(IsoWeek week, int[] pairs) {}

    Member(byte[] packed, Dictionaries dictionaries) {
        this.packed = packed;
        this.dictionaries = dictionaries;
        this.id = Packed.id(packed);
    }

    /** Somebody of whom only the id is known. */
    static Member unknown(UUID id) {
        return new Member(Packed.unknown(id), NOTHING_SHARED);
    }

    static int compareIds(byte[] one, byte[] other) {
        int high = Long.compareUnsigned(Bytes.longAt(one, 0), Bytes.longAt(other, 0));
        return high != 0 ? high : Long.compareUnsigned(Bytes.longAt(one, Long.BYTES), Bytes.longAt(other, Long.BYTES));
    }

    byte[] packed() {
        return packed;
    }

    public UUID id() {
        return id;
    }

    public Profile profile() {
        Profile known = profile;
        if (known == null) {
            known = Packed.has(packed, Packed.PROFILE_LIVES) ? Packed.profile(packed, dictionaries) : Profile.UNKNOWN;
            profile = known;
        }
        return known;
    }

    public Participation participation() {
        Participation known = participation;
        if (known == null) {
            known = Packed.has(packed, Packed.PARTICIPATION_LIVES) ? Packed.participation(packed) : Participation.NONE;
            participation = known;
        }
        return known;
    }

    /** Whether the two have a mentorship now, on whichever side; either topic may be the first to say so. */
    public boolean isPairedWith(UUID other) {
        return participation().partners().contains(other)
                || Packed.mentorships(packed).containsValue(other);
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

    /** When the person has time in a week, as pairs from–to in seconds since its start; empty if it is not known. */
    int[] hoursIn(IsoWeek week) {
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
        return Packed.has(packed, Packed.PROFILE_LIVES);
    }

    /** Whether anything is known of the person beyond the memory of a deletion. */
    boolean isKnown() {
        return Packed.isKnown(packed);
    }

    /** Everything known, as text that is equal if and only if it is equal; memories of deletions left out. */
    String content() {
        boolean profileLives = Packed.has(packed, Packed.PROFILE_LIVES);
        boolean participationLives = Packed.has(packed, Packed.PARTICIPATION_LIVES);
        return id + " " + (profileLives ? Packed.heldProfile(packed, dictionaries) : "") + " "
                + (participationLives ? Packed.heldParticipation(packed) : "") + " " + Packed.mentorships(packed);
    }

    @Override
    public String toString() {
        return id + " " + Packed.heldProfile(packed, dictionaries) + " " + Packed.heldParticipation(packed) + " "
                + Packed.mentorships(packed);
    }
}
