package dev.belay.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder {@code .belay/}: everything that this installation keeps, readable by its owner only. */
public record Installation(Path folder) {

    private static final long LEAST_FREE_BYTES = 300L * 1024 * 1024;

    /** Makes the folder if it is missing. */
    public static Installation in(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            for (String part : new String[] {"data", "keys", "logs", "run"}) {
                Files.createDirectories(absolute.resolve(part));
            }
        } catch (IOException e) {
            throw new SuiteFailure("The folder " + absolute + " can't be made or belongs to somebody else.", e);
        }
        return new Installation(absolute);
    }

    /** PostgreSQL's and Kafka's data, and what was loaded into them. */
    public Path data() {
        return folder.resolve("data");
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    Path run() {
        return folder.resolve("run");
    }

    /** Fails with a sentence if there is hardly any room for data. */
    public void requireSpace() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new SuiteFailure("The disk that holds " + folder + " is full (" + free / (1024 * 1024)
                        + " MB left; Belay wants at least " + LEAST_FREE_BYTES / (1024 * 1024)
                        + " MB): make some room.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder with everything in it: data, keys and logs. */
    public void delete() {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new SuiteFailure("Not everything in " + folder + " could be removed: " + e.getMessage(), e);
        }
    }
}
