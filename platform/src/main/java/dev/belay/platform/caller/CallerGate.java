package dev.belay.platform.caller;

import dev.belay.platform.json.Text;
import dev.belay.platform.problems.InvalidRequest;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Before any resource: a valid token of nobody goes no further, and no parameter holds text that cannot be stored. */
class CallerGate {
    @Inject
    SecurityIdentity identity;

    @Inject
    Callers callers;

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        if (!identity.isAnonymous()) {
            callers.current();
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!Text.isStorable(name) || !values.stream().allMatch(Text::isStorable)) {
                throw InvalidRequest.parameter(
                        Text.isStorable(name) ? name : "", "encoding", "must not hold NUL or broken Unicode");
            }
        });
        if (!Text.isStorable(request.getUriInfo().getPath())) {
            throw InvalidRequest.parameter("", "encoding", "the path must not hold NUL or broken Unicode");
        }
    }
}
