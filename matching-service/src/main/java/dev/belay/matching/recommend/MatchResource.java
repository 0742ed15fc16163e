package dev.belay.matching.recommend;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Match;
import dev.belay.matching.policy.ActivePolicy;
import dev.belay.matching.replica.Replica;
import dev.belay.matching.sentences.Audience;
import dev.belay.matching.sentences.Sentences;
import dev.belay.platform.caller.Caller;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.Role;
import dev.belay.platform.problems.NotFound;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why two people could or could not be matched. */
@Path("/v1/matches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations", description = "Who could mentor whom, and why.")
@Authenticated
class MatchResource {

    private final Replica replica;
    private final ActivePolicy active;
    private final Callers callers;
    private final Clock clock;

    MatchResource(Replica replica, ActivePolicy active, Callers callers, Clock clock) {
        this.replica = replica;
        this.active = active;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Path("/{mentee}/{mentor}")
    @Operation(
            operationId = "explainMatch",
            summary = "Why two people could or could not be matched",
            description =
                    "Any pair, a refused one too: what each hard rule says, and the score with its components. For the"
                            + " mentee; for the mentor, if the mentee looks for one or has a mentorship with them; for"
                            + " program-manager and admin. To others the pair is not there.")
    @APIResponse(
            responseCode = "200",
            description = "The pair.",
            content =
                    @Content(
                            schema = @Schema(implementation = MatchView.class),
                            examples = @ExampleObject(name = "a refused pair", value = Examples.REFUSED_PAIR)))
    public Response match(
            @PathParam("mentee") UUID menteeId,
            @PathParam("mentor") UUID mentorId,
            @HeaderParam("Accept-Language")
                    @Parameter(description = "The languages the sentences are wanted in; there are English and German.")
                    String language) {
        Caller.Person caller = callers.person();
        Snapshot snapshot = replica.snapshot();
        Member mentee = snapshot.member(menteeId);
        Member mentor = snapshot.member(mentorId);
        if (!mentee.isPerson() || !mentor.isPerson() || !maySee(caller, mentee, mentor)) {
            throw new NotFound("pair");
        }
        Audience audience = caller.id().equals(menteeId) ? Audience.MENTEE : Audience.OTHERS;
        Sentences sentences = Sentences.wanted(language, audience);
        Match match = Match.of(
                menteeId, mentorId, snapshot, active.policy(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return Response.ok(MatchView.of(match, sentences))
                .language(sentences.locale())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private static boolean maySee(Caller.Person caller, Member mentee, Member mentor) {
        return caller.id().equals(mentee.id())
                || caller.is(Role.PROGRAM_MANAGER)
                || caller.is(Role.ADMIN)
                || caller.id().equals(mentor.id())
                        && (mentee.participation().wantsMentoring() || mentee.isPairedWith(mentor.id()));
    }
}
