package dev.belay.platform.caller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks at a token before the library verifies it, and refuses what the library would let pass or stumble over: a token that
 * is not written exactly one way, that was made for another use, that nobody could have issued yet, or whose claims are of
 * the wrong kind. Nothing here trusts the token; whether it is genuine is still for the library to say.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class StrictTokens extends DefaultJWTCallerPrincipalFactory {
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    // An issuer signs much else with the same key: logout tokens, security events, proofs of possession (RFC 8725,
    // 3.11).
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String personClaim;
    private final Duration maxTokenLife;
    private final int clockSkewSeconds;

    StrictTokens(
            @ConfigProperty(name = "belay.identity.person-claim", defaultValue = "upn") String personClaim,
            @ConfigProperty(name = "belay.identity.max-token-life", defaultValue = "PT1H") Duration maxTokenLife,
            @ConfigProperty(name = "mp.jwt.verify.clock.skew", defaultValue = "0") int clockSkewSeconds) {
        this.personClaim = personClaim;
        this.maxTokenLife = maxTokenLife;
        this.clockSkewSeconds = clockSkewSeconds;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        require(COMPACT.matcher(token).matches(), "it is not three parts of base64url");
        String[] parts = token.split("\\.");
        checkHeader(object(parts[0]));
        checkClaims(object(parts[1]));
        return super.parse(token, info);
    }

    private static void checkHeader(JsonNode header) throws ParseException {
        requireTextIfAny(header, "kid");
        requireTextIfAny(header, "typ");
        require(
                !header.has("typ") || TYPES.contains(header.path("typ").asText().toLowerCase(Locale.ROOT)),
                "it was not made for access");
        // No extension is understood here, and no token inside a token.
        require(!header.has("crit") && !header.has("b64") && !header.has("cty"), "it needs an extension");
    }

    private void checkClaims(JsonNode claims) throws ParseException {
        JsonNode issued = claims.path("iat");
        JsonNode expires = claims.path("exp");
        require(issued.isNumber() && expires.isNumber(), "iat and exp must be numbers");
        // By the clock that the library judges exp with. As floating-point numbers, for which nothing is too large.
        double now = System.currentTimeMillis() / 1000.0;
        require(issued.doubleValue() <= now + clockSkewSeconds, "it was issued in the future");
        // A leaver whose deactivation has not arrived yet is bounded by the life of the token.
        require(
                expires.doubleValue() - issued.doubleValue() <= maxTokenLife.toSeconds(),
                "it lives longer than is accepted here");
        requireTextIfAny(claims, personClaim);
        requireTextIfAny(claims, CallerAugmentor.MACHINE_CLAIM);
        JsonNode groups = claims.path("groups");
        require(groups.isArray() || groups.isNull() || groups.isMissingNode(), "groups must be a list");
        for (JsonNode group : groups) {
            require(group.isTextual(), "groups must be a list of texts");
        }
    }

    private static void requireTextIfAny(JsonNode object, String name) throws ParseException {
        JsonNode value = object.path(name);
        require(value.isTextual() || value.isNull() || value.isMissingNode(), name + " must be a text");
    }

    private static JsonNode object(String part) throws ParseException {
        try {
            JsonNode read = JSON.readTree(Base64.getUrlDecoder().decode(part));
            require(read.isObject(), "a part is no JSON object");
            return read;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ParseException("Refused: a part is not JSON in base64url", e);
        } catch (IOException e) {
            throw new ParseException("Refused: a part cannot be read", e);
        }
    }

    private static void require(boolean holds, String otherwise) throws ParseException {
        if (!holds) {
            throw new ParseException("Refused: " + otherwise);
        }
    }
}
