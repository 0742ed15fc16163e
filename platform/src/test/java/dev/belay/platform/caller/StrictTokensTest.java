package dev.belay.platform.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the library would let pass, or fail at, although the issuer signed it. */
class StrictTokensTest {
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    private static final KeyPair KEYS = keys();

    private final long now = Instant.now().getEpochSecond();
    private final StrictTokens tokens = new StrictTokens("upn", Duration.ofHours(1), 10);
    private final JWTAuthContextInfo settings = new JWTAuthContextInfo();

    StrictTokensTest() {
        settings.setPublicVerificationKey(KEYS.getPublic());
        settings.setIssuedBy("issuer");
        settings.setExpectedAudience(Set.of("belay-profile"));
        settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String header, String claims) {
        String input = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Good claims, with one member written otherwise. */
    private String claims(String member, String otherwise) {
        String good =
                "{\"iss\":\"issuer\",\"aud\":[\"belay-profile\"],\"iat\":%d,\"exp\":%d,\"upn\":\"ada\",\"groups\":[\"admin\"]}"
                        .formatted(now, now + 600);
        String changed = good.replaceFirst(member, otherwise);
        assertTrue(member.isEmpty() || !changed.equals(good), member);
        return changed;
    }

    private void refuses(String token, String reason) {
        ParseException refusal = assertThrows(ParseException.class, () -> tokens.parse(token, settings), token);
        assertEquals("Refused: " + reason, refusal.getMessage());
    }

    private void refusesHeader(String header, String reason) {
        refuses(signed(header, claims("", "")), reason);
    }

    private void refusesClaims(String member, String otherwise, String reason) {
        refuses(signed(HEADER, claims(member, otherwise)), reason);
    }

    @Test
    void acceptsAGoodToken() throws ParseException {
        for (String type : Set.of("JWT", "at+jwt", "application/AT+JWT")) {
            String token = signed(HEADER.replace("JWT", type), claims("", ""));
            assertEquals("ada", tokens.parse(token, settings).getName());
        }
        tokens.parse(signed("{\"alg\":\"RS256\"}", claims("\"exp\":(\\d+)", "\"exp\":$1.5")), settings);
    }

    @Test
    void refusesASecondSpellingOfTheSameToken() {
        String good = signed(HEADER, claims("", ""));
        for (String other : Set.of(good + "=", good + "!", good + ".", " " + good, good.replaceFirst("\\.", ". "))) {
            refuses(other, "it is not three parts of base64url");
        }
    }

    @Test
    void refusesTokensForAnotherUse() {
        refusesHeader(HEADER.replace("JWT", "logout+jwt"), "it was not made for access");
        refusesHeader(HEADER.replace("JWT", "dpop+jwt"), "it was not made for access");
        refusesHeader(HEADER.replace("\"JWT\"", "1"), "typ must be a text");
        refusesHeader("{\"alg\":\"RS256\",\"crit\":[]}", "it needs an extension");
        refusesHeader("{\"alg\":\"RS256\",\"b64\":false}", "it needs an extension");
        refusesHeader("{\"alg\":\"RS256\",\"cty\":\"JWT\"}", "it needs an extension");
    }

    @Test
    void refusesTimesThatNoIssuerCouldMean() {
        String future = Long.toString(now + 300);
        refusesClaims("\"iat\":\\d+", "\"iat\":" + future, "it was issued in the future");
        refusesClaims("\"exp\":\\d+", "\"exp\":" + (now + 3601), "it lives longer than is accepted here");
        refusesClaims(
                "\"iat\":\\d+,\"exp\":\\d+",
                "\"iat\":-2,\"exp\":" + Long.MAX_VALUE,
                "it lives longer than is accepted here");
        refusesClaims("\"exp\":\\d+", "\"exp\":1e999", "it lives longer than is accepted here");
        refusesClaims("\"exp\":\\d+", "\"exp\":\"soon\"", "iat and exp must be numbers");
        refusesClaims("\"iat\":\\d+,", "", "iat and exp must be numbers");
    }

    @Test
    void refusesClaimsOfAnotherKind() {
        refusesClaims("\"upn\":\"ada\"", "\"upn\":[\"ada\"]", "upn must be a text");
        refusesClaims("\"upn\":\"ada\"", "\"client_id\":{}", "client_id must be a text");
        refusesClaims("\\[\"admin\"]", "{\"admin\":true}", "groups must be a list");
        refusesClaims("\\[\"admin\"]", "[1]", "groups must be a list of texts");
        refusesClaims("\"upn\"", "\"upn\":\"bob\",\"upn\"", "a part is not JSON in base64url");
    }
}
