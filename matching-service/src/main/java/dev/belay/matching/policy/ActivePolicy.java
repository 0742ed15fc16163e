package dev.belay.matching.policy;

import dev.belay.matching.core.score.Policy;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * The policy in force, as this replica knows it. Each second it looks whether there is a further activation; so does every
 * other replica, and no message need reach them. While the database is away the last known policy stays. A replica that
 * starts meanwhile lives, and is ready once it has read the policy: it must not judge by another one.
 */
@ApplicationScoped
public class ActivePolicy {

    private static final Logger LOG = Logger.getLogger(ActivePolicy.class);

    private final Policies policies;
    private final Flyway flyway;
    private boolean migrated;
    private boolean failing;
    private volatile InForce inForce;

    private record InForce(Activation activation, Policy policy) {}

    ActivePolicy(Policies policies, Flyway flyway) {
        this.policies = policies;
        this.flyway = flyway;
    }

    /** @throws IllegalStateException before the first time that the database was reached: the replica is not ready then */
    public Policy policy() {
        InForce present = inForce;
        if (present == null) {
            throw new PolicyUnknown();
        }
        return present.policy();
    }

    boolean isKnown() {
        return inForce != null;
    }

    void start(@Observes StartupEvent event) {
        refresh();
    }

    /** Takes in what is in force now. */
    @Scheduled(every = "1s", identity = "active-policy", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void refresh() {
        try {
            if (!migrated) {
                flyway.migrate();
                policies.makeFirst();
                migrated = true;
            }
            Activation activation = policies.active().orElseThrow();
            InForce present = inForce;
            // Not only a later one: a restored database may have gone back.
            if (present == null || !present.activation().equals(activation)) {
                Policy policy =
                        policies.version(activation.version()).orElseThrow().policy();
                inForce = new InForce(activation, policy);
                LOG.infof("In force: policy %s, version %d", policy.name(), policy.version());
            }
            failing = false;
        } catch (RuntimeException e) {
            // Once an outage: it is tried again in a second.
            if (!failing) {
                LOG.warnf("The policy in force cannot be read now, which is tried again each second: %s", e);
            }
            failing = true;
        }
    }
}
