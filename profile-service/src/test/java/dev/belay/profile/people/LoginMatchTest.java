package dev.belay.profile.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.testing.BelayServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class LoginMatchTest {
    private static final UUID ID = new UUID(7, 7);

    @Inject
    LoginKey loginKey;

    @Test
    void theConfiguredAttributeMakesTheKey() {
        HrFields ada = fields("Ada", "E-1");
        assertEquals(loginKey.of("ada"), match(LoginMatch.Attribute.userName).keyOf(ID, ada));
        assertEquals(loginKey.of("e-1"), match(LoginMatch.Attribute.externalId).keyOf(ID, ada));
        assertEquals(loginKey.of(ID.toString()), match(LoginMatch.Attribute.id).keyOf(ID, ada));
        assertNotEquals(loginKey.of("ada"), loginKey.of("bob"));
    }

    @Test
    void whoLacksTheAttributeHasNone() {
        assertNull(match(LoginMatch.Attribute.externalId).keyOf(ID, fields("Ada", null)));
    }

    private LoginMatch match(LoginMatch.Attribute attribute) {
        return new LoginMatch(attribute, loginKey);
    }

    private static HrFields fields(String userName, String externalId) {
        var texts = new EnumMap<HrField, String>(HrField.class);
        texts.put(HrField.USER_NAME, userName);
        texts.put(HrField.EXTERNAL_ID, externalId);
        return HrFields.NONE.with(new HrChange(texts, null));
    }
}
