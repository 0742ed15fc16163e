package dev.belay.matching.recommend;

import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Diversity;
import dev.belay.matching.core.score.MenteeSearch;
import dev.belay.matching.core.score.MentorFilter;
import dev.belay.matching.core.score.MentorSearch;
import dev.belay.matching.core.score.Obstacles;
import dev.belay.matching.core.score.PeerSearch;
import dev.belay.matching.core.score.Policy;
import dev.belay.matching.core.score.Recommendation;
import dev.belay.matching.policy.ActivePolicy;
import dev.belay.matching.replica.Replica;
import dev.belay.matching.sentences.Audience;
import dev.belay.matching.sentences.Sentences;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.InvalidRequest;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who could mentor the person who asks, whom they could mentor, and with whom they could learn. */
@Path("/v1/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations", description = "Who could mentor whom, and why.")
@Authenticated
class RecommendationResource {

    private static final int FEW = 5;
    private static final String LANGUAGE = "The languages the sentences are wanted in; there are English and German.";
    private static final String EXPLAIN = "How much of the why: scores alone, a sentence each, or every component.";

    private final Replica replica;
    private final ActivePolicy active;
    private final Callers callers;
    private final Clock clock;

    RecommendationResource(Replica replica, ActivePolicy active, Callers callers, Clock clock) {
        this.replica = replica;
        this.active = active;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Path("/mentors")
    @Operation(
            operationId = "recommendMentors",
            summary = "The best mentors for whoever asks",
            description =
                    "Looks at everyone who offers mentoring and meets the filter, drops those whom a hard rule refuses, and"
                            + " scores the rest in integers. Exact: nobody better is left out. Any active person may ask"
                            + " for themselves; a machine may not. Filters that nobody meets are no error: the answer"
                            + " says in `whyFew` what they cost.")
    @APIResponse(
            responseCode = "200",
            description = "The recommendation, possibly with nobody in it.",
            content =
                    @Content(
                            schema = @Schema(implementation = MentorsView.class),
                            examples = {
                                @ExampleObject(name = "one mentor", value = Examples.ONE_MENTOR),
                                @ExampleObject(name = "nobody", value = Examples.NOBODY)
                            }))
    public Response mentors(
            @BeanParam PageRequest page,
            @QueryParam("skill")
                    @Parameter(
                            description =
                                    "Only who teaches all of these skills, by key; comma-separated or repeated, up"
                                            + " to 20.",
                            example = "kafka")
                    List<String> skill,
            @QueryParam("level")
                    @Parameter(description = "Only who has one of these levels; comma-separated or repeated.")
                    List<String> level,
            @QueryParam("department")
                    @Parameter(
                            description = "Only who works in one of these departments, without regard to case;"
                                    + " comma-separated or repeated.")
                    List<String> department,
            @QueryParam("timeZone")
                    @Parameter(
                            description = "Only whose wall clock is near that of this IANA zone now, daylight saving"
                                    + " counted. Without it and with `within`: near yours.",
                            example = "Europe/Berlin")
                    String timeZone,
            @QueryParam("within")
                    @Parameter(
                            description = "How near, up to PT12H; PT3H if only `timeZone` is named. A day more or less"
                                    + " does not count.",
                            example = "PT3H")
                    String within,
            @QueryParam("maxPerDepartment")
                    @Parameter(
                            description = "At most so many of one department; `diversity` tells the price.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
                    String maxPerDepartment,
            @QueryParam("maxPerTeam")
                    @Parameter(
                            description = "At most so many with the same manager; not beside `maxPerDepartment`.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
                    String maxPerTeam,
            @QueryParam("explain")
                    @Parameter(
                            description = EXPLAIN,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"none", "short", "full"},
                                            defaultValue = "full"))
                    String explain,
            @HeaderParam("Accept-Language") @Parameter(description = LANGUAGE, example = "de-AT, en;q=0.5")
                    String language) {
        int limit = limit(page);
        Explain wanted = Explain.parse(explain);
        UUID mentee = callers.person().id();
        Snapshot snapshot = replica.snapshot();
        Policy policy = active.policy();
        Instant asOf = now();
        MentorQuery query = new MentorQuery(skill, level, department, timeZone, within, maxPerDepartment, maxPerTeam);
        MentorFilter filter = query.filter(snapshot.member(mentee).profile().zone(), asOf);
        Optional<Diversity> diversity = query.diversity();
        Sentences sentences = Sentences.wanted(language, Audience.MENTEE);

        Recommendation recommendation;
        MentorsView.DiversityView price = null;
        if (diversity.isPresent()) {
            Diversity.Outcome outcome = diversity.get().best(mentee, snapshot, policy, asOf, limit, filter);
            recommendation = outcome.recommendation();
            price = MentorsView.DiversityView.of(diversity.get(), outcome, sentences);
        } else {
            recommendation = MentorSearch.best(mentee, snapshot, policy, asOf, limit, filter);
        }
        int found = recommendation.mentors().size();
        MentorsView.WhyFew whyFew = found < Math.min(limit, FEW) && wanted != Explain.NONE
                ? MentorsView.WhyFew.of(Obstacles.of(mentee, snapshot, policy, asOf, filter), found, sentences)
                : null;
        return answer(MentorsView.of(recommendation, price, whyFew, wanted, sentences), sentences);
    }

    @GET
    @Path("/mentees")
    @Operation(
            operationId = "recommendMentees",
            summary = "Whom the asking mentor could help most",
            description =
                    "Looks at everyone who looks for a mentor and has fewer than they want. The rules and the score are"
                            + " those by which the mentee is told of this mentor. Any active person may ask for"
                            + " themselves; a machine may not. Somebody who offers no mentoring gets nobody, and sees by"
                            + " which rule.")
    @APIResponse(
            responseCode = "200",
            description = "The recommendation, possibly with nobody in it.",
            content = @Content(schema = @Schema(implementation = MenteesView.class)))
    public Response mentees(
            @BeanParam PageRequest page,
            @QueryParam("explain")
                    @Parameter(
                            description = EXPLAIN,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"none", "short", "full"},
                                            defaultValue = "full"))
                    String explain,
            @HeaderParam("Accept-Language") @Parameter(description = LANGUAGE) String language) {
        int limit = limit(page);
        Explain wanted = Explain.parse(explain);
        UUID mentor = callers.person().id();
        Sentences sentences = Sentences.wanted(language, Audience.OTHERS);
        MenteeSearch.Outcome outcome = MenteeSearch.best(mentor, replica.snapshot(), active.policy(), now(), limit);
        return answer(MenteesView.of(outcome, wanted, sentences), sentences);
    }

    @GET
    @Path("/peers")
    @Operation(
            operationId = "recommendPeers",
            summary = "With whom the asker could learn",
            description =
                    "People of the same level who look for a mentor too and have a gap in common, under the hard rules for"
                            + " mentors but for those on offer, place and level. The score: 700 × shared gaps (the"
                            + " weighted share of all gaps of the two), 200 × common hours, 100 × language. Any active"
                            + " person may ask for themselves; a machine may not.")
    @APIResponse(
            responseCode = "200",
            description = "The recommendation, possibly with nobody in it.",
            content = @Content(schema = @Schema(implementation = PeersView.class)))
    public Response peers(
            @BeanParam PageRequest page,
            @HeaderParam("Accept-Language") @Parameter(description = LANGUAGE) String language) {
        int limit = limit(page);
        UUID person = callers.person().id();
        Sentences sentences = Sentences.wanted(language, Audience.PEER);
        PeerSearch.Outcome outcome = PeerSearch.best(person, replica.snapshot(), active.policy(), now(), limit);
        return answer(PeersView.of(outcome, sentences), sentences);
    }

    private static int limit(PageRequest page) {
        int limit = page.limit();
        if (page.cursor().isPresent()) {
            throw InvalidRequest.cursor();
        }
        return limit;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Response answer(Object view, Sentences sentences) {
        return Response.ok(view)
                .language(sentences.locale())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
