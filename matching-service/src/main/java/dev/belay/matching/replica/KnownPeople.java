package dev.belay.matching.replica;

import dev.belay.contracts.PersonState;
import dev.belay.platform.caller.KnownPerson;
import dev.belay.platform.caller.PersonDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Whom a token may act for: everyone in the topic of people, found by login key. */
@ApplicationScoped
class KnownPeople implements PersonDirectory {

    private static final Comparator<Login> BEST_LAST =
            Comparator.comparing((Login login) -> login.person().active()).thenComparingLong(Login::version);

    /** Those who bear each login key: nearly always one. */
    private final Map<String, List<Login>> byKey = new ConcurrentHashMap<>();

    private final Map<UUID, Login> byId = new HashMap<>();

    private record Login(String key, long version, KnownPerson person) {}

    /**
     * Where two bear a key, which happens while a name passes from one to another and the events of the two are still on
     * their way, it is the active one of them. Of two who are active it is nobody: no token may act for the wrong one.
     */
    @Override
    public Optional<KnownPerson> byLoginKey(String loginKey) {
        List<Login> bearers = byKey.getOrDefault(loginKey, List.of());
        long active = bearers.stream().filter(login -> login.person().active()).count();
        return active > 1 ? Optional.empty() : bearers.stream().max(BEST_LAST).map(Login::person);
    }

    /**
     * Takes in a state that is newer than any before it of the same person. Whoever looks meanwhile finds the person as
     * they were or as they are, never nobody.
     */
    synchronized void apply(PersonState state) {
        Login before = byId.remove(state.id());
        String key = state.loginKey();
        if (key != null) {
            Set<String> roles = state.roles() == null ? Set.of() : Set.copyOf(state.roles());
            KnownPerson person = new KnownPerson(state.id(), Boolean.TRUE.equals(state.active()), roles);
            Login login = new Login(key, state.version(), person);
            byId.put(state.id(), login);
            byKey.compute(key, (same, logins) -> replaced(before, login, logins == null ? List.of() : logins));
        }
        if (before != null && !before.key().equals(key)) {
            byKey.computeIfPresent(before.key(), (same, logins) -> without(before, logins));
        }
    }

    private static List<Login> replaced(Login gone, Login come, List<Login> logins) {
        return Stream.concat(logins.stream().filter(login -> login != gone), Stream.of(come))
                .toList();
    }

    private static List<Login> without(Login gone, List<Login> logins) {
        List<Login> left = logins.stream().filter(login -> login != gone).toList();
        return left.isEmpty() ? null : left;
    }
}
