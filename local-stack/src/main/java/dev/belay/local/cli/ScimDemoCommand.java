package dev.belay.local.cli;

import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.scim.ScimDemo;
import dev.belay.local.screen.Screen;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.RunningSuite;
import dev.belay.local.suite.SuiteFailure;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "scim-demo",
        header = "Replay an HR connector's run, and say line by line what held.",
        description = "Against this machine's suite, or any SCIM service.")
final class ScimDemoCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "okta|entra", description = "Whose habits to replay.")
    private ScimDemo.Connector connector;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "What stands before /Users; the running suite's otherwise.")
    private URI url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "A bearer token for it.")
    private String token;

    @Override
    public Integer call() {
        if (url != null && token == null) {
            throw new SuiteFailure("--token is missing: the bearer token for " + url + ".");
        }
        URI root = url == null ? URI.create(door() + "/scim/v2") : url;
        Screen screen = Screen.standard();
        boolean held = ScimDemo.play(connector, root, token == null ? ownToken() : token, step -> show(screen, step));
        screen.line(held ? "Everything held." : "Not everything held.");
        return held ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void show(Screen screen, ScimDemo.Step step) {
        String mark = step.held() ? screen.styled(Screen.Style.GOOD, "ok  ") : screen.styled(Screen.Style.BAD, "FAIL");
        screen.line(mark + " " + step.what() + screen.styled(Screen.Style.DIM, "  (" + step.saw() + ")"));
    }

    private static String door() {
        return RunningSuite.on(Belay.installation())
                .map(running -> running.record().url())
                .orElseThrow(() -> new SuiteFailure("Belay is not running: start it with ./belay up -d."));
    }

    private static String ownToken() {
        Installation installation = Belay.installation();
        return DevIssuer.in(installation.keys(), door() + "/dev-issuer").machineToken(DevIssuer.HR_SYNC);
    }
}
