package dev.belay.profile.ladder;

import dev.belay.platform.paging.Page;
import dev.belay.platform.problems.NotFound;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/tracks")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tracks", description = "The career ladder: what each level asks for, in eight competencies.")
class TrackResource {
    private final Ladder ladder;

    TrackResource(Ladder ladder) {
        this.ladder = ladder;
    }

    @Schema(name = "PageOfTracks")
    record Tracks(
            @Schema(required = true) List<TrackSummary> items,
            @Schema(required = true, nullable = true) String nextCursor) {}

    record TrackSummary(
            @Schema(required = true, examples = "backend-developer")
            String key,

            @Schema(required = true) int version,
            @Schema(required = true) String name,
            @Schema(required = true) String description,

            @Schema(required = true, description = "From the lowest to the highest.")
            List<LevelSummary> levels) {

        static TrackSummary of(Track track) {
            return new TrackSummary(
                    track.key(),
                    track.version(),
                    track.name(),
                    track.description(),
                    track.levels().stream()
                            .map(level -> new LevelSummary(level.key(), level.name(), level.summary()))
                            .toList());
        }
    }

    record LevelSummary(
            @Schema(required = true, examples = "mid") String key,
            @Schema(required = true) String name,
            @Schema(required = true) String summary) {}

    @GET
    @Operation(operationId = "listTracks", summary = "All career tracks", description = "All on one page.")
    @APIResponseSchema(Tracks.class)
    public Page<TrackSummary> list() {
        return new Page<>(ladder.tracks().stream().map(TrackSummary::of).toList(), null);
    }

    @GET
    @Path("{key}")
    @Operation(
            operationId = "getTrack",
            summary = "One career track",
            description =
                    "With its competencies, and per level the responsibilities, skills and evidence that are asked for.")
    @APIResponseSchema(TrackView.class)
    public TrackView get(@Parameter(example = "backend-developer") @PathParam("key") String key) {
        return ladder.tracks().stream()
                .filter(track -> track.key().equals(key))
                .findFirst()
                .map(track -> TrackView.of(track, ladder.competencies()))
                .orElseThrow(() -> new NotFound("track"));
    }
}
