package dev.belay.system.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.system.RunningBelay;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;

/** Makes compact JWTs of any header, payload and signature: also those that a library would refuse to make. */
record Jws(String keyId, Signer signer) {
    static final String RS256 = "SHA256withRSA";

    private static final KeyPair FOREIGN = newRsaKey();

    /** Signs the bytes by an algorithm as the JCA names it. */
    interface Signer {
        byte[] sign(String algorithm, byte[] bytes);
    }

    /** The issuer's own key. */
    static Jws genuine(DevIssuer issuer) {
        return new Jws(keyId(issuer), issuer::signature);
    }

    /** Somebody else's key under the id of the issuer's. */
    static Jws foreign(DevIssuer issuer) {
        return new Jws(keyId(issuer), (algorithm, bytes) -> {
            try {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(FOREIGN.getPrivate());
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static KeyPair foreignKey() {
        return FOREIGN;
    }

    String sign(JwtClaims claims) {
        return sign(header(Map.of()), claims.toJson());
    }

    String sign(String header, String payload) {
        return sign(header, payload, RS256);
    }

    String sign(String header, String payload, String algorithm) {
        String input = encode(header) + "." + encode(payload);
        return input + "." + encode(signer.sign(algorithm, input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The header of a good token with these members more, or others instead; null takes one away. */
    String header(Map<String, Object> changes) {
        var header = RunningBelay.JSON
                .createObjectNode()
                .put("alg", "RS256")
                .put("kid", keyId)
                .put("typ", "JWT");
        changes.forEach((name, value) -> {
            if (value == null) {
                header.remove(name);
            } else {
                header.set(name, RunningBelay.JSON.valueToTree(value));
            }
        });
        return header.toString();
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String keyId(DevIssuer issuer) {
        try {
            return RunningBelay.JSON
                    .readTree(issuer.jwks())
                    .path("keys")
                    .get(0)
                    .path("kid")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newRsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
