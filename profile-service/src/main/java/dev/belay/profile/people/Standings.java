package dev.belay.profile.people;

import dev.belay.profile.ladder.Ladder;
import dev.belay.profile.skills.Skill;
import dev.belay.profile.skills.SkillCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** People's claims, and where they stand by them. */
@ApplicationScoped
class Standings {
    private final EntityManager entities;
    private final Ladder ladder;
    private final Set<String> known;
    private final Clock clock;

    Standings(EntityManager entities, Ladder ladder, SkillCatalogue catalogue, Clock clock) {
        this.entities = entities;
        this.ladder = ladder;
        this.known = catalogue.skills().stream().map(Skill::key).collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    Standing of(Person person) {
        return of(List.of(person)).get(person.id());
    }

    /** Of each by their id, in one round trip for all. */
    Map<UUID, Standing> of(Collection<Person> people) {
        Map<UUID, List<SkillClaim>> claims = claims(people);
        Map<UUID, Standing> standings = new HashMap<>();
        for (Person person : people) {
            Map<String, Integer> proficiency = EffectiveProficiency.of(claims.getOrDefault(person.id(), List.of()));
            standings.put(person.id(), Standing.of(person, proficiency, ladder, known));
        }
        return standings;
    }

    /** What the person says of themselves, skills by their claims. */
    Profile profile(Person person) {
        return Profile.of(person, of(person).proficiency());
    }

    /** Writes down what changed in a person's ratings. */
    void claim(Person person, List<SkillRating> before, List<SkillRating> after) {
        Map<String, Integer> changes = new HashMap<>();
        before.forEach(rating -> changes.put(rating.skill(), null));
        after.forEach(rating -> changes.put(rating.skill(), rating.proficiency()));
        before.stream()
                .filter(rating -> rating.proficiency().equals(changes.get(rating.skill())))
                .forEach(rating -> changes.remove(rating.skill()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        changes.forEach((skill, value) ->
                entities.merge(new SkillClaim(new SkillClaim.Id(person.id(), skill, SkillClaim.SELF, today), value)));
    }

    private Map<UUID, List<SkillClaim>> claims(Collection<Person> people) {
        List<UUID> ids = people.stream().map(Person::id).toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery("from SkillClaim c where c.id.personId in :ids", SkillClaim.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.groupingBy(claim -> claim.id().personId()));
    }
}
