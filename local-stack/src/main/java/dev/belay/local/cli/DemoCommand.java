package dev.belay.local.cli;

import dev.belay.local.api.Api;
import dev.belay.local.demo.Demo;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.sample.SampleLoader;
import dev.belay.local.sample.SampleOrganisation;
import dev.belay.local.sample.SamplePerson;
import dev.belay.local.screen.ProgressOnScreen;
import dev.belay.local.screen.Screen;
import dev.belay.local.screen.Screen.Style;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.RunningSuite;
import dev.belay.local.suite.SuiteFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        header = "Start everything, bring in a sample organisation and play the loop.",
        description = "Can be run again and again, also while the suite is up. Leaves the suite running."
                + " Exit code 0 if every step held.")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    private static final List<String> PERSONAS =
            List.of(SampleOrganisation.ADA, SampleOrganisation.GRACE, SampleOrganisation.MARY, SampleOrganisation.ROOT);

    @Override
    public Integer call() throws IOException {
        Screen screen = Screen.standard();
        Installation installation = Belay.installation();
        long begin = System.nanoTime();
        if (RunningSuite.on(installation).isEmpty()) {
            UpCommand.startInBackground(installation, screen);
        }
        URI door = RunningSuite.on(installation)
                .map(running -> URI.create(running.record().url()))
                .orElseThrow(() -> new SuiteFailure("Belay ended as soon as it had started: see ./belay logs suite."));
        Api api = new Api(door);
        DevIssuer tokens = DevIssuer.in(installation.keys(), door + "/dev-issuer");
        List<SamplePerson> people = SampleOrganisation.people();
        load(screen, api, tokens, people, installation.data().resolve("sample-loaded"));
        boolean held = Demo.play(api, tokens, people, screen, installation.data());
        screen.blank();
        String took = ProgressOnScreen.seconds(Duration.ofNanos(System.nanoTime() - begin)) + " s";
        if (held) {
            screen.line(
                    screen.styled(Style.GOOD, "Every step held.") + " (" + took + " from the start of this command)");
        } else {
            screen.line(screen.styled(Style.BAD, "A step did not hold.") + " "
                    + (Belay.diskIsFull() ? Belay.diskFull() : "./belay logs may say more."));
        }
        farewell(screen, door, tokens);
        return held ? 0 : 1;
    }

    private static void load(Screen screen, Api api, DevIssuer tokens, List<SamplePerson> people, Path marker)
            throws IOException {
        if (Files.exists(marker)) {
            screen.line(
                    "  " + screen.tick() + " The sample organisation is there already: " + people.size() + " people.");
            return;
        }
        String what = "sample organisation";
        try (ProgressOnScreen progress = new ProgressOnScreen(screen)) {
            progress.begun(what);
            long begin = System.nanoTime();
            SampleLoader.Loaded loaded =
                    new SampleLoader(api, tokens).load(people, done -> progress.counted(what, done, people.size()));
            progress.done(
                    what,
                    Duration.ofNanos(System.nanoTime() - begin),
                    "%d people through the API: import %s, %d profiles filled in; %d words that name no skill left out"
                            .formatted(loaded.people(), loaded.counts(), loaded.filledIn(), loaded.notUnderstood()));
        }
        Files.writeString(marker, people.size() + " people\n");
    }

    private static void farewell(Screen screen, URI door, DevIssuer tokens) {
        screen.blank();
        screen.line(screen.styled(Style.BOLD, "The suite goes on running."));
        Addresses.print(screen, door.toString());
        screen.line("Tokens, good for an hour (./belay token NAME prints a new one):");
        for (String persona : PERSONAS) {
            screen.line("  " + Screen.padded(persona, 6) + " " + screen.styled(Style.DIM, tokens.tokenFor(persona)));
        }
        screen.blank();
        screen.line("A first request:");
        screen.line("  "
                + screen.styled(
                        Style.ACCENT,
                        "curl -H \"Authorization: Bearer $(./belay token ada)\" '" + door
                                + "/v1/recommendations/mentors?limit=3'"));
        screen.blank();
        screen.line("./belay status shows what runs, ./belay down stops it, ./belay help lists the rest.");
    }
}
