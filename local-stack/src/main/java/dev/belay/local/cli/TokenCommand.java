package dev.belay.local.cli;

import dev.belay.local.api.Api;
import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.RunningSuite;
import dev.belay.local.suite.SuiteFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "token", header = "Print a bearer token, good for an hour, and nothing else.")
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whose whose;

    private static final class Whose {

        @Parameters(paramLabel = "USERNAME", description = "Somebody of the organisation: ada, grace, mary, root, …")
        private String userName;

        @Option(names = "--role", paramLabel = "hr-sync", description = "A machine with this role instead.")
        private String role;
    }

    @Override
    public Integer call() {
        Installation installation = Belay.installation();
        URI door = RunningSuite.on(installation)
                .map(running -> URI.create(running.record().url()))
                .orElseThrow(() -> new SuiteFailure("Belay is not running: start it with ./belay up -d."));
        DevIssuer issuer = DevIssuer.in(installation.keys(), door + "/dev-issuer");
        spec.commandLine().getOut().println(whose.role == null ? tokenOf(door, issuer) : machineToken(issuer));
        return CommandLine.ExitCode.OK;
    }

    private String machineToken(DevIssuer issuer) {
        if (!whose.role.equals(DevIssuer.HR_SYNC)) {
            throw new SuiteFailure("There is no machine with the role " + whose.role + ", only " + DevIssuer.HR_SYNC
                    + "; people get theirs by name: ./belay token mary.");
        }
        return issuer.machineToken(DevIssuer.HR_SYNC);
    }

    private String tokenOf(URI door, DevIssuer issuer) {
        String query = URLEncoder.encode(whose.userName, StandardCharsets.UTF_8);
        boolean known = !new Api(door)
                .get("/v1/people?userName=" + query, issuer.machineToken(DevIssuer.HR_SYNC))
                .expect(200)
                .body()
                .path("items")
                .isEmpty();
        if (!known) {
            throw new SuiteFailure("There is nobody with the user name " + whose.userName
                    + ". (./belay demo brings in the sample organisation with ada, grace, mary and root.)");
        }
        return issuer.tokenFor(whose.userName);
    }
}
