package dev.belay.profile.ladder;

import dev.belay.profile.skills.SkillCatalogue;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one ladder of the service, read at the start, so that broken data stops it there. */
class LadderProducer {
    @Produces
    @Singleton
    @Startup
    Ladder ladder(SkillCatalogue catalogue) {
        return Ladder.load(catalogue);
    }
}
