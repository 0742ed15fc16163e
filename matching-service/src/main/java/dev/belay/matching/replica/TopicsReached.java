package dev.belay.matching.replica;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The service is ready once it knows what had been said before it started, and stays so: old answers beat none. Until then
 * the check tells of each topic how much of it has been read.
 */
@Readiness
@ApplicationScoped
class TopicsReached implements HealthCheck {

    private final Replica replica;

    TopicsReached(Replica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("topics reached").status(replica.isReady());
        replica.progress()
                .forEach((topic, progress) -> response.withData(topic, progress.read() + " of " + progress.atStart()));
        return response.build();
    }
}
