package dev.belay.platform.problems;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The {@code Allow} of a 405, which Quarkus leaves out though RFC 9110 wants it. Quarkus's own table is asked, in the two
 * steps in which it routes a request: by the resource class, then by method and rest of the path.
 */
final class AllowedMethods {
    private AllowedMethods() {}

    /** @param path absolute, decoded or not */
    static Set<String> of(String path) {
        Set<String> methods = new TreeSet<>();
        RequestMatch<InitialMatch> found = new RequestMapper<>(
                        ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers())
                .map(path);
        if (found == null) {
            return methods;
        }
        for (ServerRestHandler handler : found.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                String rest = found.remaining.isEmpty() ? "/" : found.remaining;
                routing.getMappers().forEach((method, mapper) -> {
                    if (method != null && mapper.map(rest) != null) {
                        methods.add(method);
                    }
                });
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }
}
