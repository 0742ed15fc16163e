package dev.belay.mentorship;

import dev.belay.contracts.ContactState;
import dev.belay.contracts.Event;
import dev.belay.contracts.PersonState;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.replica.Delivery;
import dev.belay.platform.replica.EventHandler;
import dev.belay.platform.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes people for tests, as if their events had just come from the topics. */
@ApplicationScoped
public class Organisation {
    private final AtomicLong versions = new AtomicLong(1);
    private final EventHandler handler;
    private final LoginKey loginKey;

    Organisation(EventHandler handler, LoginKey loginKey) {
        this.handler = handler;
        this.loginKey = loginKey;
    }

    public Someone person() {
        return person(null);
    }

    public Someone person(UUID managerId) {
        UUID id = UUID.randomUUID();
        String userName = "u-" + id;
        Someone someone = new Someone(id, userName, Tokens.person(userName).token());
        tell(state(someone, true, managerId));
        tell(new ContactState(id, nextVersion(), false, name(id), email(id), "en"));
        return someone;
    }

    public static String name(UUID id) {
        return "Person " + id.toString().substring(0, 8);
    }

    public static String email(UUID id) {
        return id + "@example.org";
    }

    public Someone mentor(int places) {
        return person().offers(places);
    }

    public void deactivate(Someone someone) {
        tell(state(someone, false, null));
    }

    public void activate(Someone someone) {
        tell(state(someone, true, null));
    }

    public void erase(Someone someone) {
        tell(PersonState.deleted(someone.id(), nextVersion()));
        tell(ContactState.deleted(someone.id(), nextVersion()));
    }

    public PersonState state(Someone someone, boolean active, UUID managerId) {
        return state(someone, nextVersion(), active, managerId, List.of());
    }

    public PersonState state(Someone someone, long version, boolean active, UUID managerId, List<String> roles) {
        return new PersonState(
                someone.id(),
                version,
                false,
                loginKey.of(someone.userName()),
                active,
                roles,
                managerId,
                "Engineering",
                "AT",
                "Vienna",
                "Europe/Vienna",
                List.of("en"),
                "backend-developer",
                "mid",
                "senior",
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public long nextVersion() {
        return versions.incrementAndGet();
    }

    public void tell(Event event) {
        QuarkusTransaction.requiringNew()
                .run(() -> handler.apply(new Delivery(UUID.randomUUID(), Instant.now(), event)));
    }
}
