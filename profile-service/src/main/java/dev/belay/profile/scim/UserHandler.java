package dev.belay.profile.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType.RFC7644;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import dev.belay.platform.problems.Violation;
import dev.belay.profile.people.HrChange;
import dev.belay.profile.people.HrDocument;
import dev.belay.profile.people.HrField;
import dev.belay.profile.people.HrSync;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A person as a SCIM user. Within one transaction per request, which whoever calls the library begins and ends. */
class UserHandler extends ResourceHandler<User> {
    static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final int LARGEST_DOCUMENT = 64 * 1024;
    private static final String MANAGER = "manager";
    /** What stands in columns, is made up by us, or is nobody's to keep. */
    private static final Set<String> NOT_IN_DOCUMENT =
            Set.of("schemas", "id", "externalId", "userName", "active", "meta", "groups", "password");

    private final Users users;
    private final Groups groups;
    private final HrSync hrSync;

    UserHandler(Users users, Groups groups, HrSync hrSync) {
        this.users = users;
        this.groups = groups;
        this.hrSync = hrSync;
    }

    @Override
    public User createResource(User user, Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            HrChange change = change(user, null, call);
            return shown(done(hrSync.create(call.source(), change)), call);
        });
    }

    @Override
    public User getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            Users.Row row = find(id, call);
            call.check(row.version());
            return show(row, call);
        });
    }

    /** From here on nobody else changes anybody of this source. */
    @Override
    public User getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType endpoint) {
        Call call = (Call) context;
        return call.guarded(() -> show(locked(id, call), call));
    }

    @Override
    public PartialListResponse<User> listResources(
            long startIndex,
            int count,
            FilterNode filter,
            SchemaAttribute sortBy,
            SortOrder sortOrder,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            Columns columns = new UserColumns(getResourceType(), call.users());
            Sql where = filter == null ? Sql.of("true") : new Conditions(columns).of(filter);
            List<Users.Row> rows = sortBy == null
                    ? users.page(call.source(), where, call.listing(), startIndex, count)
                    : users.sorted(call.source(), where, columns.order(sortBy, sortOrder), startIndex, count);
            return PartialListResponse.<User>builder()
                    .resources(show(rows, call))
                    .totalResults(users.count(call.source(), where))
                    .build();
        });
    }

    @Override
    public User updateResource(User user, Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            Users.Row present = locked(user.getId().orElseThrow(), call);
            HrSync.Result result = hrSync.change(call.source(), present.id(), change(user, present, call))
                    .orElseThrow(() -> notFound(present.id().toString()));
            return shown(done(result), call);
        });
    }

    @Override
    public void deleteResource(String id, Context context) {
        Call call = (Call) context;
        call.guarded(() -> {
            Users.Row present = locked(id, call);
            groups.leave(present.id());
            return hrSync.remove(call.source(), present.id());
        });
    }

    private Users.Row locked(String id, Call call) {
        hrSync.lock(call.source());
        Users.Row row = find(id, call);
        call.check(row.version());
        return row;
    }

    private Users.Row find(String id, Call call) {
        return Ids.parse(id).flatMap(known -> users.find(call.source(), known)).orElseThrow(() -> notFound(id));
    }

    private User shown(UUID id, Call call) {
        return show(find(id.toString(), call), call);
    }

    private static ResourceNotFoundException notFound(String id) {
        return new ResourceNotFoundException("There is no user " + id);
    }

    private static UUID done(HrSync.Result result) {
        if (result.violations().isEmpty()) {
            return result.personId();
        }
        throw refusal(result.violations());
    }

    private static ScimException refusal(List<Violation> violations) {
        Optional<Violation> taken = violations.stream()
                .filter(violation -> Set.of("taken", "other-source").contains(violation.rule()))
                .findFirst();
        Violation said = taken.orElse(violations.get(0));
        String detail = "'" + attribute(said.field()) + "' " + said.message();
        return taken.isPresent()
                ? new ConflictException(detail, RFC7644.UNIQUENESS)
                : new BadRequestException(detail, RFC7644.INVALID_VALUE);
    }

    private static String attribute(String pointer) {
        return switch (pointer) {
            case "/managerExternalId" -> MANAGER;
            case "/givenName", "/familyName" -> "name." + pointer.substring(1);
            default -> pointer.substring(1);
        };
    }

    /** @param present null for a new one */
    private static HrChange change(User user, Users.Row present, Call call) {
        Map<HrField, String> keys = new EnumMap<>(HrField.class);
        keys.put(HrField.USER_NAME, user.getUserName().orElse(null));
        // A PUT without HR's id says nothing of it: connectors leave out what they do not map.
        if (user.getExternalId().isPresent() || !call.is("PUT")) {
            keys.put(HrField.EXTERNAL_ID, user.getExternalId().orElse(null));
        }
        ObjectNode document = document(user);
        String manager = takeManager(document);
        boolean isAsShown = present != null
                && present.managerId() != null
                && present.managerId().toString().equals(manager);
        if (!isAsShown) {
            keys.put(HrField.MANAGER_EXTERNAL_ID, manager);
        }
        if (document.toString().length() > LARGEST_DOCUMENT) {
            throw new BadRequestException(
                    "All attributes together may be " + LARGEST_DOCUMENT + " characters long", RFC7644.INVALID_VALUE);
        }
        return HrChange.of(keys, user.isActive().orElse(null), document);
    }

    private static ObjectNode document(User user) {
        ObjectNode document = HrDocument.parse(user.toString());
        document.remove(NOT_IN_DOCUMENT);
        return document;
    }

    private static String takeManager(ObjectNode document) {
        if (!(document.path(HrDocument.ENTERPRISE) instanceof ObjectNode enterprise)) {
            return null;
        }
        JsonNode manager = enterprise.remove(MANAGER);
        if (enterprise.isEmpty()) {
            document.remove(HrDocument.ENTERPRISE);
        }
        return manager == null ? null : manager.path("value").textValue();
    }

    private User show(Users.Row row, Call call) {
        return show(List.of(row), call).get(0);
    }

    private List<User> show(List<Users.Row> rows, Call call) {
        Map<UUID, List<Groups.Membership>> memberships =
                groups.of(rows.stream().map(Users.Row::id).toList());
        return rows.stream()
                .map(row -> show(row, memberships.getOrDefault(row.id(), List.of()), call))
                .toList();
    }

    private static User show(Users.Row row, List<Groups.Membership> memberships, Call call) {
        ObjectNode document = row.document().deepCopy();
        document.put("id", row.id().toString());
        document.put("userName", row.userName());
        document.put("active", row.active());
        if (row.externalId() != null) {
            document.put("externalId", row.externalId());
        }
        if (row.managerExternalId() != null) {
            ObjectNode manager = JsonNodeFactory.instance.objectNode();
            if (row.managerId() == null) {
                manager.put("value", row.managerExternalId());
            } else {
                manager.put("value", row.managerId().toString()).put("$ref", call.users() + row.managerId());
            }
            document.withObjectProperty(HrDocument.ENTERPRISE).set(MANAGER, manager);
        }
        memberships.forEach(membership -> document.withArray("groups")
                .addObject()
                .put("value", membership.group().toString())
                .put("$ref", call.groups() + membership.group())
                .put("display", membership.displayName())
                .put("type", "direct"));
        var schemas = document.putArray("schemas").add(CORE);
        if (document.has(HrDocument.ENTERPRISE)) {
            schemas.add(HrDocument.ENTERPRISE);
        }
        User user = JsonHelper.readJsonDocument(document.toString(), User.class);
        user.setMeta(Meta.builder()
                .resourceType("User")
                .created(Columns.created(row.id()))
                .lastModified(Columns.instant(row.version()))
                .location(call.users() + row.id())
                .version(Long.toString(row.version()))
                .build());
        return user;
    }
}
