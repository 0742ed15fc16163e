package dev.belay.platform.caller;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A service that could not tell a good token from a bad one does not start. */
@ApplicationScoped
class IdentityConfigured {
    private static final String NO_KEYS = "no-issuer-is-configured";

    void check(
            @Observes StartupEvent event,
            LaunchMode mode,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") String keys,
            @ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer) {
        if (mode != LaunchMode.NORMAL) {
            return;
        }
        if (keys.equals(NO_KEYS)) {
            throw new IllegalStateException(
                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION is missing: where the issuer publishes its keys (JWKS).");
        }
        if (issuer.isEmpty()) {
            throw new IllegalStateException("MP_JWT_VERIFY_ISSUER is missing: whose tokens are accepted.");
        }
    }
}
