package dev.belay.platform.replica;

import dev.belay.platform.caller.Role;
import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators, at the service's own port: no gateway forwards {@code /internal}. */
@Path("/internal/dead-letters")
@Produces("application/json")
@RolesAllowed({Role.SERVICE, Role.ADMIN})
@Tag(name = "Operations")
@UnlessBuildProperty(name = "belay.replica", stringValue = "memory", enableIfMissing = true)
public class DeadLetterResource {
    private final DeadLetterReplay replay;

    DeadLetterResource(DeadLetterReplay replay) {
        this.replay = replay;
    }

    record ReplayedLetters(
            @Schema(
                    required = true,
                    description = "Letters that were taken in now, or changed nothing because newer is held.")
            int replayed,

            @Schema(required = true, description = "Letters of no use here, and repeats of another letter.")
            int skipped,

            @Schema(
                    required = true,
                    description = "Letters that failed again and were put back, to be tried in the next run.")
            int failed) {}

    @POST
    @Path("replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Try the dead letters again",
            description =
                    "After the cause is mended. Each record that could not be taken in from another service's topics is tried"
                            + " once more, as if it came now: a state that is older than what is held changes nothing. What fails"
                            + " again stays a dead letter. Roles `service` and `admin`.")
    @APIResponseSchema(ReplayedLetters.class)
    public ReplayedLetters replay() throws InterruptedException {
        DeadLetterReplay.Tally tally = replay.run();
        return new ReplayedLetters(tally.replayed, tally.skipped, tally.failed);
    }
}
