package dev.belay.platform.limits;

import dev.belay.platform.caller.Callers;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts the requests of every known caller and tells them what they have left. Who has no token is not counted. */
class RateLimitFilter {
    static final String POLICY = "RateLimit-Policy";
    static final String LIMIT = "RateLimit";
    private static final String SHARE = RateLimits.Share.class.getName();

    @Inject
    SecurityIdentity identity;

    @Inject
    Callers callers;

    @Inject
    RateLimits limits;

    @ServerRequestFilter
    void count(ContainerRequestContext request) {
        if (!identity.isAnonymous()) {
            request.setProperty(SHARE, limits.take(callers.current()));
        }
    }

    @ServerResponseFilter
    void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(SHARE) instanceof RateLimits.Share share) {
            response.getHeaders().putSingle(POLICY, share.policy());
            response.getHeaders().putSingle(LIMIT, share.limit());
        }
    }
}
