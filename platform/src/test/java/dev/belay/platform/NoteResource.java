package dev.belay.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.contracts.MentorshipState;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.Role;
import dev.belay.platform.etag.ETags;
import dev.belay.platform.idempotency.Idempotency;
import dev.belay.platform.json.MergePatch;
import dev.belay.platform.outbox.Outbox;
import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.NotFound;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A resource as services write them, to try the platform on. */
@Path("/v1/notes")
@Produces("application/json")
@Authenticated
public class NoteResource {
    @Inject
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    Idempotency idempotency;

    @Inject
    MergePatch patch;

    @Inject
    Callers callers;

    record Tag(@NotNull @Size(max = 5) String name) {}

    record NewNote(
            @NotNull @Size(min = 1, max = 100) String text,
            @Max(9) Integer stars,
            @Valid List<Tag> tags,
            UUID ref) {}

    record NoteView(UUID id, String text) {}

    @GET
    @Path("me")
    public Map<String, Object> me() {
        return Map.of("key", callers.current().key(), "roles", callers.current().roles());
    }

    @GET
    @Path("open")
    @PermitAll
    public Map<String, String> open() {
        return Map.of("open", "yes");
    }

    @GET
    @Path("admin")
    @RolesAllowed(Role.ADMIN)
    public Map<String, String> admin() {
        return Map.of("admin", "yes");
    }

    @GET
    @Path("broken")
    public Map<String, String> broken() {
        throw new IllegalStateException("secret of the house");
    }

    @GET
    @Path("{id}")
    public NoteView one(@PathParam("id") UUID id) {
        throw new NotFound("note");
    }

    @GET
    public Response list(
            @BeanParam PageRequest page, @QueryParam("size") @Max(100) Integer size, @Context UriInfo uri) {
        int from = page.cursor()
                .map(cursor -> Integer.parseInt(Cursor.parse(cursor, 1).get(0)))
                .orElse(0);
        List<Integer> rows = IntStream.rangeClosed(from + 1, 120)
                .limit(page.limit() + 1L)
                .boxed()
                .toList();
        return Page.cut(rows, page.limit(), row -> new Object[] {row}).response(uri);
    }

    @POST
    @Consumes("application/json")
    @Transactional
    public Response create(@NotNull @Valid NewNote note, @Context HttpHeaders headers, @Context UriInfo uri) {
        return idempotency.once(headers, uri, "POST", note, () -> {
            UUID id = UUID.randomUUID();
            entities.createNativeQuery("INSERT INTO note (id, version, text) VALUES (:id, 1, :text)")
                    .setParameter("id", id)
                    .setParameter("text", note.text())
                    .executeUpdate();
            if (note.text().equals("refuse")) {
                throw new NotFound("nothing");
            }
            outbox.publish(MentorshipState.deleted(id, 1));
            return Response.created(URI.create("/v1/notes/" + id))
                    .entity(new NoteView(id, note.text()))
                    .build();
        });
    }

    @PATCH
    @Consumes(MergePatch.MEDIA_TYPE)
    public NewNote change(@HeaderParam("If-Match") String ifMatch, JsonNode body) {
        ETags.require(ifMatch, 7);
        return patch.apply(new NewNote("text", 3, List.of(new Tag("one")), null), body);
    }
}
