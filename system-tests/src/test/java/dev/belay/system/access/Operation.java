package dev.belay.system.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.door.Service;
import dev.belay.system.RunningBelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One operation of the suite's API.
 *
 * @param path as the OpenAPI document writes it, with its placeholders
 */
public record Operation(Service service, String method, String path) {
    private static final List<String> METHODS =
            List.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    /** Every operation of the three committed documents, which each service holds to its code. */
    static List<Operation> documented() {
        List<Operation> all = new ArrayList<>();
        for (Service service : Service.values()) {
            Path document =
                    Path.of(System.getProperty("belay.home")).resolve("docs/openapi/" + service.shortName() + ".json");
            try {
                all.addAll(in(service, RunningBelay.JSON.readTree(document.toFile())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    static List<Operation> in(Service service, JsonNode document) {
        List<Operation> found = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(field -> {
                    if (METHODS.contains(field)) {
                        found.add(new Operation(service, field.toUpperCase(Locale.ROOT), path.getKey()));
                    }
                }));
        return found;
    }

    /** Whether the front door forwards it. */
    public boolean isForwarded() {
        return !path.startsWith("/internal/");
    }

    /** Its address with something in each place; a version is a number, or the address is none. */
    String pathWith(String value) {
        return path.replace("{version}", "1").replaceAll("\\{\\w+}", value);
    }

    public boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    @Override
    public String toString() {
        return service.shortName() + " " + method + " " + path;
    }
}
