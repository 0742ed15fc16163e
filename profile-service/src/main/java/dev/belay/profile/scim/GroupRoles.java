package dev.belay.profile.scim;

import dev.belay.platform.caller.Role;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which groups of HR give a role. What machines and admins may do can never be had that way. */
@ApplicationScoped
class GroupRoles {
    private static final Set<String> GRANTABLE = Set.of(Role.PROGRAM_MANAGER);

    private final Map<String, String> byGroup = new HashMap<>();

    /** @param configured {@code name of the group=role} */
    GroupRoles(@ConfigProperty(name = "belay.scim.group-roles") Optional<List<String>> configured) {
        for (String entry : configured.orElse(List.of())) {
            int at = entry.lastIndexOf('=');
            String role = entry.substring(at + 1).strip();
            if (at < 1 || !GRANTABLE.contains(role)) {
                throw new IllegalStateException(
                        "belay.scim.group-roles: '" + entry + "' must be a group's name, = and one of " + GRANTABLE);
            }
            byGroup.put(Shape.fold(entry.substring(0, at).strip()), role);
        }
    }

    /** A service whose roles are configured wrongly does not start. */
    void check(@Observes StartupEvent event) {
        // Its constructor has.
    }

    List<String> of(Collection<String> groups) {
        return groups.stream()
                .map(group -> byGroup.get(Shape.fold(group.strip())))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
