package dev.belay.profile.people;

import dev.belay.platform.caller.LoginKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which attribute of a person the claim of a token is matched against: one for the whole installation. */
@ApplicationScoped
class LoginMatch {
    /** Named as in the configuration. */
    enum Attribute {
        userName,
        externalId,
        id
    }

    private final Attribute attribute;
    private final LoginKey loginKey;

    LoginMatch(
            @ConfigProperty(name = "belay.identity.match", defaultValue = "userName") Attribute attribute,
            LoginKey loginKey) {
        this.attribute = attribute;
        this.loginKey = loginKey;
    }

    /** The key under which all services find this person; null while the attribute is missing. */
    String keyOf(UUID id, HrFields fields) {
        String login = switch (attribute) {
            case userName -> fields.userName();
            case externalId -> fields.externalId();
            case id -> id.toString();
        };
        return login == null ? null : loginKey.of(login);
    }
}
