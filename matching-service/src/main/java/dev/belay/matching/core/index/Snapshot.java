package dev.belay.matching.core.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Everyone as they were at one moment. A snapshot never changes, so a reader needs no lock and sees no half of an update.
 */
public final class Snapshot {

    private static final int SEGMENT_BITS = 9;
    private static final int SEGMENT_MASK = (1 << SEGMENT_BITS) - 1;

    /** Where each id has its place, for good. Shared with later snapshots: it may name places that this one lacks. */
    private final Map<UUID, Integer> places;

    private final Member[][] segments;

    Snapshot(Map<UUID, Integer> places) {
        this(places, new Member[0][]);
    }

    private Snapshot(Map<UUID, Integer> places, Member[][] segments) {
        this.places = places;
        this.segments = segments;
    }

    /** The person with an id; one of whom nothing is known if the index has not heard of them. */
    public Member member(UUID id) {
        Integer place = places.get(id);
        if (place == null || place >> SEGMENT_BITS >= segments.length) {
            return Member.unknown(id);
        }
        Member[] segment = segments[place >> SEGMENT_BITS];
        int offset = place & SEGMENT_MASK;
        return offset < segment.length ? segment[offset] : Member.unknown(id);
    }

    /** Everyone who offers to be a mentor, whether or not they have a place, in no order that means anything. */
    public void forEachMentor(Consumer<Member> action) {
        forEach(member -> {
            if (member.participation().offersMentoring()) {
                action.accept(member);
            }
        });
    }

    /** Everyone who looks for a mentor, whether or not they have enough, in no order that means anything. */
    public void forEachMentee(Consumer<Member> action) {
        forEach(member -> {
            if (member.participation().wantsMentoring()) {
                action.accept(member);
            }
        });
    }

    /** How many people are known; those of whom only the participation has arrived are not among them. */
    public int people() {
        return count(Member::isPerson);
    }

    /** How many people offer to be mentors. */
    public int mentors() {
        return count(member -> member.participation().offersMentoring());
    }

    private int count(Predicate<Member> which) {
        int count = 0;
        for (Member[] segment : segments) {
            for (Member member : segment) {
                count += which.test(member) ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * A digest of everything known of the living: equal for two snapshots if and only if they know the same. Memories of
     * deletions do not count: their records leave the topics in time, and an index built afresh has never heard of them.
     *
     * @return SHA-256 in lower-case hex
     */
    public String hash() {
        List<Member> known = new ArrayList<>();
        forEach(member -> {
            if (member.isKnown()) {
                known.add(member);
            }
        });
        known.sort(Member.BY_ID);
        MessageDigest digest = sha256();
        for (Member member : known) {
            digest.update(member.content().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void forEach(Consumer<Member> action) {
        for (Member[] segment : segments) {
            for (Member member : segment) {
                action.accept(member);
            }
        }
    }

    /** This snapshot with one member changed or added; a new one's place must be the next. */
    Snapshot with(int place, Member member) {
        int number = place >> SEGMENT_BITS;
        int offset = place & SEGMENT_MASK;
        Member[] segment = number < segments.length ? segments[number] : new Member[0];
        segment = Arrays.copyOf(segment, Math.max(segment.length, offset + 1));
        segment[offset] = member;
        Member[][] changed = Arrays.copyOf(segments, Math.max(segments.length, number + 1));
        changed[number] = segment;
        return new Snapshot(places, changed);
    }
}
