package dev.belay.system.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A wire that can be bad: passes bytes between a port of 127.0.0.1 and another, and on demand delays them, resets
 * connections, refuses new ones, or lets a request through and loses the answer.
 */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket entry;
    private final int target;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;
    private volatile double loss;
    private volatile String lossAfter = "";

    /** @param port where to listen; 0 picks one */
    TcpProxy(int port, int target) {
        this.target = target;
        try {
            entry = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::acceptAll);
    }

    int port() {
        return entry.getLocalPort();
    }

    /** How many connections were reset, and how many answers lost, since the start. */
    int cuts() {
        return cuts.get();
    }

    int lostAnswers() {
        return lost.get();
    }

    /** Every piece of data is late by this, in both directions. */
    void delay(Duration time) {
        delay = time;
    }

    /** Resets whoever comes, until told otherwise. */
    void refuse(boolean whether) {
        refusing = whether;
    }

    /**
     * From now on the answer to a piece of data is lost, with the connection, after the data went through.
     *
     * @param probability 0 for never
     * @param after only if the data holds this text
     */
    void loseAnswers(double probability, String after) {
        lossAfter = after;
        loss = probability;
    }

    void cutAll() {
        for (Wire wire : List.copyOf(wires)) {
            cuts.incrementAndGet();
            wire.reset();
        }
    }

    /** Resets any one connection. */
    void cutOne() {
        wires.stream().findAny().ifPresent(wire -> {
            cuts.incrementAndGet();
            wire.reset();
        });
    }

    /** All is well again for whoever connects anew. */
    void heal() {
        refusing = false;
        delay = Duration.ZERO;
        loss = 0;
    }

    @Override
    public void close() throws IOException {
        entry.close();
        wires.forEach(Wire::reset);
    }

    private void acceptAll() {
        while (!entry.isClosed()) {
            try {
                Socket client = entry.accept();
                if (refusing) {
                    client.setSoLinger(true, 0);
                    client.close();
                } else {
                    daemon(() -> connect(client));
                }
            } catch (IOException e) {
                if (!entry.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Wire wire = new Wire(client, new Socket());
        wires.add(wire);
        try {
            client.setTcpNoDelay(true);
            wire.server.setTcpNoDelay(true);
            wire.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            daemon(() -> wire.pass(wire.server, client, false));
            wire.pass(client, wire.server, true);
        } catch (IOException e) {
            wire.reset();
        }
    }

    private final class Wire {
        private final Socket client;
        private final Socket server;
        private volatile boolean loseNext;

        Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pass(Socket from, Socket to, boolean request) {
            byte[] data = new byte[32 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(data); length >= 0; length = in.read(data)) {
                    LockSupport.parkNanos(delay.toNanos());
                    if (request) {
                        loseNext |= isToBeLost(data, length);
                    } else if (loseNext) {
                        lost.incrementAndGet();
                        break;
                    }
                    out.write(data, 0, length);
                }
            } catch (IOException e) {
                // Either end has gone: so does the other.
                reset();
            }
            end(loseNext && !request);
        }

        private boolean isToBeLost(byte[] data, int length) {
            return loss > 0
                    && ThreadLocalRandom.current().nextDouble() < loss
                    && new String(data, 0, length, StandardCharsets.ISO_8859_1).contains(lossAfter);
        }

        void reset() {
            end(true);
        }

        private void end(boolean hard) {
            wires.remove(this);
            for (Socket socket : List.of(client, server)) {
                try {
                    if (hard) {
                        socket.setSoLinger(true, 0);
                    }
                    socket.close();
                } catch (IOException e) {
                    // It was closed already.
                    continue;
                }
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
