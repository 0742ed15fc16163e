package dev.belay.local.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Signs tokens for the local stack, in place of an organisation's identity provider. Its key is made anew for each installation
 * and never leaves it.
 */
public final class DevIssuer {

    /** The client that may ask for tokens, and that machine tokens name. */
    public static final String CLIENT_ID = "local-stack";

    /** The longest life that services accept in production. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** The role of the machine that brings HR's data. */
    public static final String HR_SYNC = "hr-sync";

    private static final List<String> AUDIENCES = List.of("belay-profile", "belay-mentorship", "belay-matching");

    private static final Map<String, List<String>> GROUPS =
            Map.of("mary", List.of("program-manager"), "root", List.of("admin"));

    private final String issuer;
    private final PublicJsonWebKey key;

    private DevIssuer(String issuer, PublicJsonWebKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /**
     * An issuer with the key in this folder, made if missing.
     *
     * @param issuer the {@code iss} of its tokens, an absolute URL
     */
    public static DevIssuer in(Path folder, String issuer) {
        try {
            String text = Secret.in(folder, "issuer-key.jwk", DevIssuer::newKey);
            return new DevIssuer(issuer, PublicJsonWebKey.Factory.newPublicJwk(text));
        } catch (JoseException e) {
            throw new IllegalStateException("the issuer's key in " + folder + " can't be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return issuer;
    }

    /** A bearer token for this person. Whether the person exists is for the services to say. */
    public String tokenFor(String userName) {
        JwtClaims claims = claims(userName);
        claims.setStringClaim("upn", userName);
        claims.setStringListClaim("groups", GROUPS.getOrDefault(userName, List.of()));
        return sign(claims);
    }

    /** A bearer token for a machine with this one role. */
    public String machineToken(String role) {
        JwtClaims claims = claims(CLIENT_ID);
        claims.setStringClaim("client_id", CLIENT_ID);
        claims.setStringListClaim("groups", role);
        return sign(claims);
    }

    /** A token with exactly these claims, for tests of what services refuse. */
    public String sign(JwtClaims claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setHeader("typ", "JWT");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the issuer's key can't sign", e);
        }
    }

    /**
     * The issuer's signature of these bytes, for tests of tokens that no library would make.
     *
     * @param algorithm as the JCA names it, such as {@code SHA512withRSA}
     */
    public byte[] signature(String algorithm, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key.getPrivateKey());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the issuer's key can't sign by " + algorithm, e);
        }
    }

    /** The public key as a JWK set. */
    public String jwks() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** The claims that every good token has; {@code upn} or {@code client_id} and {@code groups} are for the caller to add. */
    public JwtClaims claims(String subject) {
        Instant now = Instant.now();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setAudience(AUDIENCES);
        claims.setClaim("iat", now.getEpochSecond());
        claims.setClaim("exp", now.plus(LIFETIME).getEpochSecond());
        claims.setJwtId(UUID.randomUUID().toString());
        return claims;
    }

    private static String newKey() {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("this JDK can't make an RSA key", e);
        }
    }
}
