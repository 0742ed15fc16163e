package dev.belay.platform;

import dev.belay.platform.caller.KnownPerson;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.caller.PersonDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class TestPeople implements PersonDirectory {
    static final UUID ADA = UUID.fromString("00000000-0000-7000-8000-00000000ada0");

    private final Map<String, KnownPerson> people;

    TestPeople(LoginKey keys) {
        people = Map.of(
                keys.of("ada"), new KnownPerson(ADA, true, Set.of()),
                keys.of("mary"), new KnownPerson(UUID.randomUUID(), true, Set.of("program-manager")),
                keys.of("leaver"), new KnownPerson(UUID.randomUUID(), false, Set.of("program-manager")));
    }

    @Override
    public Optional<KnownPerson> byLoginKey(String loginKey) {
        return Optional.ofNullable(people.get(loginKey));
    }
}
