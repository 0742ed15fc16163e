package dev.belay.matching.core.index;

import static dev.belay.matching.core.Someone.aMentor;
import static dev.belay.matching.core.Someone.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Programs;
import dev.belay.contracts.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The index is a function of the events, not of their order: whatever comes late, twice or mixed, it ends alike. */
class IndexConvergenceTest {

    private static final int PEOPLE = 8;

    @Property(tries = 300)
    void anyOrderAndAnyRepetitionEndInTheSameState(
            @ForAll @IntRange(min = 0, max = 80) int events, @ForAll long seed, @ForAll long otherSeed) {
        List<State> history = history(events, new Random(seed));
        Random random = new Random(otherSeed);
        List<State> shuffled = new ArrayList<>(history);
        history.forEach(state -> {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                shuffled.add(state);
            }
        });
        Collections.shuffle(shuffled, random);

        Index inOrder = indexAfter(history);
        Index mixed = indexAfter(shuffled);

        assertEquals(inOrder.snapshot().hash(), mixed.snapshot().hash());
        for (int i = 0; i < PEOPLE; i++) {
            assertEquals(
                    inOrder.snapshot().member(id(i)).toString(),
                    mixed.snapshot().member(id(i)).toString());
        }
    }

    @Property(tries = 300)
    void whatCompactionLeavesEndsInTheSameState(@ForAll @IntRange(min = 0, max = 80) int events, @ForAll long seed) {
        List<State> history = history(events, new Random(seed));
        Map<String, State> last = new HashMap<>();
        history.forEach(state -> last.put(state.type() + state.key(), state));

        assertEquals(
                indexAfter(history).snapshot().hash(),
                indexAfter(new ArrayList<>(last.values())).snapshot().hash());
    }

    @Property(tries = 100)
    void anEventThatIsMissingShows(@ForAll @IntRange(min = 0, max = 40) int events, @ForAll long seed) {
        List<State> history = history(events, new Random(seed));
        String without = indexAfter(history).snapshot().hash();
        history.add(aMentor(0).level("principal").person(events + 1));

        assertNotEquals(without, indexAfter(history).snapshot().hash());
    }

    /** Two people whose mentorship comes and goes: a reader must never see one side of it without the other. */
    @Test
    void readersNeverSeeHalfAnUpdate() throws InterruptedException {
        Index index = new Index();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong torn = new AtomicLong();
        AtomicLong read = new AtomicLong();
        Thread reader = new Thread(() -> {
            while (!done.get() || read.get() == 0) {
                Snapshot snapshot = index.snapshot();
                boolean oneSide = snapshot.member(id(1)).isPairedWith(id(2));
                boolean otherSide = snapshot.member(id(2)).isPairedWith(id(1));
                if (oneSide != otherSide) {
                    torn.incrementAndGet();
                }
                read.incrementAndGet();
            }
        });
        reader.start();
        for (int version = 1; version <= 20_000; version++) {
            index.apply(mentorship(id(100), version, version % 2 == 0 ? "ENDED" : "ACTIVE", id(1), id(2)));
            index.apply(aMentor(200 + version % 1_000).participation(version));
        }
        done.set(true);
        reader.join();

        assertEquals(0, torn.get());
    }

    private static Index indexAfter(List<State> states) {
        Index index = new Index();
        for (State state : states) {
            if (state instanceof PersonState person) {
                index.apply(person);
            } else if (state instanceof ParticipationState participation) {
                index.apply(participation);
            } else if (state instanceof MentorshipState mentorship) {
                index.apply(mentorship);
            }
        }
        return index;
    }

    /** States of a few people and mentorships, in the order in which their owners made them; one in five a deletion. */
    private static List<State> history(int events, Random random) {
        List<State> history = new ArrayList<>();
        for (int version = 1; version <= events; version++) {
            int number = random.nextInt(PEOPLE);
            boolean deletion = random.nextInt(5) == 0;
            switch (random.nextInt(3)) {
                case 0 ->
                    history.add(
                            deletion
                                    ? PersonState.deleted(id(number), version)
                                    : aMentor(number)
                                            .level(List.of("mid", "senior", "staff")
                                                    .get(random.nextInt(3)))
                                            .strength("skill-" + random.nextInt(5), random.nextInt(6))
                                            .person(version));
                case 1 ->
                    history.add(
                            deletion
                                    ? ParticipationState.deleted(id(number), version)
                                    : aMentor(number)
                                            .places(3, random.nextInt(4), 0)
                                            .participation(version));
                default -> {
                    UUID mentorshipId = id(1_000 + random.nextInt(6));
                    history.add(
                            deletion
                                    ? MentorshipState.deleted(mentorshipId, version)
                                    : mentorship(
                                            mentorshipId,
                                            version,
                                            List.of("ACTIVE", "PAUSED", "COMPLETED", "ENDED")
                                                    .get(random.nextInt(4)),
                                            id(number),
                                            id(random.nextInt(PEOPLE))));
                }
            }
        }
        return history;
    }

    private static MentorshipState mentorship(UUID id, long version, String state, UUID mentee, UUID mentor) {
        return new MentorshipState(
                id, version, false, mentee, mentor, Programs.OPEN, state, List.of(), null, null, null);
    }
}
