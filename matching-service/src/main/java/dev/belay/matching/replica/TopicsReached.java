package dev.belay.matching.replica;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready once it knows what had been said before it started, and stays so: old answers beat none. */
@Readiness
@ApplicationScoped
class TopicsReached implements HealthCheck {

    private final Replica replica;

    TopicsReached(Replica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topics reached")
                .status(replica.isReady())
                .build();
    }
}
