package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Mentorships;
import dev.belay.mentorship.participation.Participation;
import dev.belay.mentorship.participation.Participations;
import dev.belay.mentorship.people.Pair;
import dev.belay.mentorship.people.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The rules for a pair that hold for every request, whatever recommended it. The participation of both is locked: so
 * what the rules see stays true until the commit.
 */
@ApplicationScoped
class PairRules {
    private final People people;
    private final Participations participations;
    private final Mentorships mentorships;
    private final MatchRequests requests;
    private final Clock clock;
    private final int openRequests;

    PairRules(
            People people,
            Participations participations,
            Mentorships mentorships,
            MatchRequests requests,
            Clock clock,
            @ConfigProperty(name = "belay.requests.open-per-mentee") int openRequests) {
        this.people = people;
        this.participations = participations;
        this.mentorships = mentorships;
        this.requests = requests;
        this.clock = clock;
        this.openRequests = openRequests;
    }

    /** Whether this mentee may ask this mentor now. Asking needs a free place, and takes none. */
    void checkAsking(Participation mentee, Participation mentor) {
        Pair pair = checkPair(mentee, mentor);
        if (!mentor.takesMenteesOn(LocalDate.now(clock.withZone(pair.mentorZone())))) {
            throw PairNotAllowed.mentorNotAvailable();
        }
        if (requests.isOpen(mentee.personId(), mentor.personId())) {
            throw CannotMatch.requestAlreadyOpen();
        }
        if (mentee.hasMentorsEnough()) {
            throw CannotMatch.menteeMatchedEnough();
        }
        // A mentor with as many open requests as places is recommended to nobody: without a bound, one mentee who asks
        // everybody would hide them all.
        if (requests.openOf(mentee.personId()) >= openRequests) {
            throw CannotMatch.tooManyOpenRequests(openRequests);
        }
        if (!mentor.hasFreePlace()) {
            throw CannotMatch.mentorAtCapacity();
        }
    }

    /**
     * Whether the mentor may accept, apart from the places. A mentor who takes nobody new for now may still accept whom
     * they were asked by; what forbids the pair as such may have come since.
     */
    void checkAccepting(Participation mentee, Participation mentor) {
        checkPair(mentee, mentor);
    }

    private Pair checkPair(Participation mentee, Participation mentor) {
        Pair pair = people.pair(mentee.personId(), mentor.personId());
        if (!pair.menteeActive()) {
            throw PairNotAllowed.menteeInactive();
        }
        if (!pair.mentorActive()) {
            throw PairNotAllowed.mentorInactive();
        }
        if (participations.isBlocked(mentee.personId(), mentor.personId())) {
            throw PairNotAllowed.mentorNotAvailable();
        }
        if (pair.reporting()) {
            throw PairNotAllowed.reportingLine();
        }
        if (mentorships.arePaired(mentee.personId(), mentor.personId())) {
            throw CannotMatch.alreadyPaired();
        }
        return pair;
    }
}
