package dev.belay.platform.replica;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** A thread that follows topics, and does so again after a pause that grows, until it is stopped. */
abstract class ReaderThread {
    private static final Logger LOG = Logger.getLogger(ReaderThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile KafkaConsumer<?, ?> consumer;
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
        stop.countDown();
        KafkaConsumer<?, ?> reading = consumer;
        if (reading != null) {
            // An interrupt would reach the consumer in the middle of its farewell to the group.
            reading.wakeup();
        }
        thread.join(FAREWELL.toMillis());
    }

    final boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** This consumer is woken when the thread shall stop. */
    final <K, V> KafkaConsumer<K, V> stoppable(KafkaConsumer<K, V> reading) {
        consumer = reading;
        return reading;
    }

    /** Something went well: the next failure starts with a short pause again. */
    final void healthy() {
        pause = FIRST_PAUSE;
    }

    private void run() {
        while (!isStopped()) {
            try {
                read();
            } catch (WakeupException e) {
                // Only the stop wakes: the loop ends here.
                continue;
            } catch (InterruptedException e) {
                return;
            } catch (KafkaException e) {
                LOG.warnf("%s pauses %s: %s", thread.getName(), pause, e.toString());
            } catch (RuntimeException | Error e) {
                // A thread that ended would leave a service that looks well and hears nothing.
                LOG.errorf(e, "%s pauses %s", thread.getName(), pause);
            }
            try {
                if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
