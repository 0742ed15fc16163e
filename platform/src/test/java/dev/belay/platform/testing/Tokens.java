package dev.belay.platform.testing;

import io.smallrye.jwt.build.Jwt;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Tokens as an issuer would give them out, good and bad. Immutable; {@link #token} yields the compact form. */
public record Tokens(
        String userName,
        String client,
        Set<String> groups,
        Set<String> audience,
        String issuer,
        Instant issuedAt,
        Duration life,
        boolean foreign) {

    public static final String ISSUER = "http://127.0.0.1/test-issuer";
    private static final Set<String> ALL_SERVICES = Set.of("belay-profile", "belay-mentorship", "belay-matching");

    /** A person's token without any group. */
    public static Tokens person(String userName) {
        return new Tokens(userName, null, Set.of(), ALL_SERVICES, ISSUER, Instant.now(), Duration.ofMinutes(15), false);
    }

    /** An HR integration's token: the client is the source of the rows it owns. */
    public static Tokens hrSync(String client) {
        return machine(client, "hr-sync");
    }

    /** Another service's token. */
    public static Tokens service(String client) {
        return machine(client, "service");
    }

    public static Tokens machine(String client, String group) {
        return new Tokens(
                null, client, Set.of(group), ALL_SERVICES, ISSUER, Instant.now(), Duration.ofMinutes(15), false);
    }

    public Tokens groups(String... names) {
        return new Tokens(userName, client, Set.of(names), audience, issuer, issuedAt, life, foreign);
    }

    public Tokens audience(String... names) {
        return new Tokens(userName, client, groups, Set.of(names), issuer, issuedAt, life, foreign);
    }

    public Tokens issuer(String other) {
        return new Tokens(userName, client, groups, audience, other, issuedAt, life, foreign);
    }

    public Tokens living(Duration time) {
        return new Tokens(userName, client, groups, audience, issuer, issuedAt, time, foreign);
    }

    public Tokens expired() {
        return new Tokens(
                userName, client, groups, audience, issuer, Instant.now().minusSeconds(7200), life, foreign);
    }

    /** Signed by a key that no service knows, under the right key's id. */
    public Tokens forged() {
        return new Tokens(userName, client, groups, audience, issuer, issuedAt, life, true);
    }

    public String token() {
        PrivateKey key = foreign ? TestKeys.foreignKey() : TestKeys.privateKey();
        var claims = Jwt.issuer(issuer)
                .audience(audience)
                .groups(groups)
                .subject(userName == null ? client : userName)
                .issuedAt(issuedAt)
                .expiresAt(issuedAt.plus(life));
        if (userName != null) {
            claims.upn(userName);
        }
        if (client != null) {
            claims.claim("client_id", client);
        }
        return claims.jws().keyId(TestKeys.KEY_ID).sign(key);
    }

    /** The same claims under {@code alg: none}, without a signature. */
    public String unsigned() {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token().split("\\.")[1] + ".";
    }

    public String bearer() {
        return "Bearer " + token();
    }
}
