package dev.belay.local.suite;

import dev.belay.local.door.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where everything listens on 127.0.0.1; 0 means any free port. */
public record Ports(int front, int profile, int mentorship, int matching, int postgres, int kafka, int controller) {

    /** Seven ports in a row from this one. */
    public static Ports from(int first) {
        return new Ports(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }

    /** Free ports everywhere: for tests, which must not meet a running suite. */
    public static Ports free() {
        return new Ports(0, 0, 0, 0, 0, 0, 0);
    }

    int of(Service service) {
        return switch (service) {
            case PROFILE -> profile;
            case MENTORSHIP -> mentorship;
            case MATCHING -> matching;
        };
    }

    /** Fails with a sentence if one of the wanted ports is in use. */
    void requireFree() {
        requireFree(front, "the front door");
        for (Service service : Service.values()) {
            requireFree(of(service), service.moduleName());
        }
        requireFree(postgres, "PostgreSQL");
        requireFree(kafka, "Kafka");
        requireFree(controller, "Kafka's controller");
    }

    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SuiteFailure("This machine has no free port left.", e);
        }
    }

    private static void requireFree(int port, String what) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new SuiteFailure(
                    "Port " + port + ", which " + what
                            + " needs, is taken by another program: stop that, or choose other ports with BELAY_PORT=9080.",
                    e);
        }
    }
}
