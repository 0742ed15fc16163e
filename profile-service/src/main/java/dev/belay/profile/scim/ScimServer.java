package dev.belay.profile.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ClassPathReferences;
import de.captaingoldfish.scim.sdk.common.constants.ScimType.RFC7644;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.EndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.exceptions.UnparseableFilterException;
import dev.belay.platform.json.Text;
import dev.belay.profile.people.HrSync;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Between HTTP and the SCIM library: what is asked is routed and put into the form that the library understands, worked on
 * in one transaction, and what comes of it is put into the form of RFC 7644.
 */
@ApplicationScoped
class ScimServer {
    static final int MOST_RESULTS = 500;

    private static final Logger LOG = Logger.getLogger(ScimServer.class);
    private static final String USERS = "Users";
    private static final int ATTEMPTS = 5;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> QUERY =
            List.of("filter", "sortBy", "sortOrder", "startIndex", "count", "attributes", "excludedAttributes");
    /** Resources of the library itself, and its own extensions of others. */
    private static final Set<String> SERVED = Set.of("User", "Group");

    private final ResourceEndpoint endpoint;
    private final Map<String, ClientForms> forms;

    ScimServer(Users users, Groups groups, GroupRoles roles, HrSync hrSync) {
        endpoint = new ResourceEndpoint(configuration());
        var user = endpoint.registerEndpoint(new EndpointDefinition(
                JsonHelper.loadJsonDocument(ClassPathReferences.USER_RESOURCE_TYPE_JSON),
                Schemas.user(),
                List.of(Schemas.enterprise()),
                new UserHandler(users, groups, hrSync)));
        var group = endpoint.registerEndpoint(new EndpointDefinition(
                JsonHelper.loadJsonDocument(ClassPathReferences.GROUP_RESOURCE_TYPE_JSON),
                Schemas.group(),
                List.of(),
                new GroupHandler(groups, roles, hrSync)));
        forms = Map.of(USERS, new ClientForms(Shape.of(user)), "Groups", new ClientForms(Shape.of(group)));
    }

    static ServiceProvider configuration() {
        return ServiceProvider.builder()
                // All leniency that the library has: connectors of every kind must be able to run for years.
                .patchConfig(new PatchConfig(true, true, true, true, true, true, true))
                .filterConfig(FilterConfig.builder()
                        .supported(true)
                        .maxResults(MOST_RESULTS)
                        .build())
                .sortConfig(SortConfig.builder().supported(true).build())
                .eTagConfig(ETagConfig.builder().supported(true).build())
                .bulkConfig(BulkConfig.builder().supported(false).build())
                .changePasswordConfig(
                        ChangePasswordConfig.builder().supported(false).build())
                .authenticationSchemes(List.of(AuthenticationScheme.builder()
                        .name("Bearer token")
                        .description("A JWT of an HR integration, in the header Authorization")
                        .specUri("https://www.rfc-editor.org/info/rfc6750")
                        .type("oauthbearertoken")
                        .primary(true)
                        .build()))
                .build();
    }

    ScimAnswer answer(ScimRequest request) {
        try {
            return route(request);
        } catch (ScimException refusal) {
            return error(refusal.getStatus(), refusal.getScimType(), refusal.getDetail());
        } catch (StackOverflowError e) {
            return error(400, RFC7644.INVALID_FILTER, "The filter is nested too deeply");
        }
    }

    private ScimAnswer route(ScimRequest request) {
        List<String> path = request.path();
        String collection = path.isEmpty() ? "" : path.get(0);
        boolean isOne = path.size() == 2 && !path.get(1).equals(".search");
        if (path.size() > 2) {
            return nothingHere();
        }
        return switch (collection) {
            case "ServiceProviderConfig", "ResourceTypes", "Schemas" -> {
                boolean isSingle = collection.equals("ServiceProviderConfig") && path.size() > 1;
                yield isSingle ? nothingHere() : allowed(request, "GET") ? discovery(request) : notAllowed("GET");
            }
            case USERS, "Groups" -> {
                if (isOne && Ids.parse(path.get(1)).isEmpty()) {
                    yield ScimAnswer.error(404, null, "There is nobody and nothing with that id");
                }
                String methods = isOne ? "GET, PUT, PATCH, DELETE" : path.size() == 2 ? "POST" : "GET, POST";
                yield allowed(request, methods.split(", ")) ? resource(request, collection) : notAllowed(methods);
            }
            case "Bulk", "Me", ".search" ->
                ScimAnswer.error(501, null, "This part of SCIM is optional and not offered here");
            default -> nothingHere();
        };
    }

    private static boolean allowed(ScimRequest request, String... methods) {
        return List.of(methods).contains(request.method());
    }

    private static ScimAnswer notAllowed(String methods) {
        return new ScimAnswer(
                405,
                Map.of("Allow", methods),
                ScimAnswer.document(405, null, "This address does not offer that method"));
    }

    private static ScimAnswer nothingHere() {
        return ScimAnswer.error(404, null, "There is nothing at this address");
    }

    private ScimAnswer discovery(ScimRequest request) {
        if (request.query().containsKey("filter")) {
            // RFC 7644, section 4.
            return ScimAnswer.error(403, null, "This cannot be filtered");
        }
        ScimAnswer answer = plain(send(request, new Call(request), "GET", null));
        if (answer.status() == 200) {
            Discovery.tidy(request.path(), (ObjectNode) answer.body());
            boolean isOthers = request.path().get(0).equals("ResourceTypes")
                    && request.path().size() == 2
                    && !SERVED.contains(request.path().get(1));
            return isOthers ? nothingHere() : answer;
        }
        return answer;
    }

    private ScimAnswer resource(ScimRequest request, String collection) {
        ClientForms form = forms.get(collection);
        if (request.isRead()) {
            return read(request);
        }
        if (request.method().equals("DELETE")) {
            return inTransaction(request, "DELETE", null);
        }
        ObjectNode body = body(request);
        if (request.path().size() == 2 && request.path().get(1).equals(".search")) {
            return search(request, body);
        }
        try {
            ScimAnswer answer = request.method().equals("PATCH")
                    ? patch(request, form.patch(body))
                    : inTransaction(request, request.method(), form.resource(body));
            if (Set.of(400, 409).contains(answer.status()) && isLeaving(collection, body)) {
                return leaveAtLeast(request, answer);
            }
            return answer;
        } catch (BadRequestException refusal) {
            if (isLeaving(collection, body)) {
                return leaveAtLeast(request, error(400, refusal.getScimType(), refusal.getDetail()));
            }
            throw refusal;
        }
    }

    private static boolean isLeaving(String collection, ObjectNode body) {
        return collection.equals(USERS) && Leaving.isSaidIn(body);
    }

    private ScimAnswer patch(ScimRequest request, ObjectNode patch) {
        return patch.path("Operations").isEmpty()
                // Nothing that is kept here is to change.
                ? inTransaction(request, "GET", null)
                : inTransaction(request, "PATCH", patch);
    }

    /** Nobody stays only because something else in the message that says they left is wrong. */
    private ScimAnswer leaveAtLeast(ScimRequest request, ScimAnswer refusal) {
        if (request.method().equals("POST")) {
            return refusal;
        }
        ScimAnswer answer = inTransaction(request, "PATCH", Leaving.patch());
        if (answer.status() < 300) {
            LOG.infof(
                    "A message of %s was applied only as far as it says that somebody has left: %s",
                    request.source(), refusal.body().path("scimType").asText());
        }
        return answer;
    }

    private ScimAnswer search(ScimRequest request, ObjectNode body) {
        Map<String, String> query = new HashMap<>();
        body.properties()
                .forEach(entry -> QUERY.stream()
                        .filter(name -> name.equalsIgnoreCase(entry.getKey())
                                && !entry.getValue().isNull())
                        .findFirst()
                        .ifPresent(name -> query.put(name, text(entry.getValue()))));
        ScimRequest asGet = new ScimRequest(
                request.source(), "GET", request.path().subList(0, 1), query, null, request.root(), null, null);
        return read(asGet);
    }

    /** The library gives back what is required, also to those who ask for other attributes alone; RFC 7644 does not. */
    private ScimAnswer read(ScimRequest request) {
        ScimAnswer answer = inTransaction(request, "GET", null);
        String attributes = Shape.fold(request.query().getOrDefault("attributes", ""));
        boolean isWanted = attributes.isBlank()
                || Stream.of(attributes.split(",", -1))
                        .map(name -> name.strip().substring(name.strip().lastIndexOf(':') + 1))
                        .anyMatch("username"::equals);
        if (answer.status() == 200 && !isWanted && answer.body() instanceof ObjectNode body) {
            body.remove("userName");
            body.path("Resources").forEach(resource -> ((ObjectNode) resource).remove("userName"));
        }
        return answer;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(element -> texts.add(element.asText()));
            return String.join(",", texts);
        }
        return value.asText();
    }

    private ScimAnswer inTransaction(ScimRequest request, String method, ObjectNode body) {
        for (int attempt = 1; ; attempt++) {
            Call call = new Call(request);
            try {
                return plain(QuarkusTransaction.requiringNew().call(() -> {
                    ScimResponse response = send(request, call, method, body);
                    if (call.failure() != null) {
                        throw call.failure();
                    }
                    if (response.getHttpStatus() >= 300) {
                        throw new RolledBack(response);
                    }
                    return response;
                }));
            } catch (RolledBack refused) {
                return plain(refused.response);
            } catch (RuntimeException e) {
                // Another integration, or a request of the same, was a moment earlier: once it is seen, it is a plain
                // refusal.
                if (attempt == ATTEMPTS || !isRace(e)) {
                    throw e;
                }
            }
        }
    }

    private static final class RolledBack extends RuntimeException {
        private final transient ScimResponse response;

        RolledBack(ScimResponse response) {
            super(null, null, false, false);
            this.response = response;
        }
    }

    /** SQLSTATE: unique violation, serialisation failure, deadlock. */
    private static boolean isRace(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && Set.of("23505", "40001", "40P01").contains(sql.getSQLState()));
    }

    private ScimResponse send(ScimRequest request, Call call, String method, ObjectNode body) {
        String path = request.path().stream().map(ScimServer::encoded).collect(Collectors.joining("/"));
        String query = QUERY.stream()
                .filter(name -> request.query().containsKey(name))
                .map(name ->
                        name + "=" + encoded(parameter(name, request.query().get(name))))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = new HashMap<>();
        // What may be sent has been seen to already, and so has If-Match: by the version that is locked.
        headers.put("Content-Type", ScimAnswer.MEDIA_TYPE);
        return endpoint.handleRequest(
                request.root() + "/" + path + (query.isEmpty() ? "" : "?" + query),
                HttpMethod.valueOf(method),
                body == null ? null : body.toString(),
                headers,
                call);
    }

    private static String parameter(String name, String value) {
        return name.equals("filter") && !value.isBlank() ? FilterText.encode(value) : value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode body(ScimRequest request) {
        JsonNode body;
        try {
            body = request.body() == null ? null : JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new BadRequestException("The body is no JSON document", RFC7644.INVALID_SYNTAX);
        } catch (IOException e) {
            throw new BadRequestException("The body cannot be read", RFC7644.INVALID_SYNTAX);
        }
        if (!(body instanceof ObjectNode object)) {
            throw new BadRequestException("The body must be a JSON object", RFC7644.INVALID_SYNTAX);
        }
        requireStorable(object);
        return object;
    }

    private static void requireStorable(JsonNode node) {
        if (node.isTextual() && !Text.isStorable(node.textValue())) {
            throw new BadRequestException("A text must not hold NUL or broken Unicode", RFC7644.INVALID_VALUE);
        }
        node.properties().forEach(entry -> {
            if (!Text.isStorable(entry.getKey())) {
                throw new BadRequestException("A name must not hold NUL or broken Unicode", RFC7644.INVALID_SYNTAX);
            }
        });
        node.forEach(ScimServer::requireStorable);
    }

    private static ScimAnswer plain(ScimResponse response) {
        if (response instanceof ErrorResponse error) {
            int status = error.getHttpStatus();
            String type = error.getScimException().getCause() instanceof UnparseableFilterException
                    ? RFC7644.INVALID_FILTER
                    : error.getScimType().orElse(null);
            return status < 400 ? new ScimAnswer(status, Map.of(), null) : error(status, type, detail(error));
        }
        Map<String, String> headers = new HashMap<>(response.getHttpHeaders());
        headers.remove("Content-Type");
        if (response.isEmpty()) {
            return new ScimAnswer(response.getHttpStatus(), headers, null);
        }
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(response.toString());
            if (body.has("totalResults") && !(body.get("Resources") instanceof ArrayNode)) {
                // Some connectors look for it without looking at how many there are.
                body.putArray("Resources");
            }
            return new ScimAnswer(response.getHttpStatus(), headers, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The library answers JSON", e);
        }
    }

    private static String detail(ErrorResponse error) {
        return error.getDetail().orElse("This cannot be done");
    }

    private static ScimAnswer error(int status, String scimType, String detail) {
        return ScimAnswer.error(status, standardType(status, scimType), detail);
    }

    /** The types of RFC 7644 alone; the library has more, and sometimes none where there should be one. */
    private static String standardType(int status, String scimType) {
        if (status == 409) {
            return RFC7644.UNIQUENESS;
        }
        if (status != 400) {
            return null;
        }
        if (scimType == null) {
            return RFC7644.INVALID_VALUE;
        }
        return switch (scimType) {
            case "unparseableRequest" -> RFC7644.INVALID_SYNTAX;
            case "required", "invalidParameters", "missingExtension", "unknownResource" -> RFC7644.INVALID_VALUE;
            default -> scimType;
        };
    }
}
