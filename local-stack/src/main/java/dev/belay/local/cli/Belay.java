package dev.belay.local.cli;

import dev.belay.local.api.Api;
import dev.belay.local.suite.Installation;
import dev.belay.local.suite.Ports;
import dev.belay.local.suite.SuiteFailure;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher: what {@code ./belay} runs once everything is built. */
@Command(
        name = "belay",
        header = "Belay: mentorship matching that takes junior backend developers to senior.",
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        description = "The whole suite on this machine: PostgreSQL, Kafka, three services and one front door.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "BELAY_PORT=9080 moves all ports (8080 to 8086 otherwise). Data stay in .belay/, readable by you only.",
            "Start with: ./belay demo"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            ScimDemoCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Belay implements Runnable {

    private static final int DEFAULT_PORT = 8080;
    private static final long FULL_BELOW_BYTES = 10L * 1024 * 1024;
    private static final int LAST_FIRST_PORT = 65535 - 6;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        // Vert.x would otherwise unpack a cache of files that this process never serves.
        System.setProperty("vertx.disableFileCPResolving", "true");
        // A library that can't find a log is no news for whoever asked for a token.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        int status = 1;
        try {
            status = commandLine().execute(arguments);
        } catch (Error e) {
            // Of the JVM, so no command handles it; other threads must not keep a broken launcher alive.
            e.printStackTrace();
        }
        System.exit(status);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Belay()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("belay: " + sentence(failure));
            if (System.getenv("BELAY_DEBUG") != null) {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The project's folder. */
    static Path home() {
        return Path.of(System.getProperty("belay.home", ".")).toAbsolutePath().normalize();
    }

    static Installation installation() {
        return Installation.in(home().resolve(".belay"));
    }

    static Ports ports() {
        return Ports.from(firstPort(System.getenv("BELAY_PORT")));
    }

    static int firstPort(String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= LAST_FIRST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The sentence below says what is wanted.
        }
        throw new SuiteFailure("BELAY_PORT is " + text + ", but must be a number from 1 to " + LAST_FIRST_PORT
                + ": seven ports from it on are used.");
    }

    /** Whether so little room is left that whatever just failed most likely failed for that reason. */
    static boolean diskIsFull() {
        return home().toFile().getUsableSpace() < FULL_BELOW_BYTES
                || home().resolve(".belay").toFile().getUsableSpace() < FULL_BELOW_BYTES;
    }

    static String diskFull() {
        return "The disk that holds " + home().resolve(".belay") + " is full: make some room and try again.";
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if (diskIsFull() && !(failure instanceof SuiteFailure)) {
            return diskFull();
        }
        if (failure instanceof SuiteFailure || failure instanceof Api.UnexpectedAnswer) {
            return message;
        }
        if (failure instanceof UncheckedIOException || failure instanceof IllegalStateException) {
            return message;
        }
        return "This should not have happened: " + failure + " (BELAY_DEBUG=1 shows more)";
    }
}
