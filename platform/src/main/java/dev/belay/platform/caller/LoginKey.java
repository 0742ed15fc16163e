package dev.belay.platform.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The pseudonym under which services find the person of a token: lower-case hex of HMAC-SHA-256 over the folded login
 * name. Topics carry it instead of the name; without the installation's secret it cannot be guessed back.
 */
@ApplicationScoped
public class LoginKey {
    private final SecretKeySpec secret;

    LoginKey(@ConfigProperty(name = "belay.identity.login-key-secret") String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String of(String login) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(fold(login).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** The one way in which login names are compared: compatibility form, no case, no outer spaces. */
    public static String fold(String login) {
        return Normalizer.normalize(login, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
