package dev.belay.matching.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready once it knows the policy in force, and stays so while the database is away. */
@Readiness
@ApplicationScoped
class PolicyKnown implements HealthCheck {

    private final ActivePolicy active;

    PolicyKnown(ActivePolicy active) {
        this.active = active;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("policy known")
                .status(active.isKnown())
                .build();
    }
}
