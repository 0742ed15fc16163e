package dev.belay.matching.core.index;

import dev.belay.contracts.Gap;
import dev.belay.contracts.Strength;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one person in one array of bytes, which is never changed.
 *
 * <p>The records {@link Profile} and {@link Participation} of a mentor with six skills take some 700 bytes as objects; here
 * it is about a hundred, and a million people are a million objects to the collector and not twenty. What many have in
 * common is a number of {@link Dictionaries}. Reading the records back costs a few hundred nanoseconds, so that whoever
 * looks at everybody looks first at the flags, which stand at a fixed place.
 *
 * <pre>
 * id, version of the profile, version of the participation, flags,
 * length of the profile, profile: what the search needs first,
 * length of the participation, participation: likewise,
 * mentorships: how many, then their ids and the other party's
 * </pre>
 */
final class Packed {

    static final int ACTIVE = 1;
    static final int OFFERS = 1 << 1;
    static final int WANTS = 1 << 2;
    /** Whether a place is left when requests that wait are counted. */
    static final int HAS_PLACE = 1 << 3;

    static final int PROFILE_HELD = 1 << 4;
    static final int PROFILE_LIVES = 1 << 5;
    static final int PARTICIPATION_HELD = 1 << 6;
    static final int PARTICIPATION_LIVES = 1 << 7;

    private static final int OF_PROFILE = ACTIVE | PROFILE_HELD | PROFILE_LIVES;
    private static final int OF_PARTICIPATION = OFFERS | WANTS | HAS_PLACE | PARTICIPATION_HELD | PARTICIPATION_LIVES;

    private static final int PROFILE_VERSION = 16;
    private static final int PARTICIPATION_VERSION = 24;
    private static final int FLAGS = 32;
    private static final int PROFILE = 33;

    private static final int MINUTE = 60;

    private Packed() {}

    /** Somebody of whom only the id is known. */
    static byte[] unknown(UUID id) {
        Bytes bytes = Bytes.toWrite();
        bytes.writeUuid(id);
        bytes.writeLong(0);
        bytes.writeLong(0);
        bytes.writeByte(0);
        bytes.writeInt(0);
        bytes.writeInt(0);
        bytes.writeInt(0);
        return bytes.written();
    }

    static UUID id(byte[] person) {
        return new UUID(Bytes.longAt(person, 0), Bytes.longAt(person, Long.BYTES));
    }

    static boolean isOf(byte[] person, UUID id) {
        return Bytes.longAt(person, Long.BYTES) == id.getLeastSignificantBits()
                && Bytes.longAt(person, 0) == id.getMostSignificantBits();
    }

    static int flags(byte[] person) {
        return person[FLAGS] & 0xff;
    }

    static boolean has(byte[] person, int flags) {
        return (flags(person) & flags) == flags;
    }

    static boolean isKnown(byte[] person) {
        return (flags(person) & (PROFILE_LIVES | PARTICIPATION_LIVES)) != 0 || mentorshipCount(person) > 0;
    }

    static @Nullable Held<Profile> heldProfile(byte[] person, Dictionaries dictionaries) {
        if (!has(person, PROFILE_HELD)) {
            return null;
        }
        return new Held<>(
                Bytes.longAt(person, PROFILE_VERSION),
                has(person, PROFILE_LIVES) ? profile(person, dictionaries) : null);
    }

    static @Nullable Held<Participation> heldParticipation(byte[] person) {
        if (!has(person, PARTICIPATION_HELD)) {
            return null;
        }
        return new Held<>(
                Bytes.longAt(person, PARTICIPATION_VERSION),
                has(person, PARTICIPATION_LIVES) ? participation(person) : null);
    }

    /** Whether a profile of that version is too old to be applied over what is held. */
    static boolean isStaleProfile(byte[] person, long version) {
        return has(person, PROFILE_HELD) && version <= Bytes.longAt(person, PROFILE_VERSION);
    }

    /** Whether a participation of that version is too old to be applied over what is held. */
    static boolean isStaleParticipation(byte[] person, long version) {
        return has(person, PARTICIPATION_HELD) && version <= Bytes.longAt(person, PARTICIPATION_VERSION);
    }

    /** The same person with another profile; null for one that is deleted. */
    static byte[] withProfile(byte[] person, long version, @Nullable Profile profile, Dictionaries dictionaries) {
        Bytes section = Bytes.toWrite();
        int flags = flags(person) & ~OF_PROFILE | PROFILE_HELD;
        if (profile != null) {
            write(profile, section, dictionaries);
            flags |= PROFILE_LIVES | (profile.active() ? ACTIVE : 0);
        }
        Bytes bytes = Bytes.toWrite();
        bytes.writeBytes(person, 0, PROFILE_VERSION);
        bytes.writeLong(version);
        bytes.writeBytes(person, PARTICIPATION_VERSION, FLAGS);
        bytes.writeByte(flags);
        writeSection(bytes, section);
        bytes.writeBytes(person, endOfSection(person, PROFILE), person.length);
        return bytes.written();
    }

    /** The same person with another participation; null for one that is deleted. */
    static byte[] withParticipation(byte[] person, long version, @Nullable Participation participation) {
        Bytes section = Bytes.toWrite();
        int flags = flags(person) & ~OF_PARTICIPATION | PARTICIPATION_HELD;
        if (participation != null) {
            write(participation, section);
            flags |= PARTICIPATION_LIVES
                    | (participation.offersMentoring() ? OFFERS : 0)
                    | (participation.wantsMentoring() ? WANTS : 0)
                    | (participation.active() + participation.pending() < participation.capacity() ? HAS_PLACE : 0);
        }
        int from = endOfSection(person, PROFILE);
        Bytes bytes = Bytes.toWrite();
        bytes.writeBytes(person, 0, PARTICIPATION_VERSION);
        bytes.writeLong(version);
        bytes.writeByte(flags);
        bytes.writeBytes(person, PROFILE, from);
        writeSection(bytes, section);
        bytes.writeBytes(person, endOfSection(person, from), person.length);
        return bytes.written();
    }

    /** The same person with these present mentorships: the other party of each, by the mentorships' ids. */
    static byte[] withMentorships(byte[] person, SortedMap<UUID, UUID> mentorships) {
        Bytes bytes = Bytes.toWrite();
        bytes.writeBytes(person, 0, startOfMentorships(person));
        bytes.writeInt(mentorships.size());
        mentorships.forEach((id, other) -> {
            bytes.writeUuid(id);
            bytes.writeUuid(other);
        });
        return bytes.written();
    }

    static SortedMap<UUID, UUID> mentorships(byte[] person) {
        Bytes bytes = Bytes.toRead(person, startOfMentorships(person));
        int count = bytes.readInt();
        if (count == 0) {
            return Collections.emptySortedMap();
        }
        SortedMap<UUID, UUID> mentorships = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            mentorships.put(bytes.readUuid(), bytes.readUuid());
        }
        return mentorships;
    }

    private static int mentorshipCount(byte[] person) {
        return Bytes.toRead(person, startOfMentorships(person)).readInt();
    }

    /** Where a living profile is read from; strengths stand first, as {@link #readStrengths} reads them. */
    static Bytes startOfProfile(byte[] person) {
        Bytes bytes = Bytes.toRead(person, PROFILE);
        bytes.readInt();
        return bytes;
    }

    /** Where a living participation is read from; answered and expired stand first, then the hours. */
    static Bytes startOfParticipation(byte[] person) {
        Bytes bytes = Bytes.toRead(person, endOfSection(person, PROFILE));
        bytes.readInt();
        return bytes;
    }

    /** Whether {@link Columns} say the same of two states of a person of whom only the participation changed. */
    static boolean isSameToColumns(byte[] one, byte[] other) {
        if (!has(one, OFFERS) || !has(other, OFFERS)) {
            return has(one, OFFERS) == has(other, OFFERS);
        }
        Bytes first = startOfParticipation(one);
        Bytes second = startOfParticipation(other);
        boolean sameAnswered = first.readInt() == second.readInt();
        boolean sameExpired = first.readInt() == second.readInt();
        return sameAnswered && sameExpired && Arrays.equals(readHours(first), readHours(second));
    }

    static Profile profile(byte[] person, Dictionaries dictionaries) {
        Bytes bytes = startOfProfile(person);
        Strength[] strengths = new Strength[bytes.readInt()];
        for (int i = 0; i < strengths.length; i++) {
            strengths[i] = new Strength(dictionaries.skills().value(bytes.readInt()), bytes.readByte());
        }
        String level = dictionaries.levels().valueOrNull(bytes.readInt());
        List<String> languages = dictionaries.languages().value(bytes.readInt());
        var zone = dictionaries.zones().valueOrNull(bytes.readInt());
        UUID manager = bytes.readByte() == 0 ? null : bytes.readUuid();
        String department = dictionaries.names().valueOrNull(bytes.readInt());
        String location = dictionaries.names().valueOrNull(bytes.readInt());
        String target = dictionaries.levels().valueOrNull(bytes.readInt());
        Gap[] gaps = new Gap[bytes.readInt()];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = new Gap(
                    dictionaries.skills().value(bytes.readInt()),
                    dictionaries.names().value(bytes.readInt()),
                    bytes.readByte(),
                    bytes.readByte(),
                    bytes.readByte());
        }
        String[] goals = new String[bytes.readInt()];
        for (int i = 0; i < goals.length; i++) {
            goals[i] = dictionaries.names().value(bytes.readInt());
        }
        return new Profile(
                has(person, ACTIVE),
                manager,
                department,
                location,
                zone,
                languages,
                level,
                target,
                List.of(gaps),
                List.of(strengths),
                List.of(goals));
    }

    private static void write(Profile profile, Bytes bytes, Dictionaries dictionaries) {
        bytes.writeInt(profile.strengths().size());
        for (Strength strength : profile.strengths()) {
            bytes.writeInt(dictionaries.skills().add(strength.skill()));
            bytes.writeByte(strength.proficiency());
        }
        bytes.writeInt(dictionaries.levels().addOrZero(profile.level()));
        bytes.writeInt(dictionaries.languages().add(profile.languages()));
        bytes.writeInt(dictionaries.zones().addOrZero(profile.zone()));
        UUID manager = profile.managerId();
        bytes.writeByte(manager == null ? 0 : 1);
        if (manager != null) {
            bytes.writeUuid(manager);
        }
        bytes.writeInt(dictionaries.names().addOrZero(profile.department()));
        bytes.writeInt(dictionaries.names().addOrZero(profile.location()));
        bytes.writeInt(dictionaries.levels().addOrZero(profile.targetLevel()));
        bytes.writeInt(profile.gaps().size());
        for (Gap gap : profile.gaps()) {
            bytes.writeInt(dictionaries.skills().add(gap.skill()));
            bytes.writeInt(dictionaries.names().add(gap.competency()));
            bytes.writeByte(gap.current());
            bytes.writeByte(gap.target());
            bytes.writeByte(gap.priority());
        }
        bytes.writeInt(profile.competencyGoals().size());
        for (String goal : profile.competencyGoals()) {
            bytes.writeInt(dictionaries.names().add(goal));
        }
    }

    static Participation participation(byte[] person) {
        Bytes bytes = startOfParticipation(person);
        int answered = bytes.readInt();
        int expired = bytes.readInt();
        WeeklyHours hours = WeeklyHours.ofPattern(readHours(bytes));
        int capacity = bytes.readInt();
        int active = bytes.readInt();
        int pending = bytes.readInt();
        LocalDate unavailableUntil = bytes.readByte() == 0 ? null : LocalDate.ofEpochDay(bytes.readLong());
        int mentorsWanted = bytes.readInt();
        int mentors = bytes.readInt();
        List<UUID> blocked = readUuids(bytes);
        List<UUID> partners = readUuids(bytes);
        return new Participation(
                has(person, OFFERS),
                capacity,
                active,
                pending,
                unavailableUntil,
                has(person, WANTS),
                mentorsWanted,
                mentors,
                hours,
                blocked,
                partners,
                answered,
                expired);
    }

    private static void write(Participation participation, Bytes bytes) {
        bytes.writeInt(participation.answered());
        bytes.writeInt(participation.expired());
        writeHours(participation.hours().pattern(), bytes);
        bytes.writeInt(participation.capacity());
        bytes.writeInt(participation.active());
        bytes.writeInt(participation.pending());
        LocalDate unavailableUntil = participation.unavailableUntil();
        bytes.writeByte(unavailableUntil == null ? 0 : 1);
        if (unavailableUntil != null) {
            bytes.writeLong(unavailableUntil.toEpochDay());
        }
        bytes.writeInt(participation.mentorsWanted());
        bytes.writeInt(participation.mentors());
        writeUuids(participation.blocked(), bytes);
        writeUuids(participation.partners(), bytes);
    }

    /** The pattern of weekly hours: distances in minutes; in seconds for the one whose hours are not whole minutes. */
    static int[] readHours(Bytes bytes) {
        int header = bytes.readInt();
        int[] pattern = new int[header >>> 1];
        int unit = (header & 1) == 0 ? MINUTE : 1;
        int last = 0;
        for (int i = 0; i < pattern.length; i++) {
            last += bytes.readInt() * unit;
            pattern[i] = last;
        }
        return pattern;
    }

    private static void writeHours(int[] pattern, Bytes bytes) {
        boolean wholeMinutes = true;
        for (int second : pattern) {
            wholeMinutes &= second % MINUTE == 0;
        }
        bytes.writeInt(pattern.length << 1 | (wholeMinutes ? 0 : 1));
        int last = 0;
        for (int second : pattern) {
            bytes.writeInt((second - last) / (wholeMinutes ? MINUTE : 1));
            last = second;
        }
    }

    private static List<UUID> readUuids(Bytes bytes) {
        int count = bytes.readInt();
        if (count == 0) {
            return List.of();
        }
        List<UUID> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(bytes.readUuid());
        }
        return List.copyOf(ids);
    }

    private static void writeUuids(List<UUID> ids, Bytes bytes) {
        bytes.writeInt(ids.size());
        ids.forEach(bytes::writeUuid);
    }

    private static void writeSection(Bytes bytes, Bytes section) {
        byte[] written = section.written();
        bytes.writeInt(written.length);
        bytes.writeBytes(written, 0, written.length);
    }

    private static int endOfSection(byte[] person, int from) {
        Bytes bytes = Bytes.toRead(person, from);
        int length = bytes.readInt();
        return bytes.position() + length;
    }

    private static int startOfMentorships(byte[] person) {
        return endOfSection(person, endOfSection(person, PROFILE));
    }
}
