package dev.belay.local.suite;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A shell that outlives this process by a moment: it is told the children's process numbers through a pipe, and once the pipe
 * ends, which it does even when this process is killed, it stops those that were on the last line.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' HUP INT TERM
            pids=
            while read -r line; do pids=$line; done
            [ -n "$pids" ] || exit 0
            kill -TERM $pids 2>/dev/null
            tries=0
            while [ "$tries" -lt 10 ] && kill -0 $pids 2>/dev/null; do
                sleep 1
                tries=$((tries + 1))
            done
            kill -KILL $pids 2>/dev/null
            """;

    private final Process shell;
    private final BufferedWriter pipe;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    static Watchdog start() throws IOException {
        return new Watchdog(Programs.inOwnSession("sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** These, and no others, are to be stopped when this process ends. */
    synchronized void guard(Collection<Long> pids) {
        try {
            pipe.write(pids.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new IllegalStateException("the watchdog is gone", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            pipe.write("\n");
            pipe.close();
        } catch (IOException e) {
            // Somebody stopped the shell: nothing is left to tell it.
            shell.destroy();
        }
    }
}
