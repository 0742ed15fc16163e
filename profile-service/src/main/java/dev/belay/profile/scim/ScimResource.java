package dev.belay.profile.scim;

import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * SCIM 2.0 (RFC 7643, 7644) for HR's integrations. It describes itself, at {@code /ServiceProviderConfig}, {@code /Schemas}
 * and {@code /ResourceTypes}; OpenAPI has no part in it.
 */
@Path(ScimResource.ROOT)
@RolesAllowed(Role.HR_SYNC)
@Produces({ScimAnswer.MEDIA_TYPE, MediaType.APPLICATION_JSON})
class ScimResource {
    static final String ROOT = "/scim/v2";

    private static final String BELOW = "{path: .*}";
    private static final Pattern HOST = Pattern.compile("[\\w.:\\[\\]-]{1,255}");

    private final ScimServer server;
    private final Callers callers;
    private final Optional<String> publicAddress;

    ScimResource(
            ScimServer server, Callers callers, @ConfigProperty(name = "belay.scim.address") Optional<String> address) {
        this.server = server;
        this.callers = callers;
        this.publicAddress = address;
    }

    @GET
    @Path(BELOW)
    @Operation(hidden = true)
    public Response get(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("GET", null, uri, headers);
    }

    @POST
    @Path(BELOW)
    @Consumes({ScimAnswer.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response post(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("POST", body, uri, headers);
    }

    @PUT
    @Path(BELOW)
    @Consumes({ScimAnswer.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response put(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("PUT", body, uri, headers);
    }

    @PATCH
    @Path(BELOW)
    @Consumes({ScimAnswer.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response patch(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("PATCH", body, uri, headers);
    }

    @DELETE
    @Path(BELOW)
    @Operation(hidden = true)
    public Response delete(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer("DELETE", null, uri, headers);
    }

    private Response answer(String method, byte[] body, UriInfo uri, HttpHeaders headers) {
        Map<String, String> query = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(parameter(name), values.get(0)));
        List<String> path = uri.getPathSegments().stream()
                .map(PathSegment::getPath)
                .filter(segment -> !segment.isEmpty())
                .skip(2)
                .toList();
        ScimAnswer answer = server.answer(new ScimRequest(
                callers.integration().client(),
                method,
                path,
                query,
                body,
                root(uri, headers),
                headers.getHeaderString(HttpHeaders.IF_MATCH),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)));
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.body() != null) {
            response.entity(answer.body().toString());
        }
        return response.build();
    }

    /** Parameters have the names of attributes of a search request, whose case means nothing. */
    private static String parameter(String name) {
        return List.of("sortBy", "sortOrder", "startIndex", "excludedAttributes").stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst()
                .orElse(Shape.fold(name));
    }

    /** What a client writes before {@code /Users}: as configured, or as the gateway and the request tell it. */
    private String root(UriInfo uri, HttpHeaders headers) {
        if (publicAddress.isPresent()) {
            return publicAddress.get();
        }
        String scheme = first(headers.getHeaderString("X-Forwarded-Proto"))
                .filter(forwarded -> forwarded.equals("http") || forwarded.equals("https"))
                .orElse(uri.getBaseUri().getScheme());
        String host = first(headers.getHeaderString("X-Forwarded-Host"))
                .filter(forwarded -> HOST.matcher(forwarded).matches())
                .orElse(uri.getBaseUri().getAuthority());
        return scheme + "://" + host + ROOT;
    }

    private static Optional<String> first(String header) {
        return Optional.ofNullable(header).map(text -> text.split(",", 2)[0].strip());
    }
}
