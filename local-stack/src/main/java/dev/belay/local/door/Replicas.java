package dev.belay.local.door;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The running copies of one service, asked in turn; one that did not answer lately is asked last. */
final class Replicas {

    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<SocketAddress> addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<SocketAddress, Long> failedAt = new ConcurrentHashMap<>();

    Replicas(List<SocketAddress> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    int count() {
        return addresses.size();
    }

    /** All replicas, in the order in which this request should try them. */
    List<SocketAddress> inTurn() {
        int count = addresses.size();
        if (count == 0) {
            return List.of();
        }
        int first = Math.floorMod(turn.getAndIncrement(), count);
        List<SocketAddress> order = new ArrayList<>(count);
        List<SocketAddress> resting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketAddress address = addresses.get((first + i) % count);
            (rests(address) ? resting : order).add(address);
        }
        order.addAll(resting);
        return order;
    }

    void failed(SocketAddress address) {
        failedAt.put(address, System.nanoTime());
    }

    void answered(SocketAddress address) {
        failedAt.remove(address);
    }

    private boolean rests(SocketAddress address) {
        Long failure = failedAt.get(address);
        return failure != null && System.nanoTime() - failure < REST_NANOS;
    }
}
