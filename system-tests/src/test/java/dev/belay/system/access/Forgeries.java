package dev.belay.system.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.door.Service;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.system.RunningBelay;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The forgeries: what is known to have fooled verifiers of JWTs, and what an issuer could sign by mistake. All claim to be
 * an administrator who exists, so that whichever is believed would open everything.
 */
final class Forgeries {
    private static final List<String> AUDIENCES = List.of("belay-profile", "belay-mentorship", "belay-matching");
    private static final String ELSEWHERE = "http://127.0.0.1:9/";
    private static final Object ABSENT = new Object();

    private final List<Forgery> all = new ArrayList<>();
    private final Cast cast;
    private final Jws genuine;
    private final Jws foreign;
    private final PublicKey key;
    private final String jwk;
    private final String good;
    private final String[] parts;

    private Forgeries(Cast cast, DevIssuer issuer) {
        this.cast = cast;
        this.genuine = Jws.genuine(issuer);
        this.foreign = Jws.foreign(issuer);
        try {
            JsonNode first =
                    RunningBelay.JSON.readTree(issuer.jwks()).path("keys").get(0);
            this.jwk = first.toString();
            this.key = PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey();
        } catch (JoseException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        this.good = cast.token(CallerKind.ADMIN);
        this.parts = good.split("\\.");
    }

    static List<Forgery> against(Cast cast) {
        Forgeries forgeries = new Forgeries(cast, RunningBelay.get().suite().tokens());
        forgeries.unsecured();
        forgeries.publicKeyAsSecret();
        forgeries.keysOfTheTokensOwnChoice();
        forgeries.keyIds();
        forgeries.otherAlgorithms();
        forgeries.headerMembers();
        forgeries.brokenParts();
        forgeries.times();
        forgeries.issuersAndAudiences();
        forgeries.claimsOfOtherTypes();
        forgeries.encryptedAndNested();
        forgeries.waysToPresentIt();
        return List.copyOf(forgeries.all);
    }

    private void token(String name, String token) {
        all.add(Forgery.token(name, token));
    }

    private void unsecured() {
        for (int mask = 0; mask < 16; mask++) {
            StringBuilder none = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                char letter = "none".charAt(i);
                none.append((mask >> i & 1) == 1 ? Character.toUpperCase(letter) : letter);
            }
            token("alg " + none, unsigned(Map.of("alg", none.toString())));
        }
        token("alg none with the old signature", Jws.encode(header("alg", "none")) + "." + parts[1] + "." + parts[2]);
        token("alg none without the last dot", Jws.encode(header("alg", "none")) + "." + parts[1]);
        token("alg none without kid", Jws.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        token("alg none with a space", unsigned(Map.of("alg", "none ")));
        token("alg empty", unsigned(Map.of("alg", "")));
        token("alg absent", Jws.encode("{\"typ\":\"JWT\"}") + "." + parts[1] + ".");
        token("alg absent, signed by the issuer", genuine.sign("{\"kid\":\"" + genuine.keyId() + "\"}", claims()));
        token("alg null", Jws.encode("{\"alg\":null}") + "." + parts[1] + ".");
        token("alg a number", Jws.encode("{\"alg\":256}") + "." + parts[1] + "." + parts[2]);
        token("alg a list", Jws.encode("{\"alg\":[\"RS256\",\"none\"]}") + "." + parts[1] + "." + parts[2]);
        token("signature empty", parts[0] + "." + parts[1] + ".");
        token("signature absent", parts[0] + "." + parts[1]);
    }

    private void publicKeyAsSecret() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("PEM", bytes(pem));
        secrets.put("PEM with a newline", bytes(pem + "\n"));
        secrets.put("DER", key.getEncoded());
        secrets.put("JWK", bytes(jwk));
        secrets.put("modulus", ((RSAPublicKey) key).getModulus().toByteArray());
        for (String size : List.of("256", "384", "512")) {
            secrets.forEach((form, secret) ->
                    token("HS" + size + " keyed with the public key's " + form, hmac(size, secret, Map.of())));
        }
        token("HS256 keyed with a zero byte", hmac("256", new byte[1], Map.of()));
        token("HS256 keyed with the key's id", hmac("256", bytes(genuine.keyId()), Map.of()));
    }

    private void keysOfTheTokensOwnChoice() {
        String foreignJwk = foreignJwk();
        token("signed by another key under the issuer's kid", foreign.sign(foreign.header(Map.of()), claims()));
        token("jku elsewhere", foreignWith("jku", ELSEWHERE + "jwks.json"));
        token("jku to a file", foreignWith("jku", "file:///dev/stdin"));
        token("x5u elsewhere", foreignWith("x5u", ELSEWHERE + "cert.pem"));
        token("jwk of the forger", foreignWith("jwk", json(foreignJwk)));
        token("jwk of the forger without kid", foreign.sign(without("kid", "jwk", json(foreignJwk)), claims()));
        String certificate =
                Base64.getEncoder().encodeToString(Jws.foreignKey().getPublic().getEncoded());
        token("x5c of the forger", foreignWith("x5c", List.of(certificate)));
        token("x5c empty", foreignWith("x5c", List.of()));
        token("x5t of the forger", foreignWith("x5t", "AAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        token(
                "jwk that is symmetric",
                hmac("256", bytes("secret"), Map.of("jwk", Map.of("kty", "oct", "k", "c2VjcmV0"))));
    }

    private void keyIds() {
        token("kid of nobody", foreignWith("kid", "another"));
        token("kid of nobody, signed by the issuer", genuine.sign(header("kid", "another"), claims()));
        token("kid absent", foreign.sign(without("kid", "typ", "JWT"), claims()));
        token("kid empty", foreignWith("kid", ""));
        token("kid null", foreign.sign("{\"alg\":\"RS256\",\"kid\":null}", claims()));
        token("kid a number", foreignWith("kid", 7));
        token("kid an object", foreignWith("kid", Map.of("a", 1)));
        token("kid to an empty file", hmac("256", new byte[1], Map.of("kid", "../../../../../../dev/null")));
        token("kid to a known file", hmac("256", bytes("linux"), Map.of("kid", "file:///proc/sys/kernel/ostype")));
        token("kid with SQL", hmac("256", bytes("key"), Map.of("kid", "x' UNION SELECT 'key' -- ")));
        token("kid with a command", foreignWith("kid", "$(id)|id;`id`"));
        token("kid with JNDI", foreignWith("kid", "${jndi:ldap://127.0.0.1:9/a}"));
        token("kid with NUL and newline", foreignWith("kid", genuine.keyId() + "\u0000\r\nX: y"));
        token("kid of 4,000 characters", foreignWith("kid", "k".repeat(4000)));
    }

    private void otherAlgorithms() {
        for (String algorithm : List.of("ES256", "ES384", "ES512", "ES256K", "EdDSA")) {
            int size = algorithm.equals("ES512") ? 132 : algorithm.equals("ES384") ? 96 : 64;
            token(algorithm + " with a zero signature", withSignature(algorithm, new byte[size]));
        }
        token("ES256 with a zero signature in DER", withSignature("ES256", new byte[] {48, 6, 2, 1, 0, 2, 1, 0}));
        byte[] order =
                new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16).toByteArray();
        byte[] twice = new byte[64];
        System.arraycopy(order, 1, twice, 0, 32);
        System.arraycopy(order, 1, twice, 32, 32);
        token("ES256 with r and s the order", withSignature("ES256", twice));
        token("ES256 of the forger", byEllipticCurve());
        token("RS256 with a zero signature", withSignature("RS256", new byte[256]));
        token("RS256 with a signature of one", withSignature("RS256", one()));
        token("PS256 says RS256", genuine.sign(genuine.header(Map.of()), claims(), "RSASSA-PSS"));
        token("RS256 says PS256", genuine.sign(header("alg", "PS256"), claims()));
        token("PS256 by the issuer", genuine.sign(header("alg", "PS256"), claims(), "RSASSA-PSS"));
        token("RS384 by the issuer", genuine.sign(header("alg", "RS384"), claims(), "SHA384withRSA"));
        token("RS512 by the issuer", genuine.sign(header("alg", "RS512"), claims(), "SHA512withRSA"));
        token("RS1 by the issuer", genuine.sign(header("alg", "RS1"), claims(), "SHA1withRSA"));
        token("RS256 over SHA-1", genuine.sign(genuine.header(Map.of()), claims(), "SHA1withRSA"));
        token("alg rs256", genuine.sign(header("alg", "rs256"), claims()));
        token("alg a class name", genuine.sign(header("alg", "java.lang.Runtime"), claims()));
    }

    private void headerMembers() {
        token("crit of something unknown", genuine.sign(with("crit", List.of("belay"), "belay", true), claims()));
        token("crit of exp", genuine.sign(with("crit", List.of("exp"), "exp", 1), claims()));
        token("crit empty", genuine.sign(header("crit", List.of()), claims()));
        token("crit a text", genuine.sign(header("crit", "exp"), claims()));
        token(
                "crit null",
                genuine.sign("{\"alg\":\"RS256\",\"kid\":\"%s\",\"crit\":null}".formatted(genuine.keyId()), claims()));
        token("b64 false", genuine.sign(header("b64", false), claims()));
        token("b64 false and critical", genuine.sign(with("crit", List.of("b64"), "b64", false), claims()));
        token("b64 false with the payload in the open", openPayload());
        token("typ of a logout token", genuine.sign(header("typ", "logout+jwt"), claims()));
        token("typ of a security event", genuine.sign(header("typ", "secevent+jwt"), claims()));
        token("typ of a proof", genuine.sign(header("typ", "dpop+jwt"), claims()));
        token("typ a number", genuine.sign(header("typ", 1), claims()));
        token("typ JWT on a forged one", foreignWith("typ", "at+jwt"));
        token(
                "alg twice",
                genuine.sign("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"" + genuine.keyId() + "\"}", claims()));
        token("groups in the header", Jws.encode(header("groups", List.of("admin"))) + "." + parts[1] + "." + parts[2]);
        token(
                "a header nested deeply",
                Jws.encode("{\"alg\":\"RS256\",\"x\":" + "[".repeat(4000) + "]".repeat(4000) + "}") + "." + parts[1]
                        + "." + parts[2]);
        token(
                "a header with a number of 4,000 digits",
                Jws.encode("{\"alg\":\"RS256\",\"x\":" + "9".repeat(4000) + "}") + "." + parts[1] + "." + parts[2]);
        token("a header that is a list", Jws.encode("[\"RS256\"]") + "." + parts[1] + "." + parts[2]);
        token("a header that is null", Jws.encode("null") + "." + parts[1] + "." + parts[2]);
        token("a header that is empty", "." + parts[1] + "." + parts[2]);
        token(
                "a header in UTF-16",
                Jws.encode(genuine.header(Map.of()).getBytes(StandardCharsets.UTF_16)) + "." + parts[1] + "."
                        + parts[2]);
        token(
                "a header with broken UTF-8",
                Jws.encode(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'}) + "." + parts[1] + "."
                        + parts[2]);
    }

    private void brokenParts() {
        token("header changed", changed(0));
        token("payload changed", changed(1));
        token("signature changed", changed(2));
        token(
                "groups changed, signature kept",
                parts[0] + "."
                        + Jws.encode(changedClaims(
                                claims -> claims.putArray("groups").add("admin").add("service"))) + "." + parts[2]);
        token("cut after the header", parts[0]);
        token("cut after the header's dot", parts[0] + ".");
        token("cut in the payload", parts[0] + "." + parts[1].substring(0, parts[1].length() / 2));
        token("cut in the signature", good.substring(0, good.length() - 10));
        token("cut by one character", good.substring(0, good.length() - 1));
        token("a fourth part", good + "." + parts[1]);
        token("a fourth part that is empty", good + ".");
        token("a dot before", "." + good);
        token("two payloads", parts[0] + "." + parts[1] + "." + parts[1] + "." + parts[2]);
        token("parts in another order", parts[1] + "." + parts[0] + "." + parts[2]);
        token("padded", good + "==");
        token("junk behind the signature", good + "!");
        token(
                "junk in the signature",
                good.substring(0, good.length() - 20) + "~" + good.substring(good.length() - 20));
        token("percent-encoded dots", good.replace(".", "%2E"));
        token("dots alone", "..");
        token("nothing between dots", "...");
        token("no token but a word", "nonsense");
        token("null in words", "null");
        token("undefined in words", "undefined");
        token("the public key", Base64.getEncoder().encodeToString(key.getEncoded()));
        token("payload no JSON", genuine.sign(genuine.header(Map.of()), "nonsense"));
        token("payload a list", genuine.sign(genuine.header(Map.of()), "[" + claims() + "]"));
        token("payload null", genuine.sign(genuine.header(Map.of()), "null"));
        token("payload without claims", genuine.sign(genuine.header(Map.of()), "{}"));
        token("payload empty", genuine.sign(genuine.header(Map.of()), ""));
        token("payload with more behind it", genuine.sign(genuine.header(Map.of()), claims() + claims()));
        for (String claim : List.of("upn", "groups", "exp", "aud", "iss")) {
            token(claim + " twice", genuine.sign(genuine.header(Map.of()), twice(claim)));
        }
    }

    private void times() {
        long now = Instant.now().getEpochSecond();
        mistaken("exp absent", "exp", ABSENT);
        mistaken("exp null", "exp", null);
        mistaken("exp a text", "exp", "tomorrow");
        mistaken("exp a number in quotes", "exp", Long.toString(now + 600));
        mistaken("exp past", "exp", now - 60);
        mistaken("exp zero", "exp", 0);
        mistaken("exp negative", "exp", -now);
        mistaken("exp in milliseconds", "exp", now * 1000);
        mistaken("exp the largest", "exp", Long.MAX_VALUE);
        mistaken("exp larger than that", "exp", new BigInteger("99999999999999999999999999"));
        mistaken("exp a huge fraction", "exp", 1e300);
        mistaken("exp past, with a fraction", "exp", now - 60.5);
        mistaken("exp a list", "exp", List.of(now + 600));
        mistaken("exp an object", "exp", Map.of("value", now + 600));
        mistaken("exp true", "exp", true);
        token(
                "exp beyond all numbers",
                genuine.sign(genuine.header(Map.of()), claims().replaceFirst("\"exp\":\\d+", "\"exp\":1e999")));
        token(
                "exp not a number",
                genuine.sign(genuine.header(Map.of()), claims().replaceFirst("\"exp\":\\d+", "\"exp\":NaN")));
        token(
                "exp and iat so far apart that it overflows",
                mistake(claims -> claims.put("exp", Long.MAX_VALUE).put("iat", -2)));
        token(
                "a life of a second over an hour",
                mistake(claims -> claims.put("iat", now).put("exp", now + 3601)));
        token("a life of ten years", mistake(claims -> claims.put("iat", now).put("exp", now + 315_360_000)));
        token("iat long ago", mistake(claims -> claims.put("iat", now - 86_400).put("exp", now + 600)));
        mistaken("nbf in the future", "nbf", now + 600);
        mistaken("nbf a text", "nbf", "now");
        mistaken("nbf huge", "nbf", Long.MAX_VALUE);
        token(
                "iat in the future",
                mistake(claims -> claims.put("iat", now + 1800).put("exp", now + 3600)));
        token(
                "iat and exp far in the future",
                mistake(claims -> claims.put("iat", now + 315_360_000).put("exp", now + 315_360_600)));
        mistaken("iat absent", "iat", ABSENT);
        mistaken("iat a text", "iat", "now");
        mistaken("iat negative", "iat", -1);
        token("iat after exp", mistake(claims -> claims.put("iat", now + 7200).put("exp", now + 600)));
    }

    private void issuersAndAudiences() {
        String issuer = RunningBelay.get().suite().tokens().issuer();
        mistaken("iss absent", "iss", ABSENT);
        mistaken("iss null", "iss", null);
        mistaken("iss empty", "iss", "");
        mistaken("iss elsewhere", "iss", ELSEWHERE);
        mistaken("iss with a slash more", "iss", issuer + "/");
        mistaken("iss in upper case", "iss", issuer.toUpperCase(Locale.ROOT));
        mistaken("iss with a newline", "iss", issuer + "\n");
        mistaken("iss a list", "iss", List.of(issuer));
        mistaken("iss a number", "iss", 1);
        mistaken("aud absent", "aud", ABSENT);
        mistaken("aud null", "aud", null);
        mistaken("aud empty", "aud", "");
        mistaken("aud of nobody", "aud", List.of());
        mistaken("aud of somebody else", "aud", "account");
        mistaken("aud half a name", "aud", "belay-");
        mistaken("aud all names in one", "aud", String.join(",", AUDIENCES));
        mistaken(
                "aud in upper case",
                "aud",
                AUDIENCES.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        mistaken("aud a number", "aud", 1);
        mistaken("aud an object", "aud", Map.of("belay-profile", true));
        mistaken("aud of lists", "aud", List.of(AUDIENCES));
        mistaken(
                "aud of a number among names",
                "aud",
                Stream.concat(AUDIENCES.stream(), Stream.of(1)).toList());
        all.add(Forgery.token("aud of the other services only", service -> mistake("aud", others(service))));
        all.add(Forgery.token(
                "aud of one other service",
                service -> mistake("aud", others(service).get(0))));
    }

    private void claimsOfOtherTypes() {
        String name = cast.name(CallerKind.ADMIN);
        for (String claim : List.of("upn", "client_id")) {
            // With upn still there, client_id means nothing; so it goes.
            String other = claim.equals("upn") ? "client_id" : "upn";
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("a list", List.of(name));
            values.put("a number", 7);
            values.put("an object", Map.of("name", name));
            values.put("true", true);
            values.forEach((kind, value) -> token(claim + " " + kind, mistake(claims -> {
                claims.remove(other);
                claims.putArray("groups").add("hr-sync").add("admin");
                claims.set(claim, RunningBelay.JSON.valueToTree(value));
            })));
        }
        mistaken("groups an object", "groups", Map.of("admin", true));
        mistaken("groups a number", "groups", 1);
        mistaken("groups of lists", "groups", List.of(List.of("admin")));
        mistaken("groups of numbers", "groups", List.of(1, 2));
        mistaken("sub a list", "sub", List.of(name));
        mistaken("sub a number", "sub", 7);
        mistaken("jti an object", "jti", Map.of("a", 1));
    }

    private void encryptedAndNested() {
        token("encrypted to the issuer", encrypted(claims(), null));
        token("encrypted to the issuer, a good token inside", encrypted(good, "JWT"));
        token(
                "encrypted to nobody",
                Jws.encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        token(
                "encrypted by a password of two billion rounds",
                Jws.encode(
                                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"AAAAAAAAAAA\",\"p2c\":2147483647}")
                        + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        token("nested: a good token in a forged one", foreign.sign(foreign.header(Map.of("cty", "JWT")), good));
        token(
                "nested: a good token in an unsecured one",
                Jws.encode("{\"alg\":\"none\",\"cty\":\"JWT\"}") + "." + Jws.encode(good) + ".");
        token(
                "nested: an unsecured token in a signed one",
                genuine.sign(header("cty", "JWT"), unsigned(Map.of("alg", "none"))));
        token(
                "nested: a forged token in a signed one",
                genuine.sign(header("cty", "JWT"), foreign.sign(foreign.header(Map.of()), claims())));
        token(
                "in JSON",
                "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
        token("all of it encoded once more", Jws.encode(good));
    }

    private void waysToPresentIt() {
        String bad = foreign.sign(foreign.header(Map.of()), claims());
        twice("two Authorization headers, both good", "Bearer " + good, "Bearer " + good);
        twice("two Authorization headers, the second forged", "Bearer " + good, "Bearer " + bad);
        twice("two Authorization headers, the first forged", "Bearer " + bad, "Bearer " + good);
        twice("two Authorization headers, Basic and Bearer", "Basic YWRhOmFkYQ==", "Bearer " + good);
        twice("two Authorization headers, the first empty", "", "Bearer " + good);
        all.add(new Forgery(
                "a token of 100 kB",
                431,
                service -> Forgery.Attempt.authorization(
                        "Bearer " + parts[0] + "." + "A".repeat(100_000) + "." + parts[2])));
        all.add(new Forgery(
                "a good token with 100 kB in its header",
                431,
                service -> Forgery.Attempt.authorization(
                        "Bearer " + genuine.sign(header("x", "y".repeat(75_000)), claims()))));
        for (String parameter : List.of("access_token", "token", "jwt", "authorization", "Authorization", "bearer")) {
            all.add(new Forgery(
                    "token in the query as " + parameter,
                    401,
                    service -> new Forgery.Attempt(List.of(), "?" + parameter + "=" + good)));
        }
        elsewhere("Cookie", "Bearer=" + good);
        elsewhere("Cookie", "access_token=" + good + "; token=" + good + "; jwt=" + good);
        elsewhere("Proxy-Authorization", "Bearer " + good);
        elsewhere("X-Authorization", "Bearer " + good);
        elsewhere("X-Access-Token", good);
        elsewhere("X-Forwarded-Authorization", "Bearer " + good);
        elsewhere("X-Forwarded-User", cast.name(CallerKind.ADMIN));
        elsewhere("X-HTTP-Method-Override", "OPTIONS");
        elsewhere("X-Original-URL", "/q/health");
        all.add(Forgery.header("no scheme", good));
        all.add(Forgery.header(
                "scheme Basic",
                "Basic " + Base64.getEncoder().encodeToString(bytes(cast.name(CallerKind.ADMIN) + ":" + good))));
        all.add(Forgery.header("scheme Basic with a token", "Basic " + good));
        all.add(Forgery.header("scheme DPoP", "DPoP " + good));
        all.add(Forgery.header("scheme Token", "Token " + good));
        all.add(Forgery.header("scheme JWT", "JWT " + good));
        all.add(Forgery.header("scheme Negotiate", "Negotiate " + good));
        all.add(Forgery.header("scheme Bearer twice", "Bearer Bearer " + good));
        all.add(Forgery.header("scheme Bearer without a token", "Bearer"));
        all.add(Forgery.header("scheme Bearer and a space", "Bearer "));
        all.add(Forgery.header("no space after Bearer", "Bearer" + good));
        all.add(Forgery.header("a colon after Bearer", "Bearer: " + good));
        all.add(Forgery.header("a tab after Bearer", "Bearer\t" + good));
        all.add(Forgery.header("a space in the token", "Bearer " + parts[0] + ". " + parts[1] + "." + parts[2]));
        all.add(Forgery.header("a tab in the token", "Bearer " + parts[0] + ".\t" + parts[1] + "." + parts[2]));
        all.add(Forgery.header("two tokens", "Bearer " + good + " " + good));
        all.add(Forgery.header("two tokens with a comma", "Bearer " + good + ", Bearer " + good));
        all.add(Forgery.header("a parameter", "Bearer token=" + good));
        all.add(Forgery.header("in quotes", "Bearer \"" + good + "\""));
    }

    private void twice(String name, String first, String second) {
        all.add(new Forgery(name, 400, service -> Forgery.Attempt.authorization(first, second)));
    }

    private void elsewhere(String header, String value) {
        String what = value.contains(good) ? "a good token" : value;
        all.add(new Forgery(
                what + " in " + header + (value.startsWith("Bearer=") ? " as Bearer" : ""),
                401,
                service -> new Forgery.Attempt(List.of(new Wire.Header(header, value)), "")));
    }

    /** A token that the issuer signed, with one claim that is not as it must be. */
    private void mistaken(String name, String claim, Object value) {
        token(name, mistake(claim, value));
    }

    private String mistake(String claim, Object value) {
        return mistake(claims -> {
            if (value == ABSENT) {
                claims.remove(claim);
            } else {
                claims.set(claim, RunningBelay.JSON.valueToTree(value));
            }
        });
    }

    private String mistake(Consumer<ObjectNode> change) {
        return genuine.sign(genuine.header(Map.of()), changedClaims(change));
    }

    private String changedClaims(Consumer<ObjectNode> change) {
        ObjectNode claims = (ObjectNode) json(claims());
        change.accept(claims);
        return claims.toString();
    }

    private String claims() {
        return cast.personClaims(CallerKind.ADMIN, "admin").toJson();
    }

    private String twice(String claim) {
        String value = json(claims()).path(claim).toString();
        return claims().replaceFirst("\\{", "{\"" + claim + "\":" + value.replace("$", "\\$") + ",");
    }

    private static List<String> others(Service service) {
        return AUDIENCES.stream()
                .filter(name -> !name.equals(service.audience()))
                .toList();
    }

    private String header(String name, Object value) {
        return genuine.header(Map.of(name, value));
    }

    private String with(String name, Object value, String other, Object otherValue) {
        return genuine.header(Map.of(name, value, other, otherValue));
    }

    private String without(String absent, String name, Object value) {
        Map<String, Object> changes = new HashMap<>();
        changes.put(absent, null);
        changes.put(name, value);
        return genuine.header(changes);
    }

    private String foreignWith(String name, Object value) {
        return foreign.sign(foreign.header(Map.of(name, value)), claims());
    }

    private String unsigned(Map<String, Object> header) {
        return Jws.encode(genuine.header(header)) + "." + parts[1] + ".";
    }

    private String withSignature(String algorithm, byte[] signature) {
        return Jws.encode(header("alg", algorithm)) + "." + parts[1] + "." + Jws.encode(signature);
    }

    private String hmac(String size, byte[] secret, Map<String, Object> more) {
        try {
            Map<String, Object> changes = new HashMap<>(more);
            changes.put("alg", "HS" + size);
            String input = Jws.encode(genuine.header(changes)) + "." + parts[1];
            Mac mac = Mac.getInstance("HmacSHA" + size);
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return input + "." + Jws.encode(mac.doFinal(bytes(input)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String byEllipticCurve() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new Jws(genuine.keyId(), (algorithm, input) -> {
                        try {
                            Signature signature = Signature.getInstance(algorithm);
                            signature.initSign(pair.getPrivate());
                            signature.update(input);
                            return signature.sign();
                        } catch (GeneralSecurityException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .sign(header("alg", "ES256"), claims(), "SHA256withECDSAinP1363Format");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String openPayload() {
        String header = Jws.encode(with("crit", List.of("b64"), "b64", false));
        String payload = "{\"upn\":\"" + cast.name(CallerKind.ADMIN) + "\"}";
        byte[] signature = genuine.signer().sign(Jws.RS256, bytes(header + "." + payload));
        return header + "." + payload + "." + Jws.encode(signature);
    }

    private String encrypted(String payload, String contentType) {
        try {
            JsonWebEncryption encryption = new JsonWebEncryption();
            encryption.setAlgorithmHeaderValue("RSA-OAEP-256");
            encryption.setEncryptionMethodHeaderParameter("A256GCM");
            encryption.setKeyIdHeaderValue(genuine.keyId());
            if (contentType != null) {
                encryption.setContentTypeHeaderValue(contentType);
            }
            encryption.setKey(key);
            encryption.setPayload(payload);
            return encryption.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The part with one character in its middle replaced. */
    private String changed(int part) {
        String[] changed = Arrays.copyOf(parts, 3);
        int middle = changed[part].length() / 2;
        char other = changed[part].charAt(middle) == 'A' ? 'B' : 'A';
        changed[part] = changed[part].substring(0, middle) + other + changed[part].substring(middle + 1);
        return Stream.of(changed).collect(Collectors.joining("."));
    }

    private static byte[] one() {
        byte[] one = new byte[256];
        one[255] = 1;
        return one;
    }

    private static String foreignJwk() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Jws.foreignKey().getPublic())
                    .toJson();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return RunningBelay.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
