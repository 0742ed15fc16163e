package dev.belay.platform.replica;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** A thread that does its work again, after a pause that grows, until it is stopped. */
abstract class ReaderThread {
    private static final Logger LOG = Logger.getLogger(ReaderThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Thread thread;
    private volatile boolean stopped;
    private Duration pause = FIRST_PAUSE;

    ReaderThread(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Reads until {@link #isStopped}; whatever it throws, it is called again. */
    abstract void read() throws InterruptedException;

    final void begin() {
        thread.start();
    }

    final void end() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(5_000);
    }

    final boolean isStopped() {
        return stopped;
    }

    /** Something went well: the next failure starts with a short pause again. */
    final void healthy() {
        pause = FIRST_PAUSE;
    }

    private void run() {
        while (!stopped) {
            try {
                read();
            } catch (InterruptedException | InterruptException e) {
                if (stopped) {
                    return;
                }
            } catch (KafkaException e) {
                LOG.warnf("%s pauses %s: %s", thread.getName(), pause, e.toString());
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s pauses %s", thread.getName(), pause);
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                if (stopped) {
                    return;
                }
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
