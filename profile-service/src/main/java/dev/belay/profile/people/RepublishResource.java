package dev.belay.profile.people;

import dev.belay.platform.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rebuilds this service's topics from its database. */
@Path("/internal/republish")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.SERVICE, Role.ADMIN})
@Tag(name = "Operations", description = "For operators and the other services; not to be reached from outside.")
class RepublishResource {
    private static final int BATCH = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final People people;
    private final PersonEvents events;
    private final LoginMatch loginMatch;
    private final Clock clock;

    RepublishResource(People people, PersonEvents events, LoginMatch loginMatch, Clock clock) {
        this.people = people;
        this.events = events;
        this.loginMatch = loginMatch;
        this.clock = clock;
    }

    @Schema(name = "Republished")
    record Republished(
            @Schema(required = true, description = "How many people were published again.")
            int people) {}

    @POST
    @Operation(
            operationId = "republish",
            summary = "Publish every person's state once more",
            description =
                    "With new versions, so that consumers take them: after a topic was lost or restored, or when the"
                            + " ladder's data has changed. Roles `service` and `admin`.")
    @APIResponseSchema(Republished.class)
    public Republished republish() {
        int count = 0;
        UUID last = BEFORE_ALL;
        // A batch is a transaction of its own: nobody's change waits for more than that.
        while (last != null) {
            UUID after = last;
            List<Person> batch = QuarkusTransaction.requiringNew().call(() -> publishAfter(after));
            count += batch.size();
            last = batch.isEmpty() ? null : batch.get(batch.size() - 1).id();
        }
        return new Republished(count);
    }

    private List<Person> publishAfter(UUID id) {
        List<Person> batch = people.lockAfter(id, BATCH);
        for (Person person : batch) {
            person.logInAs(loginMatch.keyOf(person.id(), person.hr()));
            person.moveOn(clock);
        }
        events.changed(batch, List.of());
        return batch;
    }
}
