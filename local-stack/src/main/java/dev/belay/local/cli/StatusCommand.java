package dev.belay.local.cli;

import dev.belay.local.screen.Screen;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.RunRecord;
import dev.belay.local.suite.RunningSuite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        header = "Show what runs where, and what this machine lacks.",
        description = "Exit code 0 if everything is ready, 1 if not.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    private static final String ROW = "  %-20s %-9s %-17s %8s %8s  %s";

    private static final String EVENTS_ROW = "  %-20s %9s %9s %9s %11s %13s";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.standard();
        Installation installation = Belay.installation();
        Optional<RunningSuite> running = RunningSuite.on(installation);
        boolean ready = running.isPresent() && show(screen, running.get().record());
        if (running.isEmpty()) {
            screen.line("Belay is not running. ./belay up starts it, ./belay demo shows what it does.");
        }
        screen.blank();
        showMachine(screen, installation);
        return ready ? 0 : 1;
    }

    private boolean show(Screen screen, RunRecord record) throws InterruptedException {
        screen.line("Belay runs at " + screen.styled(Screen.Style.ACCENT, record.url()) + " (process " + record.pid()
                + ")");
        screen.blank();
        screen.line(
                screen.styled(Screen.Style.DIM, ROW.formatted("part", "state", "address", "process", "memory", "log")));
        row(screen, "front door", "ready", URI.create(record.url()).getPort(), record.pid(), "suite.log");
        boolean all = record.parts().size() > 2;
        for (RunRecord.Part part : record.parts()) {
            boolean ready = isReady(part);
            all &= ready;
            row(
                    screen,
                    part.name(),
                    ready ? "ready" : part.process().isPresent() ? "starting" : "ended",
                    part.port(),
                    part.pid(),
                    part.log());
        }
        showEvents(screen, record);
        return all;
    }

    /** How the events of each service get on; a service that does not answer has a row without figures. */
    private void showEvents(Screen screen, RunRecord record) throws InterruptedException {
        screen.blank();
        screen.line(screen.styled(
                Screen.Style.DIM,
                EVENTS_ROW.formatted("events", "unsent", "oldest", "unread", "behind for", "dead letters")));
        for (RunRecord.Part part : record.parts()) {
            if (part.health() == null) {
                continue;
            }
            EventFigures figures = EventFigures.of(metrics(part));
            String row = EVENTS_ROW.formatted(
                    part.name(),
                    figures.count("belay_outbox_backlog"),
                    figures.duration("belay_outbox_age_seconds"),
                    figures.count("belay_events_lag"),
                    figures.duration("belay_events_staleness_seconds"),
                    figures.deadLetters());
            screen.line(figures.deadLetters().matches("-|0") ? row : screen.styled(Screen.Style.WARM, row));
        }
    }

    /** What the replica itself says at {@code /q/metrics}; empty if it does not answer. */
    private String metrics(RunRecord.Part part) throws InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(part.health()).resolve("/q/metrics"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return http.send(ask, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    private static void row(Screen screen, String name, String state, int port, long pid, String log) {
        String memory =
                Machine.memoryOf(pid).map(megabytes -> megabytes + " MB").orElse("");
        // Colour codes would count as width, so the state is coloured after it has its place.
        String text = ROW.formatted(name, state, "127.0.0.1:" + port, pid, memory, ".belay/logs/" + log);
        Screen.Style style = state.equals("ready") ? Screen.Style.GOOD : Screen.Style.BAD;
        screen.line(text.replaceFirst(" " + state + " ", " " + screen.styled(style, state) + " "));
    }

    private boolean isReady(RunRecord.Part part) throws InterruptedException {
        if (part.process().isEmpty()) {
            return false;
        }
        if (part.health() == null) {
            return true;
        }
        HttpRequest probe = HttpRequest.newBuilder(URI.create(part.health()))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void showMachine(Screen screen, Installation installation) {
        screen.line("This machine: " + Machine.description(installation.folder()));
        List<String> lacks = Machine.lacks(installation.folder());
        if (lacks.isEmpty()) {
            screen.line("It lacks nothing that Belay needs.");
        } else {
            screen.line("It lacks:");
            lacks.forEach(lack -> screen.line("  - " + lack));
        }
    }
}
