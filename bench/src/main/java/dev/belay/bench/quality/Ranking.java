package dev.belay.bench.quality;

import dev.belay.bench.quality.Organisation.Gap;
import dev.belay.bench.quality.Organisation.Offer;
import dev.belay.bench.quality.Organisation.Person;
import dev.belay.bench.quality.Organisation.Skill;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A way to order mentors for a mentee. All of them order the same mentors: those whom the hard rules let pass.
 *
 * <p>{@code skill Jaccard}: skills that the mentee lacks or wants, against those that the mentor teaches; what is in both, by what is in
 * either. {@code language 50, area 30, focus 10}: 50 points if the mentor teaches a programming language that the mentee
 * works with or wants, 30 if one skill of the competency of the mentee's first gap, 10 if one that the mentee wants.
 */
interface Ranking {

    String BELAY = "Belay";
    String RANDOM = "random";
    String JACCARD = "skill Jaccard";
    String PEER = "language 50, area 30, focus 10";

    double score(Person mentee, Offer offer);

    /** Each way by its name; Belay's own first, then without each of its components. */
    static Map<String, Ranking> all(Organisation organisation) {
        Map<String, Ranking> all = new LinkedHashMap<>();
        all.put(BELAY, (mentee, offer) -> offer.score());
        all.put(RANDOM, (mentee, offer) -> 0);
        all.put(
                JACCARD,
                (mentee, offer) -> jaccard(mentee, organisation.people().get(offer.mentor())));
        all.put(
                PEER,
                (mentee, offer) -> peer(mentee, organisation.people().get(offer.mentor()), organisation.skills()));
        Offer any = organisation.offers().values().stream()
                .filter(offers -> !offers.isEmpty())
                .findFirst()
                .orElseThrow()
                .get(0);
        for (String component : any.points().keySet()) {
            all.put(
                    "Belay without " + component,
                    (mentee, offer) -> offer.score() - offer.points().get(component));
        }
        return all;
    }

    private static double jaccard(Person mentee, Person mentor) {
        Set<String> needed = new HashSet<>(mentee.wanted());
        mentee.gaps().stream().map(Gap::skill).forEach(needed::add);
        Set<String> both = new HashSet<>(needed);
        both.retainAll(mentor.taught());
        Set<String> either = new HashSet<>(needed);
        either.addAll(mentor.taught());
        return either.isEmpty() ? 0 : (double) both.size() / either.size();
    }

    private static double peer(Person mentee, Person mentor, Map<String, Skill> catalogue) {
        Set<String> languages = new HashSet<>(mentee.wanted());
        languages.addAll(mentee.skills().keySet());
        languages.removeIf(skill -> !catalogue.get(skill).category().equals("language"));
        String area = mentee.gaps().isEmpty() ? "" : mentee.gaps().get(0).competency();
        List<String> taught = mentor.taught();
        boolean language = taught.stream().anyMatch(languages::contains);
        boolean sameArea = taught.stream()
                .anyMatch(skill -> catalogue.get(skill).competency().equals(area));
        boolean focus = taught.stream().anyMatch(mentee.wanted()::contains);
        return (language ? 50 : 0) + (sameArea ? 30 : 0) + (focus ? 10 : 0);
    }
}
