package dev.belay.local.screen;

import dev.belay.local.suite.Progress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line for each part that is done, and on a terminal one that says what is still going on and for how long. */
public final class ProgressOnScreen implements Progress, AutoCloseable {

    private static final int NAME_WIDTH = 24;
    private static final long TICK_MILLIS = 200;

    private final Screen screen;
    private final Set<String> going = new LinkedHashSet<>();
    private final Map<String, String> counts = new ConcurrentHashMap<>();
    private final long begin = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    public ProgressOnScreen(Screen screen) {
        this.screen = screen;
        clock.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void begun(String what) {
        going.add(what);
        tick();
    }

    @Override
    public synchronized void done(String what, Duration took, String detail) {
        going.remove(what);
        screen.endLive();
        screen.line("  " + screen.tick() + " " + Screen.padded(what, NAME_WIDTH)
                + screen.styled(Screen.Style.DIM, "%6s s  ".formatted(seconds(took)) + detail));
        tick();
    }

    /** How many of how many; takes part in what goes on, and costs nothing to call often. */
    public void counted(String what, int done, int all) {
        counts.put(what, done + " of " + all);
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        screen.endLive();
    }

    public static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
    }

    private synchronized void tick() {
        if (!going.isEmpty() && !clock.isShutdown()) {
            long elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            StringBuilder text = new StringBuilder();
            for (String what : going) {
                text.append(text.isEmpty() ? "" : ", ").append(what);
                if (counts.containsKey(what)) {
                    text.append(" (").append(counts.get(what)).append(')');
                }
            }
            screen.live("  … " + text + "  " + elapsed + " s");
        }
    }
}
