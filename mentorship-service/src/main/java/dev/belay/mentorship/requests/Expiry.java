package dev.belay.mentorship.requests;

import dev.belay.mentorship.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.jboss.logging.Logger;

/** Looks for requests that nobody answered in time: every replica does, and one at a time. */
@ApplicationScoped
class Expiry {
    private static final Logger LOG = Logger.getLogger(Expiry.class);

    /** Any constant will do, as long as nobody else in the database takes an advisory lock of the same number. */
    private static final long TURN = 0x657870697279L;

    private static final int BATCH = 50;

    private final RequestService service;
    private final Transactions transactions;
    private final EntityManager entities;

    Expiry(RequestService service, Transactions transactions, EntityManager entities) {
        this.service = service;
        this.transactions = transactions;
        this.entities = entities;
    }

    @Scheduled(
            every = "{belay.requests.expiry-check}",
            identity = "match-requests-expire",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        int total = 0;
        int count;
        do {
            count = transactions.run(this::batch);
            total += count;
        } while (count == BATCH);
        if (total > 0) {
            LOG.infof("%d match requests have expired", total);
        }
    }

    /** The lock goes with the transaction; who does not get it leaves the work to who has it. */
    private int batch() {
        boolean mine = (Boolean) entities.createNativeQuery("SELECT pg_try_advisory_xact_lock(?1)")
                .setParameter(1, TURN)
                .getSingleResult();
        return mine ? service.expireDue(BATCH) : 0;
    }
}
