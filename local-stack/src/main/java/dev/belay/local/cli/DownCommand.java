package dev.belay.local.cli;

import dev.belay.local.screen.ProgressOnScreen;
import dev.belay.local.screen.Screen;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.RunningSuite;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", header = "Stop the suite. The data stay.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.standard();
        if (!stop(Belay.installation(), screen)) {
            screen.line("Belay was not running.");
        }
        return 0;
    }

    /** Whether anything was running. */
    static boolean stop(Installation installation, Screen screen) throws InterruptedException {
        Optional<RunningSuite> running = RunningSuite.on(installation);
        if (running.isEmpty()) {
            int left = RunningSuite.stopLeftovers(installation);
            if (left > 0) {
                screen.line("Stopped " + left + " processes that a killed launcher had left behind.");
            }
            return left > 0;
        }
        long begin = System.nanoTime();
        try (ProgressOnScreen progress = new ProgressOnScreen(screen)) {
            progress.begun("stopping");
            running.get().stop();
        }
        screen.line("Belay is down (" + ProgressOnScreen.seconds(Duration.ofNanos(System.nanoTime() - begin)) + " s).");
        return true;
    }
}
