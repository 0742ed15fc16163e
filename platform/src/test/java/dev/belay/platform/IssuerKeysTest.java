package dev.belay.platform;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The issuer changes its keys, or is away, while a service runs: with the settings that all services share. */
class IssuerKeysTest {
    private static final String ISSUER = "http://127.0.0.1/issuer";
    private static final String AUDIENCE = "belay-profile";
    private static final PublicJsonWebKey OLD = key("old");
    private static final PublicJsonWebKey NEW = key("new");
    private static final PublicJsonWebKey FOREIGN = key("foreign");
    private static final int ALWAYS = 0;

    private final AtomicInteger reads = new AtomicInteger();
    private volatile List<PublicJsonWebKey> published = List.of(OLD);
    private HttpServer issuer;

    @BeforeEach
    void open() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks.json", exchange -> {
            reads.incrementAndGet();
            if (published.isEmpty()) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                byte[] body = new JsonWebKeySet(published)
                        .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void close() {
        issuer.stop(0);
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setAlgorithm("RS256");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(PublicJsonWebKey key) {
        Instant now = Instant.now();
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .upn("ada")
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofMinutes(5)))
                .jws()
                .keyId(key.getKeyId())
                .sign(key.getPrivateKey());
    }

    private JWTAuthContextInfo settings() {
        JWTAuthContextInfo settings = new JWTAuthContextInfo();
        settings.setPublicKeyLocation("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks.json");
        settings.setIssuedBy(ISSUER);
        settings.setExpectedAudience(Set.of(AUDIENCE));
        settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        settings.setJwksRefreshInterval(shared("refresh-interval"));
        settings.setForcedJwksRefreshInterval(shared("forced-refresh-interval"));
        settings.setJwksRetainCacheOnErrorDuration(shared("retain-cache-on-error-duration"));
        return settings;
    }

    /** What platform's own configuration file says, in minutes. */
    private static int shared(String name) {
        try {
            for (URL url : Collections.list(
                    IssuerKeysTest.class.getClassLoader().getResources("META-INF/microprofile-config.properties"))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                String value = properties.getProperty("smallrye.jwt.jwks." + name);
                if (value != null) {
                    return Integer.parseInt(value);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("platform's configuration says nothing of smallrye.jwt.jwks." + name);
    }

    /** The library takes what it read within the last 300 ms for fresh, whatever happens. */
    private static void afterAMoment() {
        long since = System.nanoTime();
        Awaitility.await()
                .until(() -> System.nanoTime() - since > Duration.ofMillis(400).toNanos());
    }

    private static JWTParser service(JWTAuthContextInfo settings) {
        return new DefaultJWTParser(settings, new DefaultJWTCallerPrincipalFactory());
    }

    private static void accepts(JWTParser service, PublicJsonWebKey key) {
        assertDoesNotThrow(() -> service.parse(token(key)), key.getKeyId());
    }

    private static void refuses(JWTParser service, PublicJsonWebKey key) {
        assertThrows(ParseException.class, () -> service.parse(token(key)), key.getKeyId());
    }

    @Test
    void aNewKeyWorksAtOnceBesideTheOldOne() {
        JWTParser service = service(settings());
        accepts(service, OLD);
        afterAMoment();
        published = List.of(OLD, NEW);
        accepts(service, NEW);
        accepts(service, OLD);
        refuses(service, FOREIGN);
    }

    @Test
    void aKeyThatIsNoLongerPublishedIsRefusedOnceTheKeysWereReadAgain() {
        JWTAuthContextInfo settings = settings();
        settings.setJwksRefreshInterval(ALWAYS);
        JWTParser service = service(settings);
        accepts(service, OLD);
        afterAMoment();
        published = List.of(NEW);
        accepts(service, NEW);
        refuses(service, OLD);
    }

    @Test
    void whileTheIssuerIsDownTheKnownKeysStayGood() {
        JWTAuthContextInfo settings = settings();
        // As if each request came after the keys had grown old, and tokens of unknown keys a minute apart.
        settings.setJwksRefreshInterval(ALWAYS);
        settings.setForcedJwksRefreshInterval(ALWAYS);
        JWTParser service = service(settings);
        accepts(service, OLD);
        afterAMoment();
        published = List.of();
        accepts(service, OLD);
        refuses(service, FOREIGN);
        accepts(service, OLD);
        afterAMoment();
        published = List.of(OLD, NEW);
        accepts(service, NEW);
        accepts(service, OLD);
    }

    @Test
    void aServiceThatStartsBeforeTheIssuerFindsItLater() {
        published = List.of();
        JWTParser service = service(settings());
        refuses(service, OLD);
        published = List.of(OLD);
        accepts(service, OLD);
    }

    @Test
    void tokensOfUnknownKeysDoNotFloodTheIssuer() {
        JWTParser service = service(settings());
        accepts(service, OLD);
        afterAMoment();
        int before = reads.get();
        for (int i = 0; i < 50; i++) {
            refuses(service, FOREIGN);
        }
        assertEquals(before + 1, reads.get());
        assertTrue(shared("forced-refresh-interval") <= 1, "a new key must not wait long for an attacker's sake");
    }
}
