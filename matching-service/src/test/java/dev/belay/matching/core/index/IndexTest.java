package dev.belay.matching.core.index;

import static dev.belay.matching.core.Someone.aMentee;
import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.matching.core.Someone;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IndexTest {

    private final Index index = new Index();

    @Test
    void takesTheNewerStateAndRefusesTheOlder() {
        assertTrue(index.apply(aMentor(1).level("staff").person(2)));
        assertFalse(index.apply(aMentor(1).level("mid").person(1)));
        assertFalse(index.apply(aMentor(1).level("mid").person(2)));

        assertEquals("staff", index.snapshot().member(id(1)).profile().level());
    }

    @Test
    void takesParticipationBeforeThePerson() {
        index.apply(aMentor(1).participation(1));
        assertEquals(List.of(id(1)), mentors(index.snapshot()));
        assertFalse(index.snapshot().member(id(1)).profile().active());

        index.apply(aMentor(1).person(1));
        assertTrue(index.snapshot().member(id(1)).profile().active());
        assertTrue(index.snapshot().member(id(1)).participation().offersMentoring());
    }

    @Test
    void remembersADeletionAgainstALateOlderState() {
        index.apply(aMentor(1).person(1));
        index.apply(aMentor(1).participation(1));
        index.apply(PersonState.deleted(id(1), 5));
        index.apply(ParticipationState.deleted(id(1), 5));

        assertFalse(index.apply(aMentor(1).person(4)));
        assertFalse(index.apply(aMentor(1).participation(4)));
        assertFalse(index.snapshot().member(id(1)).profile().active());
        assertEquals(List.of(), mentors(index.snapshot()));
    }

    @Test
    void pairsTheTwoWhileTheirMentorshipLasts() {
        UUID mentorship = id(100);
        index.apply(mentorship(mentorship, 1, "ACTIVE"));
        assertTrue(index.snapshot().member(id(1)).isPairedWith(id(2)));
        assertTrue(index.snapshot().member(id(2)).isPairedWith(id(1)));

        index.apply(mentorship(mentorship, 2, "PAUSED"));
        assertTrue(index.snapshot().member(id(1)).isPairedWith(id(2)));

        index.apply(mentorship(mentorship, 3, "COMPLETED"));
        assertFalse(index.snapshot().member(id(1)).isPairedWith(id(2)));
        assertFalse(index.apply(mentorship(mentorship, 2, "ACTIVE")));
    }

    @Test
    void unpairsTheTwoWhenTheirMentorshipIsErased() {
        index.apply(mentorship(id(100), 1, "ACTIVE"));
        index.apply(MentorshipState.deleted(id(100), 2));

        assertFalse(index.snapshot().member(id(1)).isPairedWith(id(2)));
        assertFalse(index.snapshot().member(id(2)).isPairedWith(id(1)));
    }

    @Test
    void aSnapshotDoesNotChange() {
        index.apply(aMentor(1).level("mid").person(1));
        Snapshot before = index.snapshot();

        index.apply(aMentor(1).level("staff").person(2));
        for (int i = 2; i < 2_000; i++) {
            index.apply(aMentor(i).participation(1));
        }

        assertEquals("mid", before.member(id(1)).profile().level());
        assertFalse(before.member(id(2)).participation().offersMentoring());
        assertEquals(1_998, mentors(index.snapshot()).size());
        assertEquals(List.of(), mentors(before));
    }

    @Test
    void theHashForgetsWhatADeletionLeaves() {
        String empty = index.snapshot().hash();
        index.apply(aMentee(1).person(1));
        index.apply(aMentee(1).participation(1));
        index.apply(mentorship(id(100), 1, "ACTIVE"));
        assertNotEquals(empty, index.snapshot().hash());

        index.apply(PersonState.deleted(id(1), 2));
        index.apply(ParticipationState.deleted(id(1), 2));
        index.apply(MentorshipState.deleted(id(100), 2));

        assertEquals(empty, index.snapshot().hash());
    }

    @Test
    void memoryDependsOnWhoIsThereAndNotOnWhatHappened() {
        Index changed = new Index();
        changed.keepColumns();
        for (int version = 1; version <= 50; version++) {
            for (int i = 0; i < 100; i++) {
                Someone mentor = aMentor(i)
                        .strength("kafka", version % 5)
                        .strength("sql", 1)
                        .history(version, 0);
                changed.apply(mentor.person(version));
                changed.apply(mentor.participation(version));
            }
        }
        changed.keepColumns();
        Index fresh = new Index();
        for (int i = 0; i < 100; i++) {
            Someone mentor = aMentor(i).strength("kafka", 0).strength("sql", 1).history(50, 0);
            fresh.apply(mentor.person(50));
            fresh.apply(mentor.participation(50));
        }
        fresh.keepColumns();

        assertEquals(fresh.snapshot().hash(), changed.snapshot().hash());
        assertEquals(fresh.snapshot().bytes(), changed.snapshot().bytes());
    }

    @Test
    void aTimeZoneThatIsNotKnownHereIsNoData() {
        index.apply(aMentor(1).zone("Mars/Olympus_Mons").person(1));
        index.apply(aMentor(1).participation(1));

        assertFalse(index.snapshot().member(id(1)).hoursKnown());
    }

    @Test
    void aSkillNamedTwiceCountsOnce() {
        index.apply(aMentor(1).strength("kafka", 2).strength("kafka", 4).person(1));

        assertEquals(
                List.of(4),
                index.snapshot().member(id(1)).profile().strengths().stream()
                        .map(strength -> strength.proficiency())
                        .toList());
    }

    @Test
    void regionalVariantsAreOneLanguage() {
        index.apply(aMentor(1).languages("pt-BR", "en-GB", "en", "pt-PT", "?").person(1));

        assertEquals(
                List.of("pt", "en"), index.snapshot().member(id(1)).profile().languages());
    }

    @Test
    void idsAreOrderedAsTheirText() {
        UUID low = UUID.fromString("0fffffff-0000-7000-8000-000000000000");
        UUID high = UUID.fromString("f0000000-0000-7000-8000-000000000000");

        assertTrue(Member.BY_ID.compare(Member.unknown(low), Member.unknown(high)) < 0);
        assertTrue(Member.BY_ID.compare(Member.unknown(id(1)), Member.unknown(id(2))) < 0);
    }

    private static MentorshipState mentorship(UUID id, long version, String state) {
        return new MentorshipState(id, version, false, id(1), id(2), Programs.OPEN, state, List.of(), null, null, null);
    }

    private static List<UUID> mentors(Snapshot snapshot) {
        List<UUID> ids = new ArrayList<>();
        snapshot.forEachMentor(mentor -> ids.add(mentor.id()));
        return ids;
    }
}
