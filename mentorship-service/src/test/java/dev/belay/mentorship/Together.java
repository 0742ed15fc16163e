package dev.belay.mentorship;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients at the same moment. */
public final class Together {
    private Together() {}

    /** Runs all, each on a thread of its own, from one starting shot; the results are in the order of the work. */
    public static <T> List<T> run(List<? extends Callable<T>> work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(work.size());
        try {
            CountDownLatch ready = new CountDownLatch(work.size());
            CountDownLatch shot = new CountDownLatch(1);
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : work) {
                running.add(clients.submit(() -> {
                    ready.countDown();
                    shot.await();
                    return one.call();
                }));
            }
            ready.await();
            shot.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> done : running) {
                results.add(done.get());
            }
            return results;
        } finally {
            clients.shutdownNow();
        }
    }
}
