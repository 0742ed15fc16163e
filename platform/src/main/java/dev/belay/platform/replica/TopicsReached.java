package dev.belay.platform.replica;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service is ready once it knows what the others had said when it started, and stays so. */
@Readiness
@ApplicationScoped
class TopicsReached implements HealthCheck {
    private final DatabaseReader reader;

    TopicsReached(DatabaseReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topics reached")
                .status(reader.isReady())
                .build();
    }
}
