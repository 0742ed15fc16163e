package dev.belay.local.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.local.door.FrontDoor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerEndpointsTest {

    private static final String ISSUER = "http://127.0.0.1:8080/dev-issuer";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path keys;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DevIssuer issuer;
    private String secret;
    private FrontDoor door;

    @BeforeEach
    void open() throws Exception {
        issuer = DevIssuer.in(keys, ISSUER);
        secret = Secret.in(keys, "client-secret");
        door = FrontDoor.open(0, new IssuerEndpoints(issuer, FrontDoor.ISSUER_PATH, secret));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void givesAMachineTokenThatItsOwnKeysVerify() throws Exception {
        HttpResponse<String> answer =
                token("grant_type=client_credentials&scope=hr-sync&client_id=local-stack&client_secret=" + secret);
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        JsonNode body = JSON.readTree(answer.body());
        assertEquals("Bearer", body.path("token_type").asText());
        assertEquals(3600, body.path("expires_in").asInt());
        JwtClaims claims = verified(body.path("access_token").asText());
        assertEquals("local-stack", claims.getStringClaimValue("client_id"));
        assertEquals(List.of("hr-sync"), claims.getStringListClaimValue("groups"));
        assertFalse(claims.hasClaim("upn"));
        assertEquals(List.of("belay-profile", "belay-mentorship", "belay-matching"), claims.getAudience());
        assertEquals(
                3600,
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
    }

    @Test
    void givesPeopleTheirNameAndGroups() throws Exception {
        String form = "grant_type=password&client_id=local-stack&client_secret=" + secret + "&username=";
        JwtClaims ada = verified(
                JSON.readTree(token(form + "ada").body()).path("access_token").asText());
        assertEquals("ada", ada.getStringClaimValue("upn"));
        assertEquals(List.of(), ada.getStringListClaimValue("groups"));
        assertFalse(ada.hasClaim("client_id"));
        assertEquals(
                List.of("program-manager"), verified(issuer.tokenFor("mary")).getStringListClaimValue("groups"));
        assertEquals(List.of("admin"), verified(issuer.tokenFor("root")).getStringListClaimValue("groups"));
    }

    @Test
    void takesTheSecretInTheHeaderToo() throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString(("local-stack:" + secret).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                form("grant_type=client_credentials&scope=hr-sync")
                        .header("Authorization", "Basic " + basic)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
    }

    @Test
    void refusesWhoeverDoesNotKnowTheSecret() throws Exception {
        for (String form : List.of(
                "grant_type=client_credentials&scope=hr-sync",
                "grant_type=client_credentials&scope=hr-sync&client_id=local-stack",
                "grant_type=client_credentials&scope=hr-sync&client_id=local-stack&client_secret=wrong",
                "grant_type=client_credentials&scope=hr-sync&client_id=other&client_secret=" + secret,
                "grant_type=password&username=root&client_id=local-stack&client_secret=")) {
            HttpResponse<String> answer = token(form);
            assertEquals(401, answer.statusCode(), form);
            assertEquals(
                    "invalid_client", JSON.readTree(answer.body()).path("error").asText());
            assertTrue(answer.headers().firstValue("WWW-Authenticate").isPresent());
        }
    }

    @Test
    void refusesWhatItDoesNotOffer() throws Exception {
        String client = "&client_id=local-stack&client_secret=" + secret;
        assertEquals("invalid_scope", error("grant_type=client_credentials&scope=admin" + client));
        assertEquals("unsupported_grant_type", error("grant_type=implicit" + client));
        assertEquals("invalid_request", error("grant_type=password" + client));
        assertEquals("invalid_request", error("x=" + "y".repeat(10_000)));
    }

    @Test
    void describesItself() throws Exception {
        JsonNode configuration = JSON.readTree(http.send(
                        HttpRequest.newBuilder(uri("/dev-issuer/.well-known/openid-configuration"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        assertEquals(ISSUER, configuration.path("issuer").asText());
        assertEquals(ISSUER + "/jwks.json", configuration.path("jwks_uri").asText());
        assertEquals(ISSUER + "/token", configuration.path("token_endpoint").asText());
        assertFalse(jwks().contains("\"d\""), "the private key is published");
    }

    @Test
    void keepsItsKeysPrivateAndForItsInstallationOnly(@TempDir Path others) throws Exception {
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
        DevIssuer again = DevIssuer.in(keys, ISSUER);
        assertEquals(issuer.jwks(), again.jwks());
        DevIssuer other = DevIssuer.in(others, ISSUER);
        assertNotEquals(issuer.jwks(), other.jwks());
        assertThrows(InvalidJwtException.class, () -> verified(other.tokenFor("ada")));
    }

    private String error(String form) throws Exception {
        HttpResponse<String> answer = token(form);
        assertEquals(400, answer.statusCode(), form);
        return JSON.readTree(answer.body()).path("error").asText();
    }

    private HttpResponse<String> token(String form) throws Exception {
        return http.send(form(form).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder form(String form) {
        return HttpRequest.newBuilder(uri("/dev-issuer/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + door.port() + path);
    }

    private String jwks() throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri("/dev-issuer/jwks.json")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private JwtClaims verified(String token) throws Exception {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience("belay-mentorship")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(jwks()).getJsonWebKeys()))
                .build();
        return consumer.processToClaims(token);
    }
}
