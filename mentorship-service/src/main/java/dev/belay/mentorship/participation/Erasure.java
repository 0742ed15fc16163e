package dev.belay.mentorship.participation;

import dev.belay.mentorship.people.PersonLeft;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Forgets what an erased person offered, wanted and blocked. The counts stay, for the others' sake. */
@ApplicationScoped
class Erasure {
    /** After the requests and mentorships have been dealt with, which lock more. */
    private static final int LAST = 300;

    private final Participations participations;

    Erasure(Participations participations) {
        this.participations = participations;
    }

    void erase(@Observes @Priority(LAST) PersonLeft left) {
        UUID person = left.personId();
        if (!left.erased()) {
            return;
        }
        Set<UUID> concerned = new HashSet<>(participations.blockedWith(person));
        concerned.add(person);
        Participation participation = participations.lock(concerned).get(person);
        participations.unblockAll(person);
        participation.accept(Settings.initial(), participation.settingsVersion());
        participations.publish(concerned);
    }
}
