package dev.belay.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback address. */
final class Ports {

    private Ports() {}

    /** The wanted port if it is free, or any free one if {@code wanted} is 0. */
    static int claim(int wanted, String what) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure("Port " + wanted + ", which " + what + " needs, is taken by another program.", e);
        }
    }
}
