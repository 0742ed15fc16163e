package dev.belay.profile.imports;

import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Refusal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Files that are on their way. Each has its place from the moment its request arrived, and the later ones of its source
 * wait for it, for a big file may well come in after a small one that was sent later.
 */
@ApplicationScoped
class Arrivals {
    /** Longer than it takes to store what has come in. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration REPORT = Duration.ofSeconds(30);

    private final EntityManager entities;
    private final Clock clock;

    Arrivals(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** @return its place: the next, also among those that arrive at other replicas */
    long arrive(String source) {
        return QuarkusTransaction.requiringNew().call(() -> {
            // Who has the lower place is seen by whoever has the higher one.
            entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:source, 0))", Object.class)
                    .setParameter("source", "import:" + source)
                    .getSingleResult();
            return ((Number) entities.createNativeQuery(
                                    "INSERT INTO import_arrival (source, seen_at) VALUES (:source, :now) RETURNING place")
                            .setParameter("source", source)
                            .setParameter("now", clock.instant())
                            .getSingleResult())
                    .longValue();
        });
    }

    /** The same bytes; while they come, the place is kept. */
    InputStream watch(long place, InputStream body) {
        return new FilterInputStream(body) {
            private Instant reported = clock.instant();

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = whatCame(buffer, offset, length);
                Instant now = clock.instant();
                if (now.isAfter(reported.plus(REPORT))) {
                    reported = now;
                    stillComing(place);
                }
                return read;
            }

            private int whatCame(byte[] buffer, int offset, int length) {
                try {
                    return super.read(buffer, offset, length);
                } catch (IOException e) {
                    // The sender's end of the connection, not a failure here.
                    throw InvalidRequest.body("", "whole", "broke off before its end");
                }
            }
        };
    }

    /** @throws TooSlow if later ones wait no more */
    void stillComing(long place) {
        int kept = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "UPDATE import_arrival SET seen_at = :now WHERE place = :place AND seen_at > :before")
                        .setParameter("now", clock.instant())
                        .setParameter("place", place)
                        .setParameter("before", clock.instant().minus(PATIENCE))
                        .executeUpdate());
        if (kept == 0) {
            throw new TooSlow();
        }
    }

    /** Has become a job, in the present transaction, or nothing, in one of its own. */
    void left(long place) {
        entities.createNativeQuery("DELETE FROM import_arrival WHERE place = :place")
                .setParameter("place", place)
                .executeUpdate();
    }

    /** Those of replicas that are no more. */
    void forgetLost() {
        entities.createNativeQuery("DELETE FROM import_arrival WHERE seen_at < :before")
                .setParameter("before", clock.instant().minus(PATIENCE))
                .executeUpdate();
    }

    private static final class TooSlow extends Refusal {
        TooSlow() {
            super("request-timeout", "The file came no further for so long that later ones went before it.");
        }
    }
}
