package dev.belay.profile.scim;

import dev.belay.platform.problems.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Whatever is refused below {@code /scim/v2}, a token, a role, too many requests, is told as RFC 7644 tells errors. */
class ScimErrors {
    private static final MediaType SCIM_JSON = MediaType.valueOf(ScimAnswer.MEDIA_TYPE);

    @ServerResponseFilter
    void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && isScim(request.getUriInfo())) {
            int status = problem.getStatus();
            response.setEntity(
                    ScimAnswer.document(status, null, problem.detail()).toString(), null, SCIM_JSON);
        }
    }

    private static boolean isScim(UriInfo uri) {
        String path = uri.getPath();
        return path.equals(ScimResource.ROOT) || path.startsWith(ScimResource.ROOT + "/");
    }
}
