package dev.belay.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.belay.platform.caller.Caller;
import dev.belay.platform.problems.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Each caller's share of a replica's requests: a bucket of a minute's requests that fills up evenly. Kept in memory, so
 * with several replicas a caller may have as many times the share; that bounds what one caller can do to a service,
 * and is not meant for accounting.
 */
@ApplicationScoped
public class RateLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** As many callers as are remembered at once; a forgotten one begins anew with a full bucket. */
    private static final int CALLERS = 100_000;

    private final long person;
    private final long machine;
    /** A bucket that nobody has used for longer than the window is full again: nothing is lost with it. */
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(WINDOW.plusSeconds(10))
            .maximumSize(CALLERS)
            .build();

    RateLimits(
            @ConfigProperty(name = "belay.limits.requests-per-minute", defaultValue = "1200") long person,
            @ConfigProperty(name = "belay.limits.machine-requests-per-minute", defaultValue = "6000") long machine) {
        this.person = person;
        this.machine = machine;
    }

    /**
     * What a caller has left.
     *
     * @param quota requests per window
     * @param remaining those that could be sent now
     * @param refill until the whole quota is there again
     */
    public record Share(long quota, long remaining, Duration refill) {
        /** As draft-ietf-httpapi-ratelimit-headers has it. */
        String policy() {
            return "\"caller\";q=" + quota + ";w=" + WINDOW.toSeconds();
        }

        String limit() {
            return "\"caller\";r=" + remaining + ";t=" + seconds(refill);
        }
    }

    /**
     * Counts a request.
     *
     * @throws TooManyRequests if the caller's share is used up
     */
    public Share take(Caller caller) {
        long quota = caller instanceof Caller.Person ? person : machine;
        ConsumptionProbe probe = buckets.get(caller.key(), key -> bucket(quota)).tryConsumeAndReturnRemaining(1);
        Share share = new Share(quota, probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            throw new TooManyRequests(share, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return share;
    }

    private static Bucket bucket(long quota) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
                .build();
    }

    private static long seconds(Duration duration) {
        return (duration.toNanos() + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    static final class TooManyRequests extends Refusal {
        TooManyRequests(Share share, Duration wait) {
            super(
                    "rate-limited",
                    "At most " + share.quota() + " requests per minute are answered; the next one in " + seconds(wait)
                            + " s.");
            header("Retry-After", Long.toString(Math.max(1, seconds(wait))));
            header(RateLimitFilter.POLICY, share.policy());
            header(RateLimitFilter.LIMIT, share.limit());
        }
    }
}
