package dev.belay.matching.recommend;

import dev.belay.matching.core.score.DefaultPolicy;
import dev.belay.matching.core.score.MentorSearch;
import dev.belay.matching.replica.Replica;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.InvalidRequest;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who could mentor the person who asks. */
@Path("/v1/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations", description = "Who could mentor whom, and why.")
@Authenticated
class RecommendationResource {

    private final Replica replica;
    private final Callers callers;
    private final Clock clock;

    RecommendationResource(Replica replica, Callers callers, Clock clock) {
        this.replica = replica;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Path("/mentors")
    @Operation(
            operationId = "recommendMentors",
            summary = "The best mentors for whoever asks",
            description =
                    "Looks at everyone who offers mentoring, drops those whom a hard rule refuses, and scores the rest"
                            + " in integers. Exact: nobody better is left out. Any active person may ask for themselves;"
                            + " a machine may not.")
    @APIResponse(
            responseCode = "200",
            description = "The recommendation, possibly with nobody in it.",
            content =
                    @Content(
                            schema = @Schema(implementation = RecommendationView.class),
                            examples = @ExampleObject(name = "one mentor", value = Examples.ONE_MENTOR)))
    public RecommendationView mentors(@BeanParam PageRequest page) {
        int limit = page.limit();
        if (page.cursor().isPresent()) {
            throw InvalidRequest.cursor();
        }
        UUID mentee = callers.person().id();
        return RecommendationView.of(MentorSearch.best(
                mentee,
                replica.snapshot(),
                DefaultPolicy.POLICY,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                limit));
    }
}
