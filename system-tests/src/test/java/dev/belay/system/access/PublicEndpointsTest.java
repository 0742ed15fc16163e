package dev.belay.system.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.local.door.Routes;
import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code access/public.txt} lists what answers without a token, and nothing else does. */
class PublicEndpointsTest {
    private static final String DOOR = "door";

    /** Where frameworks put what nobody asked for. */
    private static final List<String> USUAL_PLACES = List.of(
            "/",
            "/index.html",
            "/favicon.ico",
            "/robots.txt",
            "/q",
            "/q/",
            "/q/arc",
            "/q/arc/beans",
            "/q/dev",
            "/q/dev-ui",
            "/q/dev-ui/welcome",
            "/q/dev-v1",
            "/q/info",
            "/q/health-ui",
            "/q/health/group",
            "/q/health/group/x",
            "/q/logging-manager",
            "/q/metrics/prometheus",
            "/q/openapi.json",
            "/q/scheduler",
            "/q/swagger-ui",
            "/q/swagger-ui/",
            "/q/graphql-ui",
            "/q/flyway",
            "/actuator",
            "/actuator/env",
            "/admin",
            "/api",
            "/api-docs",
            "/console",
            "/debug",
            "/env",
            "/graphql",
            "/health",
            "/internal",
            "/internal/metrics",
            "/jolokia",
            "/metrics",
            "/openapi",
            "/openapi.json",
            "/swagger-ui",
            "/v1",
            "/.env",
            "/.git/config",
            "/.well-known/openid-configuration",
            "/META-INF/MANIFEST.MF",
            "/META-INF/microprofile-config.properties",
            "/META-INF/resources/",
            "/application.properties",
            "/dev-issuer",
            "/dev-issuer/",
            "/dev-issuer/token",
            "/dev-issuer/keys",
            "/dev-issuer/issuer-key.jwk",
            "/docs/../q/metrics",
            "/docs/%2e%2e/q/metrics",
            "/docs/..%2fq/metrics",
            "/v1/skills/../../q/metrics",
            "/v1/people/me/..;/../q/metrics");

    private final RunningBelay belay = RunningBelay.get();
    private final Wire wire = new Wire();

    private static Map<String, List<String>> listed() throws IOException {
        Map<String, List<String>> places = new LinkedHashMap<>();
        try (InputStream file = PublicEndpointsTest.class.getResourceAsStream("/access/public.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] words = line.split("\\s+");
                        places.computeIfAbsent(words[0], place -> new ArrayList<>())
                                .add(words[1]);
                    });
        }
        return places;
    }

    private static boolean isListed(List<String> paths, String path) {
        return paths.stream()
                .anyMatch(listed -> listed.endsWith("*")
                        ? path.startsWith(listed.substring(0, listed.length() - 1))
                        : listed.equals(path));
    }

    /** A service resolves dot segments; the door refuses them, so that nobody gets past its table. */
    private static String meant(String place, String path) {
        return place.equals(DOOR)
                ? path.contains("..") || path.contains("%2") ? "a path that no list has" : path
                : URI.create(path.replace("%2e", ".")).normalize().getPath();
    }

    private URI at(String place) {
        return place.equals(DOOR)
                ? belay.suite().url()
                : belay.suite()
                        .replicas(Service.valueOf(place.toUpperCase(Locale.ROOT)))
                        .get(0);
    }

    private Set<String> everywhere() {
        Set<String> paths = new LinkedHashSet<>(USUAL_PLACES);
        Routes.all().keySet().forEach(prefix -> {
            paths.add(prefix);
            paths.add(prefix + "/");
            paths.add(prefix + "/x");
        });
        Operation.documented().forEach(operation -> paths.add(operation.pathWith("x")));
        return paths;
    }

    @Test
    void whatIsListedAnswersAndNothingElseDoes() throws IOException {
        Map<String, List<String>> listed = listed();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, List<String>> place : listed.entrySet()) {
            List<String> open = place.getValue();
            for (String path : open) {
                String example =
                        path.replace("/docs/*", "/docs/problems/unauthorized").replace("*", "live");
                int status = status(place.getKey(), example);
                if (!answers(status)) {
                    wrong.add(place.getKey() + " " + example + " answers " + status + ", though it is listed");
                }
            }
            for (String path : everywhere()) {
                int status = status(place.getKey(), path);
                if (answers(status) && !isListed(open, meant(place.getKey(), path))) {
                    wrong.add(place.getKey() + " " + path + " answers " + status
                            + " without a token and is not in access/public.txt");
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private int status(String place, String path) {
        return wire.send("GET", URI.create(at(place) + path), List.of(), null).status();
    }

    private static boolean answers(int status) {
        return status != 401 && status != 404 && status != 405 && status != 400;
    }
}
