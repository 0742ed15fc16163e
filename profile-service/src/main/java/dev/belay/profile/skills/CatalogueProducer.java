package dev.belay.profile.skills;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one catalogue of the service, read at the start, so that broken data stops it there. */
class CatalogueProducer {
    @Produces
    @Singleton
    @Startup
    SkillCatalogue catalogue() {
        return SkillCatalogue.load();
    }
}
