package dev.belay.mentorship.participation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.mentorship.Transactions;
import dev.belay.mentorship.people.People;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.etag.ETags;
import dev.belay.platform.json.MergePatch;
import dev.belay.platform.outbox.Versions;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Violation;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the signed-in person offers and wants. */
@Path("/v1/participation/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Participation", description = "What a person offers as a mentor and wants as a mentee.")
class ParticipationResource {
    private static final String NOT_WITH = "notWith";

    private final Callers callers;
    private final Participations participations;
    private final People people;
    private final MergePatch mergePatch;
    private final Transactions transactions;
    private final Clock clock;

    ParticipationResource(
            Callers callers,
            Participations participations,
            People people,
            MergePatch mergePatch,
            Transactions transactions,
            Clock clock) {
        this.callers = callers;
        this.participations = participations;
        this.people = people;
        this.mergePatch = mergePatch;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "getMyParticipation",
            summary = "My participation",
            description = "Any signed-in person. Who has said nothing yet offers and wants nothing. The ETag is that"
                    + " of the settings: counts such as `placesTaken` do not change it.")
    @APIResponse(
            responseCode = "200",
            description = "My participation",
            headers =
                    @Header(
                            name = "ETag",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)),
            content = @Content(schema = @Schema(implementation = ParticipationView.class)))
    public Response mine() {
        UUID me = callers.person().id();
        Participation participation = participations.findByIdOptional(me).orElseGet(() -> Participation.untouched(me));
        return answer(participation, participations.notWith(me));
    }

    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeMyParticipation",
            summary = "Change what I offer and want",
            description = "Any signed-in person. A JSON Merge Patch: what is absent stays, null resets to the default,"
                    + " arrays are replaced whole. A capacity below what is taken ends nothing and blocks new accepts.")
    @APIResponse(
            responseCode = "200",
            description = "My participation after the change",
            headers =
                    @Header(
                            name = "ETag",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)),
            content = @Content(schema = @Schema(implementation = ParticipationView.class)))
    @APIResponse(responseCode = "412", description = "The settings have changed since they were read.")
    @APIResponse(responseCode = "428", description = "`If-Match` is missing.")
    public Response change(
            @HeaderParam("If-Match") @Parameter(required = true, description = "the ETag of what was read")
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = Settings.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "offer",
                                                            summary = "Offer three places, two hours a week",
                                                            value =
                                                                    "{\"offersMentoring\": true, \"capacity\": 3, \"availability\": [{\"day\": \"TUESDAY\", \"from\": \"09:00\", \"to\": \"11:00\"}]}")))
                    JsonNode patch) {
        UUID me = callers.person().id();
        return transactions.run(() -> change(me, ifMatch, patch));
    }

    private Response change(UUID me, String ifMatch, JsonNode patch) {
        Set<UUID> toLock = new HashSet<>(Set.of(me));
        boolean blocksChange = patch != null && patch.has(NOT_WITH);
        if (blocksChange) {
            // A block stands in the published state of both: whoever it may concern is locked with me, in one order.
            toLock.addAll(participations.notWith(me));
            toLock.addAll(people.known(ids(patch.get(NOT_WITH))));
        }
        Participation mine = participations.lock(toLock).get(me);
        ETags.require(ifMatch, mine.settingsVersion());
        Settings settings = mergePatch.apply(mine.settings(participations.notWith(me)), patch);
        check(me, settings);
        mine.accept(settings, Versions.next(mine.settingsVersion(), clock));
        Set<UUID> changed = new HashSet<>(Set.of(me));
        if (blocksChange) {
            changed.addAll(participations.replaceNotWith(me, Set.copyOf(settings.notWith())));
        }
        participations.publish(changed);
        return answer(mine, participations.notWith(me));
    }

    /** What of the array can be an id; the rest is refused when the patch is applied, and so is an array too long. */
    private static Set<UUID> ids(JsonNode array) {
        Set<UUID> ids = new HashSet<>();
        for (JsonNode element : array) {
            if (ids.size() == Settings.MAX_NOT_WITH) {
                break;
            }
            try {
                ids.add(UUID.fromString(element.asText()));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return ids;
    }

    private void check(UUID me, Settings settings) {
        List<Violation> violations = new ArrayList<>();
        Set<UUID> known = people.known(settings.notWith());
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < settings.notWith().size(); i++) {
            UUID other = settings.notWith().get(i);
            String field = "/" + NOT_WITH + "/" + i;
            if (other.equals(me)) {
                violations.add(new Violation(field, "self", "must be somebody else than yourself"));
            } else if (!known.contains(other)) {
                violations.add(new Violation(field, "exists", "is nobody known here"));
            } else if (!seen.add(other)) {
                violations.add(new Violation(field, "unique", "is listed twice"));
            }
        }
        LocalDate lastDayAway = settings.unavailableUntil();
        if (lastDayAway != null && (lastDayAway.getYear() < 2000 || lastDayAway.getYear() > 9999)) {
            violations.add(new Violation("/unavailableUntil", "range", "must be a date from 2000-01-01 to 9999-12-31"));
        }
        List<Slot> slots = settings.availability();
        for (int i = 0; i < slots.size(); i++) {
            if (!slots.get(i).isInOrder()) {
                violations.add(new Violation(
                        "/availability/" + i + "/to",
                        "order",
                        "must be after from; what crosses midnight is two slots"));
            }
            for (int j = 0; j < i; j++) {
                if (slots.get(i).overlaps(slots.get(j))) {
                    violations.add(new Violation("/availability/" + i, "overlap", "overlaps with slot " + j));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw InvalidRequest.body(violations);
        }
    }

    private static Response answer(Participation participation, List<UUID> notWith) {
        return Response.ok(ParticipationView.of(participation, notWith))
                .tag(ETags.of(participation.settingsVersion()))
                .build();
    }
}
