package dev.belay.platform.paging;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * A service does not know under which origin clients see it, so {@code Location} holds path and query alone; but for SCIM,
 * which wants the address that also stands in the resource.
 */
class PathAbsoluteLocation {
    @ServerResponseFilter
    void shorten(ContainerRequestContext request, ContainerResponseContext response) {
        String absolute = response.getHeaderString(HttpHeaders.LOCATION);
        if (absolute != null && !request.getUriInfo().getPath().startsWith("/scim/")) {
            URI location = URI.create(absolute);
            String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
            response.getHeaders().putSingle(HttpHeaders.LOCATION, location.getRawPath() + query);
        }
    }
}
