package dev.belay.local.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The issuer over HTTP, in the shapes of OpenID Connect discovery and OAuth 2.0. The token endpoint needs the installation's
 * client secret; with {@code grant_type=client_credentials} and {@code scope=hr-sync} it gives a machine's token, with
 * {@code grant_type=password} and {@code username=ada} a person's (the client's secret is the password of all of them).
 */
public final class IssuerEndpoints implements Handler<HttpServerRequest> {

    private static final int FORM_LIMIT = 8 * 1024;

    private final DevIssuer issuer;
    private final String path;
    private final byte[] clientSecret;

    /** @param path where the endpoints are, without a slash at its end */
    public IssuerEndpoints(DevIssuer issuer, String path, String clientSecret) {
        this.issuer = issuer;
        this.path = path;
        this.clientSecret = clientSecret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpServerRequest request) {
        String endpoint = request.path().substring(path.length());
        boolean reads = request.method().equals(HttpMethod.GET);
        if (reads && endpoint.equals("/jwks.json")) {
            answer(request, 200, issuer.jwks());
        } else if (reads && endpoint.equals("/.well-known/openid-configuration")) {
            answer(request, 200, configuration().toString());
        } else if (request.method().equals(HttpMethod.POST) && endpoint.equals("/token")) {
            request.setExpectMultipart(true);
            long length = contentLength(request);
            if (length < 0 || length > FORM_LIMIT) {
                refuse(
                        request,
                        400,
                        "invalid_request",
                        "The body must be a form of at most 8 KiB, with its Content-Length.");
                return;
            }
            request.endHandler(end -> token(request));
            request.resume();
        } else {
            answer(
                    request,
                    404,
                    error("not_found", "The issuer has jwks.json, .well-known/openid-configuration and token."));
        }
    }

    private void token(HttpServerRequest request) {
        MultiMap form = request.formAttributes();
        if (!knowsSecret(request, form)) {
            request.response().putHeader("WWW-Authenticate", "Basic realm=\"local-stack\"");
            refuse(request, 401, "invalid_client", "The client's id or secret is wrong.");
            return;
        }
        String grant = form.get("grant_type");
        if ("client_credentials".equals(grant)) {
            if (!DevIssuer.HR_SYNC.equals(form.get("scope"))) {
                refuse(request, 400, "invalid_scope", "The only scope is hr-sync.");
                return;
            }
            give(request, issuer.machineToken(DevIssuer.HR_SYNC));
        } else if ("password".equals(grant)) {
            String userName = form.get("username");
            if (userName == null || userName.isBlank()) {
                refuse(request, 400, "invalid_request", "username is missing.");
                return;
            }
            give(request, issuer.tokenFor(userName));
        } else {
            refuse(request, 400, "unsupported_grant_type", "grant_type is client_credentials or password.");
        }
    }

    private boolean knowsSecret(HttpServerRequest request, MultiMap form) {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith("Basic ")) {
            try {
                String[] pair = new String(
                                Base64.getDecoder()
                                        .decode(authorization
                                                .substring("Basic ".length())
                                                .strip()),
                                StandardCharsets.UTF_8)
                        .split(":", 2);
                id = pair[0];
                secret = pair.length == 2 ? pair[1] : null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return DevIssuer.CLIENT_ID.equals(id)
                && secret != null
                && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), clientSecret);
    }

    private ObjectNode configuration() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("issuer", issuer.issuer());
        configuration.put("jwks_uri", issuer.issuer() + "/jwks.json");
        configuration.put("token_endpoint", issuer.issuer() + "/token");
        configuration
                .putArray("grant_types_supported")
                .add("client_credentials")
                .add("password");
        configuration.putArray("response_types_supported").add("token");
        configuration.putArray("subject_types_supported").add("public");
        configuration.putArray("scopes_supported").add(DevIssuer.HR_SYNC);
        configuration.putArray("id_token_signing_alg_values_supported").add("RS256");
        configuration
                .putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return configuration;
    }

    private static void give(HttpServerRequest request, String token) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("access_token", token);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", DevIssuer.LIFETIME.toSeconds());
        request.response().putHeader("Cache-Control", "no-store");
        answer(request, 200, answer.toString());
    }

    private static void refuse(HttpServerRequest request, int status, String error, String description) {
        request.resume();
        answer(request, status, error(error, description));
    }

    private static String error(String error, String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", description)
                .toString();
    }

    private static void answer(HttpServerRequest request, int status, String json) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json);
    }

    private static long contentLength(HttpServerRequest request) {
        try {
            return Long.parseLong(request.getHeader("Content-Length"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
