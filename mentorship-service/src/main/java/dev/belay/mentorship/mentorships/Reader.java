package dev.belay.mentorship.mentorships;

import dev.belay.platform.caller.Caller;
import dev.belay.platform.caller.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who looks at mentorships: a party sees and steers their own; a manager of programs sees all, and steers those whose
 * party has left.
 */
record Reader(UUID id, boolean manager) {
    static Reader of(Caller.Person person) {
        return new Reader(person.id(), person.is(Role.PROGRAM_MANAGER) || person.is(Role.ADMIN));
    }

    boolean maySee(Mentorship mentorship) {
        return manager || mentorship.isParty(id);
    }

    /** Whether the step is one that this reader may take on this mentorship at all, in a state that allows it. */
    boolean mayTake(MentorshipStep step, Mentorship mentorship) {
        return mentorship.isParty(id) || (manager && step.isForManagers() && mentorship.hasLostParty());
    }

    List<String> actionsOn(Mentorship mentorship, boolean bothActive) {
        return Stream.of(MentorshipStep.values())
                .filter(step -> step.isPossibleIn(mentorship.stage()))
                .filter(step -> mayTake(step, mentorship))
                .filter(step -> step != MentorshipStep.RESUME || bothActive)
                .map(MentorshipStep::action)
                .toList();
    }
}
