package dev.belay.local.door;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which path belongs to which service: the front door's table, and the only one. */
public final class Routes {

    private static final Map<String, Service> TABLE = table();

    private Routes() {}

    /** Every prefix and the service that owns it with all below it; other gateways are held to this. */
    public static Map<String, Service> all() {
        return Collections.unmodifiableMap(TABLE);
    }

    /**
     * The service that owns this path, if any.
     *
     * @param path as it stands in the request line, still encoded, without the query
     */
    static Optional<Service> serviceFor(String path) {
        if (!isPlain(path)) {
            return Optional.empty();
        }
        return TABLE.entrySet().stream()
                .filter(route -> path.equals(route.getKey()) || path.startsWith(route.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Whether the path means to a service what it means to this table. A dot segment, plain or encoded, could lead from a
     * public prefix to {@code /q} or {@code /internal} once a service resolves it.
     */
    private static boolean isPlain(String path) {
        String decoded;
        try {
            decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (decoded.indexOf('\\') >= 0 || decoded.indexOf('\0') >= 0) {
            return false;
        }
        for (String segment : decoded.split("/", -1)) {
            String name = segment.replaceFirst(";.*$", "");
            if (name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Service> table() {
        Map<String, Service> table = new LinkedHashMap<>();
        for (String prefix : new String[] {
            "/v1/people",
            "/v1/skills",
            "/v1/tracks",
            "/v1/growth",
            "/v1/portfolios",
            "/v1/integrations",
            "/scim/v2",
            "/docs"
        }) {
            table.put(prefix, Service.PROFILE);
        }
        for (String prefix : new String[] {
            "/v1/participation",
            "/v1/match-requests",
            "/v1/mentorships",
            "/v1/sessions",
            "/v1/programs",
            "/v1/notifications",
            "/v1/webhooks",
            "/v1/events",
            "/v1/reports"
        }) {
            table.put(prefix, Service.MENTORSHIP);
        }
        for (String prefix : new String[] {"/v1/recommendations", "/v1/matches", "/v1/assignments", "/v1/policies"}) {
            table.put(prefix, Service.MATCHING);
        }
        return table;
    }
}
