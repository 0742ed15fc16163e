package dev.belay.mentorship.republish;

import dev.belay.mentorship.Transactions;
import dev.belay.mentorship.mentorships.MentorshipService;
import dev.belay.mentorship.participation.Participations;
import dev.belay.platform.caller.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Rebuilds this service's compacted topics from its database. The front door forwards nobody here. */
@Path("/internal/republish")
@RolesAllowed({Role.SERVICE, Role.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class RepublishResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int BATCH = 200;

    private final Participations participations;
    private final MentorshipService mentorships;
    private final Transactions transactions;

    RepublishResource(Participations participations, MentorshipService mentorships, Transactions transactions) {
        this.participations = participations;
        this.mentorships = mentorships;
        this.transactions = transactions;
    }

    /** How many states went out. */
    record Republished(int participations, int mentorships) {}

    @POST
    @Operation(hidden = true)
    public Republished republish() {
        return new Republished(
                all(after -> participations.republish(after, BATCH)),
                all(after -> mentorships.republish(after, BATCH)));
    }

    /** In batches of a transaction each, so that nobody waits long for a lock. */
    private int all(Function<UUID, List<UUID>> batch) {
        int count = 0;
        UUID last = BEFORE_ALL;
        while (true) {
            UUID after = last;
            List<UUID> done = transactions.run(() -> batch.apply(after));
            if (done.isEmpty()) {
                return count;
            }
            count += done.size();
            last = done.get(done.size() - 1);
        }
    }
}
