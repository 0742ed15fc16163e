package dev.belay.profile.scim;

import static java.util.stream.Collectors.toMap;

import de.captaingoldfish.scim.sdk.common.constants.ScimType.RFC7644;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import dev.belay.profile.people.HrSync;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** A department, a team, or a group that gives its members a role. Within one transaction per request. */
class GroupHandler extends ResourceHandler<Group> {
    private static final int LONGEST_NAME = 200;
    private static final String MEMBERS = "members";

    private final Groups groups;
    private final GroupRoles roles;
    private final HrSync hrSync;

    GroupHandler(Groups groups, GroupRoles roles, HrSync hrSync) {
        this.groups = groups;
        this.roles = roles;
        this.hrSync = hrSync;
    }

    @Override
    public Group createResource(Group group, Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            hrSync.lock(call.source());
            String name = name(group);
            String externalId = externalId(group);
            requireFree(call, new UUID(0, 0), name, externalId);
            Set<UUID> members = members(group, call);
            UUID id = groups.create(call.source(), externalId, name);
            groups.add(id, members);
            regroup(call, members);
            return show(find(id.toString(), call), true, call);
        });
    }

    @Override
    public Group getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            Groups.Row row = find(id, call);
            call.check(row.version());
            return show(row, wantsMembers(attributes, excluded), call);
        });
    }

    /** From here on nobody else changes any group of this source. */
    @Override
    public Group getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType endpoint) {
        Call call = (Call) context;
        return call.guarded(() -> show(locked(id, call), true, call));
    }

    @Override
    public PartialListResponse<Group> listResources(
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
            Columns columns = new GroupColumns(call.groups());
            Sql where = filter == null ? Sql.of("true") : new Conditions(columns).of(filter);
            List<Groups.Row> rows = sortBy == null
                    ? groups.page(call.source(), where, call.listing(), startIndex, count)
                    : groups.sorted(call.source(), where, columns.order(sortBy, sortOrder), startIndex, count);
            boolean wantsMembers = wantsMembers(attributes, excluded);
            return PartialListResponse.<Group>builder()
                    .resources(rows.stream()
                            .map(row -> show(row, wantsMembers, call))
                            .toList())
                    .totalResults(groups.count(call.source(), where))
                    .build();
        });
    }

    @Override
    public Group updateResource(Group group, Context context) {
        Call call = (Call) context;
        return call.guarded(() -> {
            Groups.Row present = locked(group.getId().orElseThrow(), call);
            String name = name(group);
            String externalId =
                    call.is("PUT") && group.getExternalId().isEmpty() ? present.externalId() : externalId(group);
            Set<UUID> before = groups.members(present.id());
            Set<UUID> after = members(group, call);
            Set<UUID> joined = without(after, before);
            Set<UUID> left = without(before, after);
            boolean isRenamed = !name.equals(present.displayName());
            if (isRenamed || !java.util.Objects.equals(externalId, present.externalId())) {
                requireFree(call, present.id(), name, externalId);
            } else if (joined.isEmpty() && left.isEmpty()) {
                return show(present, true, call);
            }
            groups.change(present, externalId, name);
            groups.add(present.id(), joined);
            groups.remove(present.id(), left);
            Set<UUID> affected = new TreeSet<>(joined);
            affected.addAll(left);
            if (isRenamed) {
                affected.addAll(after);
            }
            regroup(call, affected);
            return show(find(present.id().toString(), call), true, call);
        });
    }

    @Override
    public void deleteResource(String id, Context context) {
        Call call = (Call) context;
        call.guarded(() -> {
            Groups.Row present = locked(id, call);
            Set<UUID> members = groups.members(present.id());
            groups.delete(present.id());
            regroup(call, members);
            return present;
        });
    }

    private void regroup(Call call, Set<UUID> people) {
        if (people.isEmpty()) {
            return;
        }
        Map<UUID, List<Groups.Membership>> memberships = groups.of(people);
        hrSync.regrouped(
                call.source(),
                people.stream()
                        .collect(toMap(
                                Function.identity(),
                                id -> roles.of(memberships.getOrDefault(id, List.of()).stream()
                                        .map(Groups.Membership::displayName)
                                        .toList()))));
    }

    private static Set<UUID> without(Set<UUID> these, Set<UUID> those) {
        Set<UUID> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    private static boolean wantsMembers(List<SchemaAttribute> attributes, List<SchemaAttribute> excluded) {
        boolean isWanted = attributes == null
                || attributes.isEmpty()
                || attributes.stream()
                        .anyMatch(attribute -> attribute.getScimNodeName().startsWith(MEMBERS));
        return isWanted
                && (excluded == null
                        || excluded.stream()
                                .noneMatch(
                                        attribute -> attribute.getScimNodeName().equals(MEMBERS)));
    }

    private static String name(Group group) {
        String name = group.getDisplayName().map(String::strip).orElse("");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new BadRequestException(
                    "'displayName' must be 1 to " + LONGEST_NAME + " characters long", RFC7644.INVALID_VALUE);
        }
        return name;
    }

    private static String externalId(Group group) {
        String externalId = group.getExternalId().orElse(null);
        if (externalId != null && externalId.length() > LONGEST_NAME) {
            throw new BadRequestException(
                    "'externalId' may be " + LONGEST_NAME + " characters long", RFC7644.INVALID_VALUE);
        }
        return externalId;
    }

    private void requireFree(Call call, UUID id, String name, String externalId) {
        if (groups.isTaken(call.source(), id, name, externalId)) {
            throw new ConflictException("Another group has that 'displayName' or 'externalId'", RFC7644.UNIQUENESS);
        }
    }

    private Set<UUID> members(Group group, Call call) {
        Set<UUID> members = new TreeSet<>();
        for (Member member : group.getMembers()) {
            String value = member.getValue().orElse("");
            members.add(Ids.parse(value)
                    .orElseThrow(() -> new BadRequestException("There is no user " + value, RFC7644.INVALID_VALUE)));
        }
        Set<UUID> unknown = new HashSet<>(members);
        unknown.removeAll(members.isEmpty() ? Set.of() : groups.known(call.source(), members));
        if (!unknown.isEmpty()) {
            throw new BadRequestException(
                    "There is no user " + unknown.iterator().next() + "; members are users", RFC7644.INVALID_VALUE);
        }
        return members;
    }

    private Groups.Row locked(String id, Call call) {
        hrSync.lock(call.source());
        Groups.Row row = find(id, call);
        call.check(row.version());
        return row;
    }

    private Groups.Row find(String id, Call call) {
        return Ids.parse(id)
                .flatMap(known -> groups.find(call.source(), known))
                .orElseThrow(() -> new ResourceNotFoundException("There is no group " + id));
    }

    private Group show(Groups.Row row, boolean withMembers, Call call) {
        List<Member> members = !withMembers
                ? List.of()
                : groups.members(row.id()).stream()
                        .map(id -> Member.builder()
                                .value(id.toString())
                                .ref(call.users() + id)
                                .type("User")
                                .build())
                        .toList();
        return Group.builder()
                .id(row.id().toString())
                .externalId(row.externalId())
                .displayName(row.displayName())
                .members(members)
                .meta(Meta.builder()
                        .resourceType("Group")
                        .created(Columns.created(row.id()))
                        .lastModified(Columns.instant(row.version()))
                        .location(call.groups() + row.id())
                        .version(Long.toString(row.version()))
                        .build())
                .build();
    }
}
