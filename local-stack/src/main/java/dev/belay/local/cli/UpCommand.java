package dev.belay.local.cli;

import dev.belay.local.screen.ProgressOnScreen;
import dev.belay.local.screen.Screen;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.Progress;
import dev.belay.local.suite.RunningSuite;
import dev.belay.local.suite.Suite;
import dev.belay.local.suite.SuiteFailure;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", header = "Start the suite (Ctrl-C stops all of it; -d leaves it in the background).")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Option(
            names = {"-d", "--detach"},
            description = "Start in the background and return once everything is ready.")
    private boolean detach;

    @Option(names = BackgroundStart.OPTION, hidden = true)
    private boolean inBackground;

    @Override
    public Integer call() throws InterruptedException {
        if (inBackground) {
            return serve();
        }
        Screen screen = Screen.standard();
        Installation installation = Belay.installation();
        Optional<RunningSuite> running = RunningSuite.on(installation);
        if (running.isPresent()) {
            screen.line("Belay already runs at " + running.get().record().url() + ".");
            return 0;
        }
        if (detach) {
            startInBackground(installation, screen);
            screen.line("Belay runs in the background. ./belay status shows it, ./belay down stops it.");
            return 0;
        }
        return runInForeground(screen);
    }

    /** Starts the suite in the background and shows how far it is. */
    static void startInBackground(Installation installation, Screen screen) {
        Belay.ports();
        screen.line(screen.styled(Screen.Style.BOLD, "Starting Belay"));
        try (ProgressOnScreen progress = new ProgressOnScreen(screen)) {
            BackgroundStart.run(installation, progress);
        }
    }

    private static int runInForeground(Screen screen) throws InterruptedException {
        screen.line(screen.styled(Screen.Style.BOLD, "Starting Belay"));
        Suite suite;
        try (ProgressOnScreen progress = new ProgressOnScreen(screen)) {
            suite = Suite.start(options(progress));
        }
        screen.blank();
        Addresses.print(screen, suite.url().toString());
        screen.line("Ctrl-C stops everything.");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> screen.line("Stopping Belay. The data stay."), "farewell"));
        suite.awaitClose();
        return 0;
    }

    private static int serve() throws InterruptedException {
        BackgroundStart.Reporter reporter = new BackgroundStart.Reporter(System.out);
        try {
            Suite suite = Suite.start(options(reporter));
            reporter.ready();
            suite.awaitClose();
            return 0;
        } catch (SuiteFailure e) {
            reporter.failed(e.getMessage());
            throw e;
        }
    }

    private static Suite.Options options(Progress progress) {
        return Suite.Options.in(Belay.home(), Belay.installation().folder())
                .withPorts(Belay.ports())
                .withFastRestarts()
                .withProgress(progress);
    }
}
