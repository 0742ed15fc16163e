package dev.belay.local.cli;

import dev.belay.local.screen.Screen;
import dev.belay.local.suite.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "reset", header = "Stop the suite and forget everything: data, keys and logs.")
final class ResetCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.standard();
        Installation installation = Belay.installation();
        DownCommand.stop(installation, screen);
        installation.delete();
        screen.line("Everything in " + installation.folder() + " is forgotten.");
        return 0;
    }
}
