package dev.belay.profile.people;

import dev.belay.platform.caller.Caller;
import dev.belay.platform.caller.Callers;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.caller.Role;
import dev.belay.platform.paging.Cursor;
import dev.belay.platform.paging.Page;
import dev.belay.platform.paging.PageRequest;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.NotFound;
import dev.belay.platform.problems.Refusal;
import dev.belay.profile.skills.Skill;
import dev.belay.profile.skills.SkillCatalogue;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Transactional
@Tag(
        name = "People",
        description = "Who works here. What HR keeps is seen by the person, admins and HR's integrations.")
class PeopleResource {
    static final String ME = "me";

    private static final int MOST_IDS = 100;
    private static final int MOST_WORDS = 10;
    private static final int LONGEST_TEXT = 200;

    private final People people;
    private final Standings standings;
    private final SkillCatalogue catalogue;
    private final Callers callers;

    PeopleResource(People people, Standings standings, SkillCatalogue catalogue, Callers callers) {
        this.people = people;
        this.standings = standings;
        this.catalogue = catalogue;
        this.callers = callers;
    }

    // The two kinds of pages, for the documentation.

    @Schema(name = "PageOfPeople")
    record Cards(
            @Schema(required = true) List<PersonCard> items,
            @Schema(required = true, nullable = true) String nextCursor) {}

    @Schema(name = "PageOfWholePeople")
    record WholePeople(
            @Schema(required = true) List<PersonView> items,
            @Schema(required = true, nullable = true) String nextCursor) {}

    @GET
    @Operation(
            operationId = "listPeople",
            summary = "Find people",
            description =
                    "By ids: their cards in the order asked for, also of those who have left; unknown ids are left"
                            + " out. Otherwise a search among those who work here, by name. `userName` and `externalId` are for"
                            + " HR's integrations and admins alone, who get HR's fields too (the schema `Person`).")
    @APIResponse(
            responseCode = "200",
            description = "A page of cards; of whole people for a `userName` or `externalId`",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {Cards.class, WholePeople.class})))
    public Response list(
            @Parameter(description = "Up to 100 ids, comma-separated or repeated.") @QueryParam("ids") List<String> ids,
            @Parameter(description = "Words, each of which must begin a word of name, title or headline.")
                    @QueryParam("q")
                    String q,
            @Parameter(description = "A skill that the person teaches: key, name or alias.") @QueryParam("skill")
                    String skill,
            @Parameter(description = "The department, without regard to case.") @QueryParam("department")
                    String department,
            @Parameter(description = "Exactly this login name, case folded. Role `hr-sync` or `admin`.")
                    @QueryParam("userName")
                    String userName,
            @Parameter(
                            description =
                                    "Exactly this id of HR; an integration finds its own people. Role `hr-sync` or `admin`.")
                    @QueryParam("externalId")
                    String externalId,
            @BeanParam PageRequest page,
            @Context UriInfo uri) {
        requireOneWay(ids, userName, externalId, q, skill, department);
        int limit = page.limit();
        if (userName != null || externalId != null) {
            return forHr(userName, externalId);
        }
        refuseServices();
        // A list of no ids asks for nobody, not for everybody.
        if (uri.getQueryParameters().containsKey("ids")) {
            return Response.ok(new Page<>(cards(people.byIds(ids(ids))), null)).build();
        }
        PeopleSearch search = new PeopleSearch(words(q), skill == null ? null : skill(skill), department(department));
        List<Person> found =
                people.search(search, page.cursor().map(PeopleResource::place).orElse(null), limit + 1);
        Page<Person> cut = Page.cut(found, limit, person -> new Object[] {person.sortName(), person.id()});
        Map<UUID, Standing> where = standings.of(cut.items());
        return cut.map(person -> PersonCard.of(person, where.get(person.id()))).response(uri);
    }

    @GET
    @Path(ME)
    @Operation(
            operationId = "getMe",
            summary = "Who I am here",
            description = "The person of the token: id, HR's fields and the profile.")
    @APIResponseSchema(PersonView.class)
    public PersonView me() {
        Person me = people.findById(callers.person().id());
        return PersonView.of(me, standings.profile(me));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getPerson",
            summary = "One person",
            description = "The card; for oneself and admins the whole person, for HR's integrations HR's fields.")
    @APIResponse(
            responseCode = "200",
            description = "The card, or more for those who may see it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {PersonCard.class, PersonView.class})))
    public Object get(
            @Parameter(description = "A person's id.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id) {
        refuseServices();
        Person person = find(id);
        Caller caller = callers.current();
        if (caller.is(Role.HR_SYNC)) {
            return PersonView.of(person, null);
        }
        if (isSelf(caller, person) || caller.is(Role.ADMIN)) {
            return PersonView.of(person, standings.profile(person));
        }
        return PersonCard.of(person, standings.of(person));
    }

    @GET
    @Path("{id}/readiness")
    @Operation(
            operationId = "getReadiness",
            summary = "How ready a person is for the level they aim for",
            description = "Per competency and overall, 0 to 100, with every part that adds up to it, and the gaps in"
                    + " words. For the person (`me` stands for their id), program managers and admins.")
    @APIResponseSchema(ReadinessView.class)
    public ReadinessView readiness(@Parameter(description = "A person's id, or `me`.") @PathParam("id") String id) {
        Caller caller = callers.current();
        Person person = id.equals(ME) ? people.findById(callers.person().id()) : find(id);
        if (!isSelf(caller, person) && !caller.is(Role.ADMIN) && !caller.is(Role.PROGRAM_MANAGER)) {
            throw new NotFound("person");
        }
        return ReadinessView.of(person, standings.of(person), catalogue);
    }

    private Response forHr(String userName, String externalId) {
        Caller caller = callers.current();
        if (!caller.is(Role.HR_SYNC) && !caller.is(Role.ADMIN)) {
            throw new HrAlone();
        }
        Stream<Person> found;
        if (userName != null) {
            found = people.byUserName(LoginKey.fold(userName)).stream();
        } else if (caller instanceof Caller.Integration integration) {
            found = people.byExternalIds(integration.client(), List.of(externalId)).stream();
        } else {
            found = people.byExternalId(externalId).stream();
        }
        List<PersonView> views = found.map(
                        person -> PersonView.of(person, caller.is(Role.ADMIN) ? standings.profile(person) : null))
                .toList();
        return Response.ok(new Page<>(views, null)).build();
    }

    private static void requireOneWay(List<String> ids, String userName, String externalId, String... filters) {
        long ways = Stream.of(
                        !ids.isEmpty(),
                        userName != null,
                        externalId != null,
                        Stream.of(filters).anyMatch(filter -> filter != null))
                .filter(asked -> asked)
                .count();
        if (ways > 1) {
            throw InvalidRequest.parameter(
                    "ids", "consistent", "ids, userName, externalId and a search exclude each other");
        }
    }

    private static List<UUID> ids(Collection<String> parameters) {
        List<String> texts = parameters.stream()
                .flatMap(parameter -> Stream.of(parameter.split(",", -1)))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (texts.size() > MOST_IDS) {
            throw InvalidRequest.parameter("ids", "size", "must be at most " + MOST_IDS + " ids");
        }
        List<UUID> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(uuid(text).orElseThrow(() -> InvalidRequest.parameter("ids", "format", "must be UUIDs")));
        }
        return ids;
    }

    private static List<String> words(String q) {
        if (q == null) {
            return List.of();
        }
        List<String> words = SearchWords.of(q);
        if (q.length() > LONGEST_TEXT || words.size() > MOST_WORDS) {
            throw InvalidRequest.parameter(
                    "q", "size", "must be at most " + LONGEST_TEXT + " characters and " + MOST_WORDS + " words long");
        }
        if (words.isEmpty()) {
            throw InvalidRequest.parameter("q", "required", "must hold a word");
        }
        return words;
    }

    private static String department(String department) {
        if (department != null && department.length() > LONGEST_TEXT) {
            throw InvalidRequest.parameter(
                    "department", "size", "must be at most " + LONGEST_TEXT + " characters long");
        }
        return department;
    }

    private String skill(String text) {
        return catalogue.resolve(text).map(Skill::key).orElseThrow(() -> {
            List<String> suggestions =
                    catalogue.suggest(text, 5).stream().map(Skill::key).toList();
            return InvalidRequest.parameter(
                    "skill",
                    "unknown-skill",
                    "is not a skill of the catalogue"
                            + (suggestions.isEmpty() ? "" : "; did you mean " + String.join(", ", suggestions) + "?"));
        });
    }

    private static PeopleSearch.Place place(String cursor) {
        List<String> key = Cursor.parse(cursor, 2);
        return new PeopleSearch.Place(key.get(0), Cursor.uuid(key.get(1)));
    }

    private List<PersonCard> cards(List<Person> found) {
        Map<UUID, Standing> where = standings.of(found);
        return found.stream()
                .map(person -> PersonCard.of(person, where.get(person.id())))
                .toList();
    }

    private Person find(String id) {
        return uuid(id).flatMap(people::findByIdOptional).orElseThrow(() -> new NotFound("person"));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSelf(Caller caller, Person person) {
        return caller instanceof Caller.Person self && self.id().equals(person.id());
    }

    /** Other services learn of people from the topics. */
    private void refuseServices() {
        if (callers.current() instanceof Caller.Service) {
            callers.person();
        }
    }

    private static final class HrAlone extends Refusal {
        HrAlone() {
            super("role-missing", "Only HR's integrations and admins find people by userName or externalId.");
        }
    }
}
